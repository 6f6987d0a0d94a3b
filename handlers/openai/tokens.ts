import { textOf, toolCallsOf, type Choice } from '../../src/completion.ts'
import { tokensOf } from '../../src/count.ts'
import type { Model } from '../../src/models.ts'
import type { Accounting } from '../../src/provider.ts'
import { inputText, type CompletionRequest, type InputPart, type Message } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { cachePlan } from './cache-plan.ts'
import { formatTokens } from './format-tokens.ts'
import { checkWindow } from './check-window.ts'
import { imageTokens } from './image-tokens.ts'
import { rememberTokens } from './logprobs.ts'
import { traitsOf, type OpenAiTraits } from './models.ts'
import { predictionTokens } from './prediction-tokens.ts'
import { renderFunctions } from './render-functions.ts'

// Rules measured on recorded traffic: openai-chat.md 12.2 to 12.6. The Responses API counts its own way where it says so.

/** How the OpenAI API counts chat completions and responses. */
export const accounting: Accounting = {
  countInput(request, model, tokenizer) {
    const traits = traitsOf(model)
    const messages = countMessages(request.messages, traits, tokenizer)
    const tools = toolTokens(request, model, tokenizer)
    return traits.promptBase + messages + tools + formatTokens(request, traits, isResponses(request), tokenizer)
  },
  countOutput(choice, request, model, tokenizer) {
    return countChoice(choice, request, model, tokenizer)
  },
  cache: cachePlan,
  inputDetails: (request) => ({ inputAudioTokens: audioTokens(request) }),
  checkWindow,
  estimate: (request) => ({ inputTokens: guessedTokens(request), outputTokens: 0 }),
}

/** What an image is taken for, whatever its size (recorded). */
const GUESSED_IMAGE = 765

/**
 * What the limits count before anything has been read: a quarter of each text's characters and one more, neither calls, results and
 * tools nor `max_tokens` (recorded in 2025 and 2026: 18 of 26 exactly, the others by one); it is not corrected afterwards.
 */
export function guessedTokens({ messages }: CompletionRequest): number {
  return messages.reduce((sum, { content }) => {
    const images = content.filter(({ type }) => type === 'image').length
    const characters = content.reduce((length, part) => length + (part.type === 'text' ? part.text.length : 0), 0)
    return sum + (characters > 0 ? Math.ceil(characters / 4) + 1 : 0) + images * GUESSED_IMAGE
  }, 1)
}

function countMessages(messages: readonly Message[], traits: OpenAiTraits, tokenizer: Tokenizer): number {
  return messages.reduce((sum, message) => sum + countMessage(message, traits, tokenizer), 0)
}

function countMessage(message: Message, traits: OpenAiTraits, tokenizer: Tokenizer): number {
  const overhead = traits.family === 'search' ? 0 : 4
  const named = message.name !== undefined && message.role !== 'tool' ? tokenizer.count(message.name) : 0
  const calls = message.content.filter((part) => part.type === 'tool-call')
  const results = message.content.filter((part) => part.type === 'tool-result')
  const content = message.content.reduce((sum, part) => sum + partTokens(part, traits, tokenizer), 0)
  // A round of one call and its result costs 13 with 4o and 18 with 5.x besides contents and twice the name.
  if (results.length > 0) return content + 4
  // Harmony puts assistant text on a channel of its own.
  const channel = traits.reasoning && message.role === 'assistant' ? 2 : 0
  if (calls.length === 0) return overhead + channel + (named > 0 ? named + 1 : 0) + content
  return content + callTokens(calls, traits, tokenizer) + Math.max(0, named - 1)
}

/** Calls of the past, with the names that head their results; 4o-class models make several of them one call of a function of their own. */
function callTokens(calls: readonly ToolCallInput[], { reasoning }: OpenAiTraits, tokenizer: Tokenizer): number {
  const names = calls.reduce((sum, { name }) => sum + tokenizer.count(name), 0)
  if (calls.length > 1 && !reasoning) return 12 + names + tokenizer.count(parallelCall(calls))
  const perCall = reasoning ? 14 : 9
  return calls.reduce((sum, call) => sum + perCall + tokenizer.count(call.arguments), 2 * names)
}

type ToolCallInput = Extract<InputPart, { readonly type: 'tool-call' }>

function parallelCall(calls: readonly ToolCallInput[]): string {
  const uses = calls.map(
    ({ name, arguments: json }) => `{"recipient_name":"functions.${name}","parameters":${compactJson(json)}}`,
  )
  return `{"tool_uses":[${uses.join(',')}]}`
}

function compactJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return text
  }
}

function partTokens(part: InputPart, traits: OpenAiTraits, tokenizer: Tokenizer): number {
  switch (part.type) {
    case 'text':
      return tokenizer.count(part.text)
    case 'image':
      return imageTokens(part, traits.imageTokens)
    case 'tool-result':
      return tokenizer.count(inputText(part.content))
    case 'audio':
      return soundTokens(part)
    case 'document':
      return Math.ceil((part.bytes ?? 0) / 12)
    default:
      return 0
  }
}

/** 10 tokens a second; 4,000 bytes a second for compressed speech. */
function soundTokens({ bytes = 0 }: { readonly bytes?: number }): number {
  return Math.floor(bytes / 400)
}

function audioTokens({ messages }: CompletionRequest): number {
  let tokens = 0
  for (const { content } of messages) for (const part of content) if (part.type === 'audio') tokens += soundTokens(part)
  return tokens
}

