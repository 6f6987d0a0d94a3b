import { textOf } from '../../../src/completion.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import type { StreamPart } from '../../../src/stream.ts'
import { errorBody } from '../errors.ts'
import {
  envelope,
  FINISH_REASON,
  logprobsOf,
  sentChoices,
  wireUsage,
  type LegacyExchange,
  type SentChoice,
} from './encode.ts'

interface Running {
  readonly sent: SentChoice
  readonly logprobs: ReturnType<typeof logprobsOf>
  /** Characters that are still to come. */
  left: number
  hasEnded: boolean
}

/** Writes one chunk per token. A choice that runs into its limit ends with its last token; others with an empty text (recorded). */
export function encodeStream(exchange: LegacyExchange): (part: StreamPart) => Iterable<WireEvent> {
  const { wire } = exchange.request
  const { id, object, created, model } = envelope(exchange)
  const withUsage = wire.stream_options?.include_usage === true
  const running = new Map<number, Running>(
    sentChoices(exchange).map((sent) => [
      sent.candidate,
      { sent, logprobs: logprobsOf(sent, exchange), left: textOf(sent.choice).length, hasEnded: false },
    ]),
  )

  const chunk = (one: Running, text: string, reason: string | null): WireEvent => {
    const choice = { text, index: one.sent.index, logprobs: one.logprobs?.(text) ?? null, finish_reason: reason }
    const body = { id, object, created, choices: [choice], model }
    return { data: JSON.stringify(withUsage ? { ...body, usage: null } : body) }
  }

  function* text(choice: number, delta: string): Generator<WireEvent> {
    const one = running.get(choice)
    if (!one) return
    one.left -= delta.length
    const reason = FINISH_REASON[one.sent.choice.finishReason]
    one.hasEnded = one.left <= 0 && reason === 'length'
    yield chunk(one, delta, one.hasEnded ? reason : null)
  }

  function* finish(choice: number, isLast: boolean): Generator<WireEvent> {
    const one = running.get(choice)
    if (one && !one.hasEnded) yield chunk(one, '', FINISH_REASON[one.sent.choice.finishReason])
    if (!isLast) return
    if (withUsage) {
      yield { data: JSON.stringify({ id, object, created, model, usage: wireUsage(exchange), choices: [] }) }
    }
    yield { data: '[DONE]' }
  }

  return (part) => {
    switch (part.type) {
      case 'start':
        return wire.echo ? [...running.values()].map((one) => chunk(one, one.sent.prompt, null)) : []
      case 'part-delta':
        return part.part.type === 'text' || part.part.type === 'refusal' ? text(part.choice, part.delta) : []
      case 'finish':
        return finish(part.choice, part.last)
      case 'error':
        return [{ data: JSON.stringify(errorBody(part.error, exchange)) }]
      case 'part-start':
      case 'part-end':
      case 'keep-alive':
        return []
    }
  }
}
