import type { Choice, ToolCallPart } from '../../src/completion.ts'
import type { Model } from '../../src/models.ts'
import type { Accounting, TokenDemand } from '../../src/provider.ts'
import type { CompletionRequest, InputPart, Message, ToolDefinition } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { cachePlan } from './cache-plan.ts'
import { mediaTokens } from './media-tokens.ts'
import { imageOutputTokens, traitsOf } from './model-traits.ts'
import { toolInput } from './tool-input.ts'

/** How the Gemini API counts, calibrated on recordings; what `tokenizer` counts is in Gemini's tokens already. */
export const accounting: Accounting = accountingOf(false)

/** How Vertex AI counts: there only names and texts of functions cost anything. */
export const vertexAccounting: Accounting = accountingOf(true)

function accountingOf(isVertex: boolean): Accounting {
  return {
    countInput(request, model, tokenizer) {
      const media = [...mediaTokens(request, model).values()].reduce((sum, tokens) => sum + tokens, 0)
      const texts = textTokens(request, model, tokenizer, isVertex) + schemaTokens(request, model, tokenizer, isVertex)
      return media + texts + toolTokens(request, model, tokenizer, isVertex)
    },
    cache: cachePlan,
    inputDetails: (request, model) => ({ inputAudioTokens: mediaTokens(request, model).get('AUDIO') ?? 0 }),
    countOutput(choice, request, model, tokenizer) {
      const promptTokens = () => this.countInput(request, model, tokenizer)
      const toolInputTokens = toolInput(choice, model, tokenizer, promptTokens)
      const drawn = choice.content.filter((part) => part.type === 'image-output').length
      return {
        ...countOutput(choice, model, tokenizer, isVertex),
        ...(drawn > 0 ? { outputImageTokens: drawn * imageOutputTokens(model) } : {}),
        ...(toolInputTokens > 0 ? { toolInputTokens } : {}),
      }
    },
    // Only input tokens are limited.
    estimate: (_request, _model, inputTokens): TokenDemand => ({ inputTokens, outputTokens: 0 }),
    settle: ({ inputTokens }): TokenDemand => ({ inputTokens, outputTokens: 0 }),
  }
}

/** Around a call of the past and its response. */
const PAST_CALL = 8
const PAST_RESPONSE = 10

function textTokens({ messages }: CompletionRequest, model: Model, tokenizer: Tokenizer, isVertex: boolean): number {
  const isOld = isVertex || isSecond(model)
  const openFrom = openTurnOf(messages)
  const isShort = isVertex && traitsOf(model).generation === '3'
  return messages.reduce((sum, { content }, index) => {
    const isRead = !isShort && index > openFrom
    const tokens = content.reduce((inner, part) => inner + partTokens(part, tokenizer, isVertex, isRead), 0)
    // One more for each turn and the instruction since 2.5.
    return sum + tokens + (isOld ? 0 : 1)
  }, 0)
}

function isSecond(model: Model): boolean {
  return ['1.5', '2.0'].includes(traitsOf(model).generation)
}

/** The last message that a user wrote: what was thought since is read again, what was thought before is not. */
function openTurnOf(messages: readonly Message[]): number {
  return messages.findLastIndex(
    ({ role, content }) => role === 'user' && content.some(({ type }) => type !== 'tool-result'),
  )
}

function partTokens(part: InputPart, tokenizer: Tokenizer, isVertex: boolean, isRead: boolean): number {
  switch (part.type) {
    case 'text':
      return tokenizer.count(part.text)
    case 'tool-call':
      return (isVertex ? 0 : PAST_CALL) + tokenizer.count(part.name) + tokenizer.count(part.arguments)
    case 'tool-result': {
      const inner = part.content.reduce((sum, one) => sum + partTokens(one, tokenizer, isVertex, isRead), 0)
      return (isVertex ? 0 : PAST_RESPONSE) + tokenizer.count(part.name ?? '') + inner
    }
    case 'document':
      return part.text === undefined ? 0 : tokenizer.count(part.text)
    case 'reasoning':
      // What was thought is read again where its signature comes back.
      return isRead ? (part.tokens ?? 0) : 0
    case 'image':
    case 'audio':
      // Counted by kind.
      return 0
  }
}

