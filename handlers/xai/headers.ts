import type { Exchange } from '../../src/exchange.ts'
import { drawId, drawUuid, HEX } from '../../src/ids.ts'
import type { Meter } from '../../src/rate-limit.ts'
import { edgeHeaders } from '../compatible/edge-headers.ts'
import { leftOf, meterOf } from '../compatible/limits.ts'

/** Headers of every response (recordings of August 2026). */
export function headers(exchange: Exchange): Record<string, string> {
  const { seed, error, limits } = exchange
  const { 'alt-svc': _alternative, ...edge } = edgeHeaders(exchange)
  return {
    ...edge,
    'strict-transport-security': 'max-age=31536000',
    ...limitHeaders('tokens', meterOf(limits, 'tokensPerMinute')),
    ...limitHeaders('requests', meterOf(limits, 'requestsPerMinute')),
    'x-request-id': drawUuid(seed, 'request'),
    'x-zero-data-retention': 'false',
    'x-data-retention': 'general',
    ...(error ? {} : times(exchange)),
    traceparent: `00-${drawId(seed, 'trace', 32, HEX)}-${drawId(seed, 'span', 16, HEX)}-01`,
    vary: 'origin, access-control-request-method, access-control-request-headers',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': '*',
  }
}

function limitHeaders(name: string, meter: Meter | undefined): Record<string, string> {
  if (!meter) return {}
  return {
    [`x-ratelimit-limit-${name}`]: String(meter.limit),
    [`x-ratelimit-remaining-${name}`]: String(leftOf(meter)),
  }
}

/** Times of a unary answer in milliseconds, one decimal. */
function times({ request, schedule, usage }: Exchange): Record<string, string> {
  if (request.stream || usage.outputTokens === 0) return {}
  const generatedMs = schedule.totalMs - schedule.ttftMs
  return {
    'x-metrics-ttft-ms': schedule.ttftMs.toFixed(1),
    'x-metrics-mean-itl-ms': (generatedMs / usage.outputTokens).toFixed(1),
    'x-metrics-e2e-ms': schedule.totalMs.toFixed(1),
  }
}
