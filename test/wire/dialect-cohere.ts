import type { Citation, FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { Outcome, WireDialect } from './dialect.ts'
import type { EventKind } from './event-kind.ts'
import { LONG_TEXT, neutralArguments, neutralText } from './neutral.ts'
import type { RecordedEvent, RecordedResponse } from './recording.ts'

interface Call {
  readonly function: { readonly name?: string; readonly arguments?: string }
}

interface WireCitation {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly sources: readonly {
    readonly document?: { readonly text?: string }
    readonly tool_output?: { readonly content?: string }
  }[]
}

interface Message {
  readonly content?: readonly { readonly type: string; readonly text?: string }[]
  readonly tool_calls?: readonly Call[]
  readonly citations?: readonly WireCitation[]
}

interface Body {
  readonly type?: string
  readonly message?: Message
  readonly finish_reason?: string
  readonly delta?: { readonly message?: any; readonly finish_reason?: string }
}

const FINISH: Readonly<Record<string, FinishReason>> = {
  COMPLETE: 'stop',
  STOP_SEQUENCE: 'stop-sequence',
  MAX_TOKENS: 'length',
  TOOL_CALL: 'tool-calls',
}

/** `message-start`, `content-start:text`, `tool-call-delta`, …; the last line of a stream is `done`. */
function kindOf({ data }: RecordedEvent): EventKind {
  if (data === '[DONE]') return { kind: 'done' }
  const { type, delta } = data as Body
  const content = delta?.message?.content as Readonly<Record<string, unknown>> | undefined
  const isBlock = content !== undefined && !Array.isArray(content)
  return { kind: isBlock ? `${type}:${'thinking' in content ? 'thinking' : 'text'}` : String(type) }
}

/** Cohere's chat, version 2. */
export const cohereDialect: WireDialect = {
  kindOf,
  floating: [],
  floatAfter: {},
  outcomeOf(response) {
    const { message, reason } = messageOf(response)
    return { content: contentOf(message, reason), finishReason: FINISH[reason] ?? 'stop', beyond: [] }
  },
  flagsOf({ response }) {
    const { message } = messageOf(response)
    const text = JSON.stringify(response.body ?? response.events)
    return [
      ...(message.citations?.length ? ['+citations'] : []),
      ...['reasoning_tokens', 'image_tokens'].filter((key) => text.includes(`"${key}"`)).map((key) => `+${key}`),
    ]
  },
  standIn(outcome, stream) {
    const thinks = outcome.content.some((part) => part.type === 'reasoning')
    const cited = outcome.content.flatMap((part) => (part.type === 'text' ? (part.citations ?? []) : []))
    const documents = cited.map(({ citedText = '' }) => ({ data: { text: citedText, title: 'facts' } }))
    return {
      model: thinks ? 'command-a-reasoning-08-2025' : 'command-a-03-2025',
      messages: [{ role: 'user', content: 'Hello' }],
      stream,
      ...(documents.length > 0 ? { documents } : {}),
      ...(outcome.finishReason === 'length' ? { max_tokens: 4 } : {}),
      ...toolsFor(outcome),
    }
  },
}

function messageOf({ body, events = [] }: RecordedResponse): { readonly message: Message; readonly reason: string } {
  if (body !== undefined) {
    const { message = {}, finish_reason: reason = 'COMPLETE' } = body as Body
    return { message, reason }
  }
  const content: { type: string; text: string }[] = []
  const calls: { function: { name: string; arguments: string } }[] = []
  const citations: WireCitation[] = []
  let reason = 'COMPLETE'
  for (const { type, delta } of events.map((event) => event.data as Body)) {
    const part = delta?.message
    if (type === 'content-start') content.push({ type: part.content.type, text: '' })
    if (type === 'content-delta') content.at(-1)!.text += part.content.text ?? part.content.thinking
    if (type === 'tool-call-start') calls.push(structuredClone(part.tool_calls))
    if (type === 'tool-call-delta') calls.at(-1)!.function.arguments += part.tool_calls.function.arguments
    if (type === 'citation-start') citations.push(part.citations)
    reason = delta?.finish_reason ?? reason
  }
  return { message: { content, tool_calls: calls, citations }, reason }
}

function contentOf({ content = [], tool_calls: calls = [], citations = [] }: Message, reason: string): PartInput[] {
  const blocks = content.map((block): PartInput => {
    if (block.type === 'thinking') return { type: 'reasoning', text: 'Let me think about it.' }
    if (citations.length > 0) return citedText(block.text ?? '', citations)
    return { type: 'text', text: reason === 'MAX_TOKENS' ? LONG_TEXT : neutralText(block.text ?? '') }
  })
  const called = calls.map((call): PartInput => ({
    type: 'tool-call',
    name: call.function.name ?? '',
    arguments: neutralArguments(call.function.arguments),
  }))
  return [...blocks, ...called]
}

/** A text of no meaning with citations where the recorded one has them: at its start or not, up to its end or not. */
function citedText(recorded: string, citations: readonly WireCitation[]): PartInput {
  let text = citations[0]!.start > 0 ? 'All is' : ''
  const placed: Citation[] = []
  for (const { sources } of citations) {
    const [source] = sources
    const start = text.length === 0 ? 0 : text.length + 1
    text += start === 0 ? 'well here' : ' well here'
    const held = source?.document?.text ?? source?.tool_output?.content ?? ''
    placed.push({ start, end: text.length, citedText: held })
    text += ' and so'
  }
  const isToEnd = Array.from(recorded).length === citations.at(-1)!.end
  return { type: 'text', text: isToEnd ? text.slice(0, -' and so'.length) : text, citations: placed }
}

function toolsFor({ content }: Outcome): object {
  const names = new Set(content.flatMap((part) => (part.type === 'tool-call' ? [part.name] : [])))
  if (names.size === 0) return {}
  return { tools: [...names].map((name) => ({ type: 'function', function: { name, parameters: { type: 'object' } } })) }
}

interface LineV1 {
  readonly event_type?: string
  readonly text?: string
  readonly finish_reason?: string
}

/** Cohere's chat, version 1: text alone is recorded. */
export const cohereV1Dialect: WireDialect = {
  kindOf: ({ data }) => ({ kind: String((data as LineV1).event_type) }),
  floating: [],
  floatAfter: {},
  outcomeOf({ body, events = [] }) {
    const lines = body === undefined ? events.map((event) => event.data as LineV1) : [body as LineV1]
    const text = lines.map((line) => line?.text ?? '').join('')
    return { content: [{ type: 'text', text: neutralText(text) }], finishReason: 'stop', beyond: [] }
  },
  flagsOf({ response }) {
    const text = JSON.stringify(response.body ?? response.events)
    return ['warnings', 'cached_tokens'].filter((key) => text.includes(`"${key}"`)).map((key) => `+${key}`)
  },
  standIn: (_, stream, model) => ({ model, message: 'Hello', stream }),
}

/** Answers that no rule decides: embeddings and rankings. */
export const cohereOperationDialect: WireDialect = {
  kindOf: () => ({ kind: 'none' }),
  floating: [],
  floatAfter: {},
  outcomeOf: () => ({ content: [], finishReason: 'stop', beyond: [] }),
  flagsOf: ({ response }) => (JSON.stringify(response.body).includes('"image_tokens"') ? ['+image_tokens'] : []),
  standIn: (_, __, model) => ({ model, texts: ['Hello'], input_type: 'search_query' }),
}
