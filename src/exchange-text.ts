import { textOf, toolCallsOf, type ContentPart, type FinishReason, type Usage } from './completion.ts'
import type { Exchange, ExchangeRecord, ExchangeState } from './exchange.ts'

/** An exchange as plain data. Headers are left out, since they hold keys; times are ISO 8601. */
export interface ExchangeJson {
  readonly id: string
  readonly endpoint: string
  readonly model: string
  readonly tag?: string
  readonly receivedAt: string
  readonly status: number
  readonly state: ExchangeState
  /** The body as it came. */
  readonly request: unknown
  readonly answer:
    | {
        readonly text: string
        readonly toolCalls?: readonly { readonly name: string; readonly arguments: string }[]
        readonly finishReason?: FinishReason
        /** What has left of the text, where the answer is on its way or was broken off. */
        readonly sent?: string
      }
    | { readonly error: string; readonly message: string }
  readonly usage: Usage
  readonly costUsd: number
  readonly ttftMs: number
  readonly totalMs: number
  readonly note?: string
}

/** See {@link Exchange.toJSON}. */
export function exchangeJson(exchange: Exchange): ExchangeJson {
  const { id, endpoint, tag, receivedAtMs, status, state, request, usage, costUsd, schedule, note } = exchange
  return {
    id,
    endpoint,
    model: exchange.model?.id ?? request.model,
    ...(tag === undefined ? {} : { tag }),
    receivedAt: new Date(receivedAtMs).toISOString(),
    status,
    state,
    request: request.wire,
    answer: answerJson(exchange),
    usage,
    costUsd,
    ttftMs: schedule.ttftMs,
    totalMs: schedule.totalMs,
    ...(note === undefined ? {} : { note }),
  }
}

function answerJson({ error, text, toolCalls, outcome, state, sent }: Exchange): ExchangeJson['answer'] {
  if (error) return { error: error.kind, message: error.message }
  const { finishReason } = outcome as { readonly finishReason?: FinishReason }
  return {
    text,
    ...(toolCalls.length > 0
      ? { toolCalls: toolCalls.map(({ name, arguments: args }) => ({ name, arguments: args })) }
      : {}),
    ...(finishReason ? { finishReason } : {}),
    ...(state === 'complete' ? {} : { sent: textOf({ content: sent }) }),
  }
}

/** See {@link Exchange.toString}. */
export function describeExchange(exchange: ExchangeRecord): string {
  const { id, endpoint, model, request, status, state, prompt, usage } = exchange
  const tokens = usage.inputTokens + usage.outputTokens
  const counted = tokens === 0 ? '' : ` (${usage.inputTokens} + ${usage.outputTokens} tokens)`
  return `${id} ${endpoint} ${model?.id ?? request.model} ${status} ${state}: ${JSON.stringify(short(prompt))} -> ${answerWords(exchange)}${counted}`
}

/** The answer as far as it has left. */
function answerWords(exchange: ExchangeRecord): string {
  const { state, error, outcome, sent, status } = exchange
  if (state === 'pending') return 'not answered yet'
  if (error) return `${error.kind} ${error.message.split('\n', 1)[0]!}`.trim()
  if (state === 'streaming') return `${contentWords(sent)} so far`
  const whole = contentWords('content' in outcome ? (outcome.content as readonly ContentPart[]) : [])
  if (state === 'complete') return whole
  if (status === 0) return END_WORDS[state]
  // Of a body that is one piece, what left are bytes.
  return `${exchange.left ? contentWords(sent) : `a part of ${whole}`}, then ${END_WORDS[state]}`
}

const END_WORDS = { cut: 'cut off', aborted: 'the client left' } as const

function contentWords(content: readonly ContentPart[]): string {
  const calls = toolCallsOf({ content }).map((call) => `${call.name}(${call.arguments})`)
  return calls.join(', ') || JSON.stringify(short(textOf({ content })))
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