/** The schema of the answer as Gemini 3 reads it at Vertex AI; elsewhere it costs nothing. */
const SCHEMA_FACTOR = 1.8

function schemaTokens(
  { responseFormat }: CompletionRequest,
  model: Model,
  tokenizer: Tokenizer,
  isVertex: boolean,
): number {
  const isCounted = isVertex && traitsOf(model).generation === '3' && responseFormat.type === 'json-schema'
  return isCounted ? Math.round(SCHEMA_FACTOR * tokenizer.count(JSON.stringify(responseFormat.schema))) : 0
}

/** A declaration: its frame, and what a token of its texts and of its parameters costs (fitted to recordings). */
interface ToolRates {
  readonly frame: number
  readonly texts: number
  readonly parameters: number
}

function toolRates(model: Model, isVertex: boolean): ToolRates {
  const { generation } = traitsOf(model)
  if (isSecond(model)) return { frame: 0, texts: 1.1, parameters: 0.5 }
  if (isVertex) return { frame: generation === '3' ? 2 : 3, texts: 1.05, parameters: 0.5 }
  return generation === '3' ? { frame: 13, texts: 1.2, parameters: 1.8 } : { frame: 18, texts: 1.2, parameters: 1 }
}

function toolTokens({ tools }: CompletionRequest, model: Model, tokenizer: Tokenizer, isVertex: boolean): number {
  const rates = toolRates(model, isVertex)
  return tools.reduce((sum, tool) => sum + declarationTokens(tool, tokenizer, rates), 0)
}

function declarationTokens(
  { name, description = '', parameters }: ToolDefinition,
  tokenizer: Tokenizer,
  rates: ToolRates,
): number {
  const properties = parameters?.['properties'] ?? {}
  const shown = Object.keys(properties).length === 0 ? 0 : tokenizer.count(JSON.stringify(properties))
  const texts = tokenizer.count(name) + tokenizer.count(description)
  return Math.round(rates.frame + rates.texts * texts + rates.parameters * shown)
}

function countOutput(
  { content }: Choice,
  model: Model,
  tokenizer: Tokenizer,
  isVertex: boolean,
): { readonly outputTokens: number; readonly reasoningTokens: number } {
  const frame = callFrame(model, isVertex)
  let reasoningTokens = 0
  let outputTokens = 0
  for (const part of content) {
    if (part.type === 'reasoning') reasoningTokens += part.tokens ?? tokenizer.count(part.text)
    if (part.type === 'text' || part.type === 'refusal') outputTokens += tokenizer.count(part.text)
    if (part.type === 'tool-call') outputTokens += callTokens(part, tokenizer, frame)
    if (part.type === 'server-tool') outputTokens += tokenizer.count(part.arguments)
    if (part.type === 'image-output') outputTokens += imageOutputTokens(model)
  }
  return { outputTokens: outputTokens + reasoningTokens, reasoningTokens }
}

/** Tokens around a call and around each of its arguments. */
function callFrame(model: Model, isVertex: boolean): readonly [call: number, argument: number] {
  const { generation } = traitsOf(model)
  if (isVertex) return generation === '3' ? [5, 1] : [1, 0]
  return isSecond(model) ? [1, 0] : [8, 2]
}

function callTokens(
  { name, arguments: json }: ToolCallPart,
  tokenizer: Tokenizer,
  [call, argument]: readonly [call: number, argument: number],
): number {
  const args = argumentsOf(json)
  const values = Object.values(args).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  const texts = [...Object.keys(args), ...values].reduce((sum, text) => sum + tokenizer.count(text), 0)
  return call + tokenizer.count(name) + texts + argument * Object.keys(args).length
}

/** Arguments that the token limit cut off are none. */
export function argumentsOf(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}
