import type { WireEvent } from '../../../src/framing/framing.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import { exceptionEvent } from '../errors.ts'
import { guardedEvent } from '../guardrail.ts'
import { tellsCacheTokens } from '../headers.ts'
import { traitsOf } from '../models.ts'
import { paddings } from '../padding.ts'
import { dialectOf } from './families.ts'
import type { AnsweredChat } from './native.ts'

/** The encoder of one InvokeModelWithResponseStream: events of the model's format, each in base64 in a `chunk`. */
export function encodeStream(exchange: AnsweredChat): StreamEncoder {
  const native = dialectOf(exchange.model!.model).encodeStream(exchange)
  const padding = paddings(exchange.seed)
  const chunk = (event: object): WireEvent => ({
    event: 'chunk',
    data: `{"bytes":"${base64Of(JSON.stringify(event))}","p":"${padding()}"}`,
  })
  return (part) => {
    if (part.type === 'error') return [exceptionEvent(part.error, exchange)]
    const events = native(part)
    const last = part.type === 'finish' && part.last ? events.at(-1) : undefined
    const metrics = last ? { 'amazon-bedrock-invocationMetrics': metricsOf(exchange) } : undefined
    return events.map((event) => chunk(guardedEvent(exchange, event, event === last ? metrics : undefined)))
  }
}

/** What the last event of a stream tells of its cost (recorded). */
function metricsOf({ usage, schedule, model }: AnsweredChat) {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = usage
  const { family } = traitsOf(model!.model)
  const tellsCache = family === 'nova' || (cacheReadTokens + cacheWriteTokens > 0 && tellsCacheTokens(model!.id))
  return {
    inputTokenCount: inputTokens - cacheReadTokens - cacheWriteTokens,
    outputTokenCount: outputTokens,
    invocationLatency: Math.round(schedule.totalMs),
    firstByteLatency: Math.round(schedule.ttftMs),
    ...(tellsCache ? { cacheReadInputTokenCount: cacheReadTokens, cacheWriteInputTokenCount: cacheWriteTokens } : {}),
  }
}

const encoder = new TextEncoder()

function base64Of(text: string): string {
  let binary = ''
  for (const byte of encoder.encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}
