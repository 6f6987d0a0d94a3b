import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import { chatChunkKind } from './event-kind.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'
import type { RecordedResponse } from './recording.ts'

interface Call {
  readonly index?: number
  readonly type?: string
  readonly function?: { readonly name?: string; readonly arguments?: string }
  readonly custom?: { readonly name?: string; readonly input?: string }
}

/** Content in pieces, as Mistral writes thinking. */
interface Piece {
  readonly type?: string
  readonly text?: string
  readonly thinking?: readonly Piece[]
}

interface Message {
  readonly content?: string | readonly Piece[] | null
  readonly reasoning?: string | null
  readonly reasoning_content?: string | null
  readonly refusal?: string | null
  readonly tool_calls?: readonly Call[]
  readonly annotations?: readonly { readonly type: string }[]
}

interface Body {
  readonly choices?: readonly {
    readonly index?: number
    readonly message?: Message
    readonly delta?: Message
    readonly finish_reason?: string | null
    readonly logprobs?: unknown
  }[]
  readonly usage?: { readonly completion_tokens_details?: { readonly reasoning_tokens?: number } | null } | null
}

const FINISH: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  content_filter: 'content-filter',
  tool_calls: 'tool-calls',
}

/** Chat completions, OpenAI's and everybody's who speaks them. */
export const chatDialect: WireDialect = {
  kindOf: chatChunkKind,
  floating: [],
  floatAfter: {},
  terminator: '[DONE]',
  outcomeOf(response) {
    const bodies = bodiesOf(response)
    const choices = bodies.flatMap((body) => body.choices ?? []).filter((choice) => (choice.index ?? 0) === 0)
    const messages = choices.map((choice) => choice.message ?? choice.delta ?? {})
    const word = choices.map((choice) => choice.finish_reason).findLast(Boolean) ?? 'stop'
    const tokens =
      bodies.map((body) => body.usage?.completion_tokens_details?.reasoning_tokens ?? 0).findLast(Boolean) ?? 0
    return outcomeOf(messages, word, tokens)
  },
  flagsOf({ request, response }) {
    const body = request.body as { readonly stream_options?: { readonly include_usage?: boolean } } | null
    const choices = bodiesOf(response).flatMap((one) => one.choices ?? [])
    return [
      ...(response.events && body?.stream_options?.include_usage ? ['+usage'] : []),
      ...(choices.length > 0 && choices.every((choice) => choice.logprobs === undefined) ? ['-logprobs'] : []),
    ]
  },
  standIn: (outcome, stream, model) => ({
    model,
    messages: [{ role: 'user', content: 'Hello' }],
    ...(stream ? { stream, stream_options: { include_usage: true } } : {}),
    ...toolsFor(outcome),
  }),
}

function bodiesOf({ body, events = [] }: RecordedResponse): readonly Body[] {
  const all = body === undefined ? events.map((event) => event.data) : [body]
  return all.filter((one) => typeof one === 'object' && one !== null) as Body[]
}

function outcomeOf(messages: readonly Message[], word: string, reasoningTokens: number): Outcome {
  const text = messages.map((one) => textOf(one.content)).join('')
  const isShown = messages.some((one) => one.reasoning || one.reasoning_content || hasThinking(one.content))
  const refusal = messages.map((one) => one.refusal ?? '').join('')
  const calls = joinCalls(messages.flatMap((one) => one.tool_calls ?? []))
  const isCut = word === 'length' && calls.length === 0
  const content: PartInput[] = []
  if (isShown) content.push({ type: 'reasoning', text: THOUGHT })
  else if (reasoningTokens > 0) content.push({ type: 'reasoning', text: '', tokens: reasoningTokens })
  if (text !== '') content.push(saidPart(isCut ? LONG_TEXT : neutralText(text), messages))
  if (refusal !== '') content.push({ type: 'refusal', text: 'I cannot help with that.' })
  content.push(...calls.map(callPart))
  if (text === '' && isCut) content.push({ type: 'text', text: LONG_TEXT })
  const finishReason = refusal === '' ? (calls.length > 0 ? 'tool-calls' : (FINISH[word] ?? 'stop')) : 'refusal'
  return { content, finishReason, beyond: [] }
}

/** A text with as many citations as the recorded one. */
function saidPart(text: string, messages: readonly Message[]): PartInput {
  const cited = messages.flatMap(({ annotations }) => annotations ?? []).filter((one) => one?.type === 'url_citation')
  const citation = { url: 'https://example.com/', title: 'word', start: 0, end: text.length }
  return { type: 'text', text, ...(cited.length > 0 ? { citations: cited.map(() => citation) } : {}) }
}

const THOUGHT = 'All is well here, I think.'

function textOf(content: Message['content']): string {
  if (typeof content === 'string') return content
  return (content ?? []).map(({ text = '' }) => text).join('')
}

function hasThinking(content: Message['content']): boolean {
  return Array.isArray(content) && content.some(({ thinking }: Piece) => thinking !== undefined)
}

/** The calls of a stream's pieces, or of one message. */
function joinCalls(pieces: readonly Call[]): readonly Call[] {
  const calls: Call[] = []
  for (const piece of pieces) {
    const begins = piece.function?.name !== undefined || piece.custom?.name !== undefined
    const last = calls.at(-1)
    if (begins || !last) calls.push(piece)
    else calls[calls.length - 1] = extended(last, piece)
  }
  return calls
}

function extended(call: Call, piece: Call): Call {
  if (call.custom)
    return { ...call, custom: { ...call.custom, input: (call.custom.input ?? '') + (piece.custom?.input ?? '') } }
  const text = (call.function?.arguments ?? '') + (piece.function?.arguments ?? '')
  return { ...call, function: { ...call.function, arguments: text } }
}

function callPart(call: Call): PartInput {
  if (call.custom)
    return { type: 'tool-call', id: '', kind: 'custom', name: call.custom.name ?? '', arguments: 'word' } as PartInput
  return { type: 'tool-call', name: call.function?.name ?? '', arguments: neutralArguments(call.function?.arguments) }
}

function toolsFor({ content }: Outcome): object {
  const names = new Set(content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
  if (names.size === 0) return {}
  return {
    tools: [...names].map((name) => ({
      type: 'function',
      function: { name, parameters: { type: 'object', properties: {} } },
    })),
  }
}
