import { textOf, toolCallsOf, type Choice, type FinishReason, type ToolCallPart } from '../../../src/completion.ts'
import { reasoningOf } from '../../compatible/answer.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { encodeError } from '../errors.ts'
import { metrics, stamp, stamper } from '../times.ts'

/** What differs between chat and generate: where text, thinking and calls stand. */
export interface NativeLayout {
  /** A piece of the answer, keys in the order of the wire. */
  said(piece: Piece): object
  /** What stands in the last line besides metrics. */
  last?(exchange: ChatExchange): object
}

export interface Piece {
  readonly text: string
  readonly thinking?: string | undefined
  readonly calls?: readonly object[]
}

const DONE: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  'stop-sequence': 'stop',
  length: 'length',
  'context-window': 'length',
  'tool-calls': 'stop',
  'content-filter': 'stop',
  refusal: 'stop',
  error: 'stop',
}

/** Whether a request only loads its model, or unloads it: it has nothing to answer. */
export function isEmpty({ messages }: ChatExchange['request']): boolean {
  return messages.length === 0
}

/** The unary body. */
export function nativeBody(exchange: ChatExchange, layout: NativeLayout): object {
  const { outcome, request, seed, receivedAtMs, schedule } = exchange
  const calls = toolCallsOf(outcome).map(wireCall)
  return {
    model: request.model,
    created_at: stamp(seed, receivedAtMs + schedule.totalMs, 'unary'),
    ...layout.said({
      text: textOf(outcome),
      thinking: reasoningOf(outcome) || undefined,
      ...(calls.length > 0 ? { calls } : {}),
    }),
    ...done(exchange, outcome, layout),
  }
}

function done(exchange: ChatExchange, choice: Choice, layout: NativeLayout): object {
  if (isEmpty(exchange.request)) {
    const isUnload = exchange.request.wire['keep_alive'] === 0 || exchange.request.wire['keep_alive'] === '0'
    return { done: true, done_reason: isUnload ? 'unload' : 'load' }
  }
  return { done: true, done_reason: DONE[choice.finishReason], ...layout.last?.(exchange), ...metrics(exchange) }
}

/** A call with its arguments as an object. */
function wireCall({ id, name, arguments: text }: ToolCallPart, index: number): object {
  return { id, function: { index, name, arguments: argumentsOf(text) } }
}

function argumentsOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // A rule may reply with arguments that are no JSON; the wire has an object in any case.
    return {}
  }
}

/** The lines of a stream: each a whole object with its own time, the last one with metrics. */
export function nativeChunks(exchange: ChatExchange, layout: NativeLayout): ChatChunks {
  const line = (piece: Piece) => ({
    model: exchange.request.model,
    created_at: '',
    ...layout.said(piece),
    done: false,
  })
  return {
    open: () => [],
    text: (_, part, delta) => line(part.type === 'reasoning' ? { text: '', thinking: delta } : { text: delta }),
    call: (_, part, { index }) => [line({ text: '', calls: [wireCall(part, index)] })],
    finish: (_, answer) => [{ ...line({ text: '' }), ...done(exchange, answer, layout) }],
    end: () => [],
    error: (error) => encodeError(error, exchange).body as object,
    finishJson: stamper(exchange),
  }
}
