import type { Exchange } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import type { Meter } from '../../src/rate-limit.ts'
import { edgeHeaders } from '../compatible/edge-headers.ts'
import { leftOf, meterOf } from '../compatible/limits.ts'

/** `chatcmpl-` and a UUID; the same in the header `inference-id` (recorded). */
export function completionId({ seed }: Pick<Exchange, 'seed'>): string {
  return `chatcmpl-${drawUuid(seed, 'completion')}`
}

/** Headers of every response; limits with their resets in seconds. */
export function headers(exchange: Exchange): Record<string, string> {
  const { error, operation, limits } = exchange
  return {
    ...edgeHeaders(exchange),
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=15552000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-request-id': drawUuid(exchange.seed, 'request').replaceAll('-', ''),
    ...(!error && operation === 'chat' ? { 'inference-id': completionId(exchange) } : {}),
    ...limitHeaders('requests-minute', meterOf(limits, 'requestsPerMinute')),
    ...limitHeaders('requests-hour', meterOf(limits, 'requestsPerHour')),
    ...limitHeaders('requests-day', meterOf(limits, 'requestsPerDay')),
    ...limitHeaders('tokens-minute', meterOf(limits, 'tokensPerMinute')),
    ...limitHeaders('tokens-hour', meterOf(limits, 'tokensPerHour')),
    ...limitHeaders('tokens-day', meterOf(limits, 'tokensPerDay')),
  }
}

function limitHeaders(name: string, meter: Meter | undefined): Record<string, string> {
  if (!meter) return {}
  return {
    [`x-ratelimit-limit-${name}`]: String(meter.limit),
    [`x-ratelimit-remaining-${name}`]: String(leftOf(meter)),
    [`x-ratelimit-reset-${name}`]: String(Number((meter.resetMs / 1000).toFixed(3))),
  }
}
