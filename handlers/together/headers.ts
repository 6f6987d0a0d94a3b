import type { Exchange } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import { edgeHeaders } from '../compatible/edge-headers.ts'
import { leftOf, meterOf } from '../compatible/limits.ts'

/** Headers of every response (together.md 7): limits per second, and the seconds until a new one. */
export function headers(exchange: Exchange): Record<string, string> {
  const meter = meterOf(exchange.limits, 'requestsPerMinute')
  return {
    ...edgeHeaders(exchange),
    'strict-transport-security': 'max-age=15552000; includeSubDomains',
    'access-control-allow-origin': '*',
    vary: 'Accept-Encoding',
    'x-request-id': drawUuid(exchange.seed, 'request'),
    ...(meter
      ? {
          'x-ratelimit-limit': String(Math.ceil(meter.limit / 60)),
          'x-ratelimit-remaining': String(Math.floor(leftOf(meter) / 60)),
          'x-ratelimit-reset': '1',
        }
      : {}),
  }
}
