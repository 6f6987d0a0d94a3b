import type { Exchange } from '../../src/exchange.ts'
import { drawId, HEX } from '../../src/ids.ts'
import { createRandom, fork } from '../../src/random.ts'
import { edgeHeaders } from '../compatible/edge-headers.ts'
import { leftOf, meterOf } from '../compatible/limits.ts'

/** Headers of chat answers (recordings of July and August 2026): the limits stand on unary ones only. */
export function headers(exchange: Exchange): Record<string, string> {
  return {
    ...gatewayHeaders(exchange),
    ...(reachedTheApi(exchange) ? { 'x-max-retry-attempts-reached': 'false' } : {}),
    ...(isStream(exchange) ? {} : limitHeaders(exchange, true)),
  }
}

/** Headers of embeddings and moderations: requests are limited, tokens only named. */
export function operationHeaders(exchange: Exchange): Record<string, string> {
  return { ...gatewayHeaders(exchange), ...limitHeaders(exchange, false) }
}

/** Headers of what is limited by something else than tokens: seconds of sound, pages, characters. They are counted for each call alone. */
export function meteredHeaders(
  exchange: Exchange,
  unit: string,
  perMinute: number,
  cost: number,
  withRequests: boolean,
): Record<string, string> {
  if (exchange.error) return gatewayHeaders(exchange)
  const { 'x-ratelimit-tokens-query-cost': _tokens, ...requests } = limitHeaders(exchange, false)
  return {
    ...gatewayHeaders(exchange),
    ...(withRequests ? { 'x-max-retry-attempts-reached': 'false', ...requests } : {}),
    [`x-ratelimit-limit-${unit}-minute`]: String(perMinute),
    [`x-ratelimit-remaining-${unit}-minute`]: String(Math.max(0, perMinute - cost)),
    [`x-ratelimit-${unit}-query-cost`]: String(cost),
  }
}

/** What the gateway adds to everything; the API's own times only where it was reached. */
export function gatewayHeaders(exchange: Exchange): Record<string, string> {
  const id = correlationId(exchange)
  const proxyMs = createRandom(fork(exchange.seed, 'gateway')).integer(8, 40)
  const upstreamMs = Math.round(isStream(exchange) ? exchange.schedule.headersMs : exchange.schedule.totalMs)
  const times: Record<string, string> = reachedTheApi(exchange)
    ? {
        'x-envoy-upstream-service-time': String(upstreamMs),
        'x-kong-upstream-latency': String(upstreamMs + 1),
        'x-kong-proxy-latency': String(proxyMs),
      }
    : { 'x-kong-response-latency': String(proxyMs) }
  return {
    ...edgeHeaders(exchange),
    'mistral-correlation-id': id,
    'x-kong-request-id': id,
    'access-control-allow-origin': '*',
    'strict-transport-security': 'max-age=15552000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    ...times,
  }
}

function isStream({ error, request }: Exchange): boolean {
  return error === undefined && request.stream
}

function reachedTheApi({ error }: Exchange): boolean {
  return error === undefined || (error.kind !== 'auth' && error.kind !== 'not_found' && error.kind !== 'bad_gateway')
}

/** Requests and tokens per minute with the cost of this call; the token pair is left out once the requests are spent. */
function limitHeaders(exchange: Exchange, withTokens: boolean): Record<string, string> {
  if (!reachedTheApi(exchange)) return {}
  const { limits, usage, error } = exchange
  const requests = meterOf(limits, 'requestsPerMinute')
  const tokens = withTokens ? meterOf(limits, 'tokensPerMinute') : undefined
  const isSpent = error?.kind === 'rate_limit' && requests !== undefined && leftOf(requests) === 0
  return {
    ...(tokens && !isSpent
      ? {
          'x-ratelimit-limit-tokens-minute': String(tokens.limit),
          'x-ratelimit-remaining-tokens-minute': String(leftOf(tokens)),
        }
      : {}),
    ...(error
      ? {}
      : { 'x-ratelimit-tokens-query-cost': String(usage.inputTokens - usage.cacheReadTokens + usage.outputTokens) }),
    ...(requests
      ? {
          'x-ratelimit-limit-req-minute': String(requests.limit),
          'x-ratelimit-remaining-req-minute': String(leftOf(requests)),
        }
      : {}),
  }
}

/** A version 7 UUID: 48 bits of time, the rest drawn. */
function correlationId({ seed, receivedAtMs }: Exchange): string {
  const time = Math.floor(receivedAtMs).toString(16).padStart(12, '0').slice(-12)
  const rest = drawId(seed, 'correlation', 18, HEX)
  const variant = HEX[8 + (Number.parseInt(rest[3]!, 16) % 4)]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${variant}${rest.slice(4, 7)}-${rest.slice(6)}`
}
