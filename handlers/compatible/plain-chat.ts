import { textOf, toolCallsOf, type Choice, type ContentPart, type ToolCallPart } from '../../src/completion.ts'
import type { ApiError } from '../../src/errors.ts'
import type { CallPlace, ChatChunks, ChatExchange, ChatProfile } from '../openai/chat-completions/profile.ts'
import { FINISH_REASON, reasoningOf } from './answer.ts'

/** How a provider that stays close to OpenAI lays out the answer of one exchange. */
export interface PlainWire {
  /** A body or a chunk around its choices, keys in the order of the wire; `usage` where this is its place. */
  frame(object: PlainObject, choices: readonly object[], usage?: object): object
  /** One choice. Default: `{ index, message | delta, finish_reason }`. */
  choice?(index: number, said: object, reason: string | null): object
  readonly usage: object
  /** Whether the role has a chunk of its own, stands in the first delta, or in every one. */
  readonly role: 'apart' | 'first' | 'always'
  /** The delta that opens a choice, where the role has a chunk of its own. Default: the role and empty content. */
  readonly opening?: object
  /** Name of the member with the reasoning; absent: none is shown. */
  readonly reasoning?: string
  /** What `content` is beside reasoning and beside calls; absent: not there. */
  readonly content?: { readonly besideReasoning?: '' | null; readonly besideCalls?: '' | null }
  /** A call in a message, or whole in a delta. Default: `{ id, type, function }`. */
  call?(part: ToolCallPart, index: number): object
  /** Whether a stream sends calls in one piece. */
  readonly wholeCalls?: boolean
  /** The delta beside the finish reason. Default: empty. */
  readonly lastDelta?: object
  /** Whether a stream's usage goes with the finish reason, in a chunk of its own, or nowhere. */
  readonly usageIn: 'finish' | 'own' | 'none'
  /** Whether a unary body ends in a line break. */
  readonly newline?: boolean
  error(error: ApiError): object
  readonly finishJson?: ChatChunks['finishJson']
}

export type PlainObject = 'chat.completion' | 'chat.completion.chunk'

/** A profile's way to write answers, unary and streamed, out of one layout. */
export function plainChat(
  wireOf: (exchange: ChatExchange) => PlainWire,
): Pick<ChatProfile, 'body' | 'chunks' | 'isVisible'> {
  return {
    body: (exchange) => plainBody(exchange, wireOf(exchange)),
    chunks: (exchange) => plainChunks(wireOf(exchange)),
    isVisible: (part) => part.type !== 'reasoning' || part.text !== '',
  }
}

function plainBody({ outcome }: ChatExchange, wire: PlainWire): object | string {
  const choices = [outcome, ...(outcome.alternatives ?? [])].map((choice, index) =>
    choiceOf(wire, index, { message: plainMessage(choice, wire) }, FINISH_REASON[choice.finishReason]),
  )
  const body = wire.frame('chat.completion', choices, wire.usage)
  return wire.newline ? `${JSON.stringify(body)}\n` : body
}

/** The message of a choice: role, content, reasoning, calls. */
export function plainMessage(choice: Choice, wire: PlainWire): object {
  const reasoning = wire.reasoning === undefined ? undefined : reasoningOf(choice)
  const calls = toolCallsOf(choice)
  const text = textOf(choice)
  const beside = wire.content?.besideCalls
  const content =
    text === '' && calls.length > 0 ? (beside === undefined ? {} : { content: beside }) : { content: text }
  return {
    role: 'assistant',
    ...content,
    ...(reasoning ? { [wire.reasoning!]: reasoning } : {}),
    ...(calls.length > 0 ? { tool_calls: calls.map((call, index) => callOf(wire, call, index)) } : {}),
  }
}

/** The chunks of a stream. */
export function plainChunks(wire: PlainWire): ChatChunks {
  const chunk = (index: number, delta: object, reason: string | null = null, usage?: object) =>
    wire.frame('chat.completion.chunk', [choiceOf(wire, index, { delta }, reason)], usage)
  const role = { role: 'assistant' }
  const opening = wire.opening ?? { ...role, content: '' }
  const always = wire.role === 'always' ? role : {}
  const besideCalls = wire.content?.besideCalls === undefined ? {} : { content: wire.content.besideCalls }

  const opens = (isFirst: boolean) => (isFirst && wire.role === 'first' ? role : always)
  return {
    open(choice, part) {
      if (wire.role === 'apart') return [chunk(choice, opening)]
      return part ? [] : [chunk(choice, { ...role, content: '' })]
    },
    text: (choice, part, delta) => chunk(choice, { ...always, ...said(wire, part, delta) }),
    first: (choice, part, delta, isFirst) => chunk(choice, { ...opens(isFirst), ...said(wire, part, delta) }),
    call(choice, part, place) {
      const before = place.isFirst && wire.role === 'apart' ? [chunk(choice, opening)] : []
      const whole = wire.wholeCalls ? part : { ...part, arguments: '' }
      const call = wire.wholeCalls ? callOf(wire, whole, place.index) : header(part, place)
      const withIndex = 'index' in call ? call : { index: place.index, ...call }
      return [...before, chunk(choice, { ...opens(place.isFirst), ...besideCalls, tool_calls: [withIndex] })]
    },
    ...(wire.wholeCalls
      ? {}
      : {
          callDelta: (choice: number, _: ToolCallPart, { index }: CallPlace, delta: string) =>
            chunk(choice, { ...always, ...besideCalls, tool_calls: [{ index, function: { arguments: delta } }] }),
        }),
    finish(choice, answer) {
      const usage = wire.usageIn === 'finish' ? wire.usage : undefined
      return [chunk(choice, wire.lastDelta ?? {}, FINISH_REASON[answer.finishReason], usage)]
    },
    end: () => (wire.usageIn === 'own' ? [wire.frame('chat.completion.chunk', [], wire.usage)] : []),
    error: (error) => wire.error(error),
    ...(wire.finishJson ? { finishJson: wire.finishJson } : {}),
  }
}

function said(wire: PlainWire, part: ContentPart, delta: string): object {
  if (part.type !== 'reasoning' || wire.reasoning === undefined) return { content: delta }
  const beside = wire.content?.besideReasoning
  return { ...(beside === undefined ? {} : { content: beside }), [wire.reasoning]: delta }
}

function header({ id, name }: ToolCallPart, { index }: CallPlace): object {
  return { index, id, type: 'function', function: { name, arguments: '' } }
}

function callOf(wire: PlainWire, part: ToolCallPart, index: number): object {
  if (wire.call) return wire.call(part, index)
  return { id: part.id, type: 'function', function: { name: part.name, arguments: part.arguments } }
}

function choiceOf(wire: PlainWire, index: number, said: object, reason: string | null): object {
  return wire.choice ? wire.choice(index, said, reason) : { index, ...said, finish_reason: reason }
}

/** Whether a stream's usage was asked for. */
export function asksForUsage({ request }: ChatExchange): boolean {
  return request.wire.stream_options?.include_usage === true
}

/** Seconds since the epoch at which a request came. */
export function createdAt({ receivedAtMs }: Pick<ChatExchange, 'receivedAtMs'>): number {
  return Math.floor(receivedAtMs / 1000)
}
