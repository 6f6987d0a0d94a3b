import type { ServerToolPart, Usage } from '../../src/completion.ts'
import type { Model } from '../../src/models.ts'
import type { Accounting, TokenDemand } from '../../src/provider.ts'
import type { CompletionRequest, InputPart, Message } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { cachePlan } from './cache-plan.ts'
import { spacedJson } from './messages/spaced-json.ts'
import type { ContentBlockParam, MessageParam } from './messages/wire.ts'
import { traitsOf } from './models.ts'
import { documentTokens, imageTokens } from './media-tokens.ts'
import { countOutput } from './output-tokens.ts'
import { toolTokens } from './tool-tokens.ts'

/** How Anthropic counts, calibrated on recordings; what `tokenizer` counts is in tokens of the model's family already. */
export const accounting: Accounting = {
  countInput,
  countOutput(choice, request, model, tokenizer) {
    const counted = countOutput(choice, request, model, tokenizer)
    const uses = choice.content.filter((part) => part.type === 'server-tool')
    if (uses.length === 0) return counted
    const inputTokens = countInput(request, model, tokenizer)
    return { ...counted, toolInputTokens: toolInputTokens(uses, inputTokens, tokenizer) }
  },
  cache: cachePlan,
  // The output is charged as it is written; nothing is reserved for it.
  estimate: (_request, model, inputTokens, cacheReadTokens): TokenDemand => ({
    inputTokens: limitedInput(model, inputTokens, cacheReadTokens),
    outputTokens: 0,
  }),
  settle: ({ inputTokens, cacheReadTokens, outputTokens }: Usage, model): TokenDemand => ({
    inputTokens: limitedInput(model, inputTokens, cacheReadTokens),
    outputTokens,
  }),
}

/** Cache reads are free of the limits, except with Haiku 3.5 and older [9]. */
function limitedInput(model: Model, inputTokens: number, cacheReadTokens: number): number {
  return traitsOf(model).cacheReadsLimited ? inputTokens : inputTokens - cacheReadTokens
}

function countInput(request: CompletionRequest, model: Model, tokenizer: Tokenizer): number {
  const { messages, wire } = request
  const openFrom = openTurnOf(messages)
  const texts = messages.reduce(
    (sum, message, index) => sum + messageTokens(message, index >= openFrom, model, tokenizer),
    0,
  )
  // The answer goes on with a prefill, so only one of them is opened.
  const prefill = messages.at(-1)?.role === 'assistant' ? -PROMPT : 0
  const extras =
    toolTokens(request, model, tokenizer) + thinkingTokens(request, model) + formatTokens(request, tokenizer)
  return PROMPT + texts + prefill + extras + (hasCitations(wire) ? CITATIONS : 0)
}

/** What the model reads again after each use of a tool that Anthropic runs: the prompt, and all results so far. */
function toolInputTokens(uses: readonly ServerToolPart[], promptTokens: number, tokenizer: Tokenizer): number {
  const results = uses.map(({ name, arguments: json, result }) => {
    const read = `${name}${spacedJson(json)}${JSON.stringify(result ?? '')}`
    return PAST_CALL + PAST_RESULT + tokenizer.count(read)
  })
  return results.reduce((sum, tokens, index) => sum + promptTokens + tokens * (results.length - index), 0)
}

/** Where the answer is to begin. */
const PROMPT = 3
/** Around each message. An answer of the past has no more than its end. */
const AROUND: Record<Message['role'], number> = { user: 4, tool: 4, assistant: 1, system: 3 }
/** Instructions that come with documents that are to be cited; one recording. */
const CITATIONS = 565
/** Around a call of the past and around its result. */
const PAST_CALL = 35
const PAST_RESULT = 18

function messageTokens(message: Message, isOpen: boolean, model: Model, tokenizer: Tokenizer): number {
  const content = message.content.reduce((sum, part) => sum + inputTokens(part, isOpen, model, tokenizer), 0)
  return content + AROUND[message.role]
}

function inputTokens(part: InputPart, isOpen: boolean, model: Model, tokenizer: Tokenizer): number {
  switch (part.type) {
    case 'text':
      return part.text.startsWith(BILLING) ? 0 : tokenizer.count(part.text)
    case 'reasoning':
      // Thinking of turns that are over is not shown to the model again.
      return isOpen ? tokenizer.count(part.text) : 0
    case 'tool-call':
      return PAST_CALL + tokenizer.count(part.name) + tokenizer.count(spacedJson(part.arguments))
    case 'tool-result':
      return PAST_RESULT + part.content.reduce((sum, inner) => sum + inputTokens(inner, isOpen, model, tokenizer), 0)
    case 'image':
      return imageTokens(part, traitsOf(model).imageLimit)
    case 'audio':
    case 'document':
      return documentTokens(part, tokenizer)
  }
}

/** A system block by which Anthropic's own clients say who they are; the API takes it away. */
const BILLING = 'x-anthropic-billing-header:'

/** The first message that belongs to a tool loop that still runs. */
function openTurnOf(messages: readonly Message[]): number {
  return messages.findLastIndex(
    ({ role, content }) => role !== 'assistant' && content.some(({ type }) => type !== 'tool-result'),
  )
}

/** Tokens of the thinking mode itself: 29 for a budget, 17 for adaptive thinking, none since Opus 4.7. */
function thinkingTokens({ reasoning }: CompletionRequest, model: Model): number {
  if (!reasoning) return 0
  if (!traitsOf(model).samplingAllowed) return 0
  return reasoning.effort === undefined ? 29 : 17
}

/** The instructions around a schema, and the schema as the model reads it. */
const FORMAT = 94
const FORMAT_FACTOR = 1.8

function formatTokens({ responseFormat }: CompletionRequest, tokenizer: Tokenizer): number {
  if (responseFormat.type !== 'json-schema') return 0
  return FORMAT + Math.round(FORMAT_FACTOR * tokenizer.count(JSON.stringify(responseFormat.schema)))
}

/** Whether any document of an Anthropic body is to be cited. */
function hasCitations(wire: unknown): boolean {
  const messages =
    typeof wire === 'object' && wire !== null && 'messages' in wire && Array.isArray(wire.messages)
      ? (wire.messages as readonly MessageParam[])
      : []
  return messages.some(
    ({ content }) =>
      Array.isArray(content) &&
      content.some((block: ContentBlockParam) => block.type === 'document' && block.citations?.enabled),
  )
}