/** Whether a request came to POST /responses; its dialect marks it. */
function isResponses(request: CompletionRequest): boolean {
  return 'dialect' in request && request.dialect === 'responses'
}

/** How a text that follows a grammar is to be written, besides the grammar; one recording. */
const GRAMMAR = 33

function toolTokens(request: CompletionRequest, model: Model, tokenizer: Tokenizer): number {
  if (request.tools.length === 0) return 0
  const traits = traitsOf(model)
  const hasSystem = request.messages.some((message) => message.role === 'system')
  const lastHasArguments = Object.keys(request.tools.at(-1)!.parameters?.['properties'] ?? {}).length > 0
  const grammars = request.tools.filter(({ grammar }) => grammar !== undefined).length
  const rendered = tokenizer.count(renderFunctions(request.tools, traits.reasoning)) + grammars * GRAMMAR
  // One token off at most on the recorded requests of 2025 and 2026 whose tools were counted; both of mini models have 8.
  if (isResponses(request)) return rendered + (traits.reasoning ? 9 : model.id.includes('-mini') ? 8 : 3)
  if (traits.reasoning) return rendered + (traits.family === 'o' ? 8 : 89)
  // The header of a call that the request forces is part of the prompt.
  const forced = typeof request.toolChoice === 'object' ? tokenizer.count(request.toolChoice.name) + 7 : 0
  return rendered + forced + toolPreamble(hasSystem, lastHasArguments)
}

function toolPreamble(hasSystem: boolean, lastHasArguments: boolean): number {
  if (hasSystem) return lastHasArguments ? 3 : 5
  return lastHasArguments ? 8 : 9
}

function countChoice(choice: Choice, request: CompletionRequest, model: Model, tokenizer: Tokenizer) {
  const traits = traitsOf(model)
  // Log probabilities of a unary body need the tokens, and only here is a tokenizer at hand.
  if (request.logprobs) for (const part of choice.content) rememberTokens(part, tokenizer)
  const reasoning = choice.content.filter((part) => part.type === 'reasoning')
  const drawn = reasoning.reduce((sum, part) => sum + tokensOf(part, tokenizer), 0)
  // A reasoning answer that the limit cut short keeps the exact count.
  const isCut = choice.finishReason === 'length' && choice.content.length === reasoning.length
  const reasoningTokens = isCut ? drawn : Math.ceil(drawn / traits.reasoningMultiple) * traits.reasoningMultiple
  const visible = choice.content
    .filter((part) => part.type !== 'reasoning')
    .reduce((sum, part) => sum + tokensOf(part, tokenizer), 0)
  if (isResponses(request)) return countResponse(choice, traits, request, tokenizer, drawn, visible)
  const overhead = choice.finishReason === 'length' ? 0 : overheadOf(choice, request, traits, tokenizer)
  const prediction = predictionTokens(request.wire, textOf(choice), tokenizer)
  const rejected = prediction.rejectedPredictionTokens ?? 0
  return { reasoningTokens, outputTokens: reasoningTokens + visible + overhead + rejected, ...prediction }
}

/**
 * Output of a response: every token of reasoning is billed, the detail names only whole steps of `reasoningMultiple`
 * (recorded: up to 63 tokens between both on o-series and gpt-5).
 */
function countResponse(
  choice: Choice,
  traits: OpenAiTraits,
  request: CompletionRequest,
  tokenizer: Tokenizer,
  drawn: number,
  visible: number,
) {
  const step = traits.reasoningMultiple
  const isCut = choice.finishReason === 'length'
  const overhead = isCut ? 0 : responseOverhead(choice, traits, request, tokenizer)
  return { reasoningTokens: Math.floor(drawn / step) * step, outputTokens: drawn + visible + overhead }
}

/** One token closes a message of 4o and 4.1, one more with tools or a refusal; 4 to 6 are the channels of later models. */
function responseOverhead(
  choice: Choice,
  traits: OpenAiTraits,
  request: CompletionRequest,
  tokenizer: Tokenizer,
): number {
  const calls = toolCallsOf(choice)
  const isPlain = request.reasoning === undefined
  if (calls.length === 0) {
    if (traits.reasoning) return isPlain ? 4 : 6
    return request.tools.length > 0 || hasRefusal(choice) ? 2 : 1
  }
  const names = calls.reduce((sum, call) => sum + tokenizer.count(call.name), 0)
  if (traits.reasoning) return names + 12 * calls.length
  return names + (calls.length === 1 ? 8 : 15 * calls.length)
}

/** Tokens of an answer besides its reasoning and contents (12.4). */
function overheadOf(choice: Choice, request: CompletionRequest, traits: OpenAiTraits, tokenizer: Tokenizer): number {
  const calls = toolCallsOf(choice)
  if (calls.length === 0) return traits.reasoning ? 10 : request.tools.length > 0 || hasRefusal(choice) ? 1 : 0
  // A forced call's header has been counted with the prompt.
  if (typeof request.toolChoice === 'object') return 0
  const names = calls.reduce((sum, call) => sum + tokenizer.count(call.name), 0)
  if (traits.reasoning) return names + 16 * calls.length
  return names + (calls.length === 1 ? 7 : 14 * calls.length)
}

function hasRefusal(choice: Choice): boolean {
  return choice.content.some((part) => part.type === 'refusal')
}
