import { loadTokenizer } from './tokens/load-tokenizer.ts'
import { drawId, LOWER_ALNUM } from './ids.ts'
import { fork } from './random.ts'
import { canonicalJson } from './json-text.ts'
import type { ChatBody, ChatMessage } from './reply/chat-body.ts'
import { bodyOfCompletion, directRequest } from './reply/direct.ts'
import { finished } from './reply/answer.ts'
import { qualityText } from './reply/graded-text.ts'
import { NO_USAGE } from './completion.ts'

/** What {@link createMockResponse} takes. */
export interface MockResponseOptions {
  readonly model: string
  readonly messages: readonly ChatMessage[]
  /** Name in ids and fingerprint. Default: `openai`. */
  readonly provider?: string
  readonly stream?: boolean
}

/** One chunk of a streamed mock response, in the shape of OpenAI's. */
export interface ChatChunk {
  readonly id: string
  readonly object: 'chat.completion.chunk'
  readonly created: number
  readonly model: string
  readonly system_fingerprint: string
  readonly choices: readonly {
    readonly index: 0
    readonly delta: { readonly role?: 'assistant'; readonly content?: string }
    readonly finish_reason: 'stop' | null
  }[]
}

/** The chunks of a streamed mock response. */
export interface MockResponseStream extends AsyncIterable<ChatChunk> {
  /** The same as server-sent events, one text per event, the last one `data: [DONE]`. */
  toSSE(): AsyncIterable<string>
}

/**
 * A ready answer without any provider: an OpenAI-shaped body, or with `stream: true` its chunks.
 *
 * @example
 * const body = await createMockResponse({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello' }] })
 */
export function createMockResponse(options: MockResponseOptions & { readonly stream: true }): MockResponseStream
export function createMockResponse(options: MockResponseOptions & { readonly stream?: false }): Promise<ChatBody>
export function createMockResponse(options: MockResponseOptions): Promise<ChatBody> | MockResponseStream
export function createMockResponse(options: MockResponseOptions): Promise<ChatBody> | MockResponseStream {
  return options.stream
    ? { [Symbol.asyncIterator]: () => chunksOf(options), toSSE: () => eventsOf(options) }
    : bodyOf(options)
}

async function bodyOf({ model, messages, provider = 'openai', ...rest }: MockResponseOptions): Promise<ChatBody> {
  const request = directRequest({ model, messages })
  const tokenizer = await loadTokenizer('o200k')
  const text = qualityText(request)
  const inputTokens = request.messages.reduce(
    (sum, one) =>
      sum + 4 + one.content.reduce((all, part) => all + ('text' in part ? tokenizer.count(part.text ?? '') : 0), 0),
    3,
  )
  const usage = { ...NO_USAGE, inputTokens, outputTokens: tokenizer.count(text) }
  const body = bodyOfCompletion(provider, model, { ...finished([{ type: 'text', text }]), usage }, 0, 0)
  const id = drawId(fork(0, canonicalJson({ model, messages, provider, ...rest })), 'id', 12, LOWER_ALNUM)
  return { ...body, id: `chatcmpl-${provider}-${id}`, system_fingerprint: `fp_${provider}_2024` }
}

async function* chunksOf(options: MockResponseOptions): AsyncGenerator<ChatChunk, void> {
  const body = await bodyOf(options)
  const { id, created, model, system_fingerprint } = body
  const chunk = (delta: ChatChunk['choices'][number]['delta'], finishReason: 'stop' | null): ChatChunk => ({
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    system_fingerprint,
    choices: [{ index: 0, delta, finish_reason: finishReason }],
  })
  yield chunk({ role: 'assistant', content: '' }, null)
  const tokenizer = await loadTokenizer('o200k')
  for (const content of tokenizer.split(body.choices[0]!.message.content ?? '')) yield chunk({ content }, null)
  yield chunk({}, 'stop')
}

async function* eventsOf(options: MockResponseOptions): AsyncGenerator<string, void> {
  for await (const chunk of chunksOf(options)) yield `data: ${JSON.stringify(chunk)}\n\n`
  yield 'data: [DONE]\n\n'
}
