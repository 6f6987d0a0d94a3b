import type { Choice, FinishReason } from '../completion.ts'
import { inputText, type CompletionRequest, type JsonSchema } from '../request.ts'

/** A message of a direct call. */
export interface ChatMessage {
  readonly role: string
  readonly content?: unknown
  readonly name?: string
  readonly [key: string]: unknown
}

/** A direct call's request, OpenAI-like in TypeScript's spelling, the same for every provider. */
export interface ChatRequest {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  /** Upper bound of output tokens. */
  readonly maxTokens?: number
  readonly temperature?: number
  readonly stop?: string | readonly string[]
  readonly tools?: readonly { readonly name: string; readonly description?: string; readonly parameters?: JsonSchema }[]
  readonly [key: string]: unknown
}

/** A tool call inside a {@link ChatBody}. */
export interface ChatToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

/** What a direct call resolves to: the shape of an OpenAI chat completion. */
export interface ChatBody {
  readonly id: string
  readonly object: 'chat.completion'
  readonly created: number
  readonly model: string
  readonly choices: readonly {
    readonly index: number
    readonly message: {
      readonly role: 'assistant'
      readonly content: string | null
      readonly refusal?: string | null
      readonly tool_calls?: readonly ChatToolCall[]
    }
    readonly finish_reason: string
  }[]
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number; readonly total_tokens: number }
  readonly system_fingerprint: string
}

/** The finish reasons of chat completions. */
export const CHAT_FINISH_REASON: Record<FinishReason, string> = {
  stop: 'stop',
  'stop-sequence': 'stop',
  length: 'length',
  'context-window': 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
  refusal: 'stop',
  error: 'stop',
}

const INNER: unique symbol = Symbol('msw-llm exchange')

interface WithinExchange {
  readonly [INNER]?: () => Promise<Choice>
}

/**
 * The request that an overridden `chatCompletion` gets for an exchange over HTTP.
 *
 * It carries the rest of the exchange under a symbol, which a spread copies, so that `super.chatCompletion({ ...request })` stays inside it.
 */
export function outerRequest(request: CompletionRequest, inner: () => Promise<Choice>): ChatRequest {
  const messages = request.messages.map(({ role, content, name }) => ({
    role,
    content: inputText(content),
    ...(name ? { name } : {}),
  }))
  const outer: ChatRequest & WithinExchange = {
    model: request.model,
    messages,
    ...(request.maxTokens === undefined ? {} : { maxTokens: request.maxTokens }),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    tools: request.tools.map(({ name, description, parameters }) => ({
      name,
      ...(description ? { description } : {}),
      ...(parameters ? { parameters } : {}),
    })),
    [INNER]: inner,
  }
  return outer
}

/** What the exchange that this request belongs to would answer by itself; undefined for a call from outside. */
export function innerOf(request: ChatRequest): (() => Promise<Choice>) | undefined {
  return (request as WithinExchange)[INNER]
}
