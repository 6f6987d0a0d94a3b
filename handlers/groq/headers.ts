import type { Exchange } from '../../src/exchange.ts'
import type { Meter } from '../../src/rate-limit.ts'
import { edgeHeaders } from '../compatible/edge-headers.ts'
import { leftOf, meterOf } from '../compatible/limits.ts'
import { goDuration } from '../openai/duration.ts'
import { requestId } from './ids.ts'

/** Headers of every response (recordings of August 2026): requests are counted per day, tokens per minute. */
export function headers(exchange: Exchange): Record<string, string> {
  const isStream = exchange.error === undefined && exchange.request.stream
  return {
    ...edgeHeaders(exchange),
    'cache-control': isStream ? 'no-cache' : 'private, max-age=0, no-store, no-cache, must-revalidate',
    vary: 'Origin',
    'strict-transport-security': 'max-age=15552000',
    'x-groq-region': 'fra',
    ...limitHeaders('requests', meterOf(exchange.limits, 'requestsPerDay')),
    ...limitHeaders('tokens', meterOf(exchange.limits, 'tokensPerMinute')),
    'x-request-id': requestId(exchange),
  }
}

function limitHeaders(name: string, meter: Meter | undefined): Record<string, string> {
  if (!meter) return {}
  return {
    [`x-ratelimit-limit-${name}`]: String(meter.limit),
    [`x-ratelimit-remaining-${name}`]: String(leftOf(meter)),
    // Worked out from what is shown, not from what is counted, and cut off (recorded: 2.295 of 8 thousand are 17.212s).
    [`x-ratelimit-reset-${name}`]: goDuration(
      Math.trunc(((meter.limit - leftOf(meter)) / meter.limit) * meter.windowMs),
    ),
  }
}
