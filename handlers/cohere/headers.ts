import { httpDate } from '../../src/http-date.ts'
import { NO_USAGE } from '../../src/completion.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawId, HEX } from '../../src/ids.ts'
import { TRIAL_REQUESTS } from './errors.ts'
import { warningOf } from './resolve-model.ts'

/** Headers of every response (recordings of 2026-08). */
export function headers(exchange: Exchange): Record<string, string> {
  const { error, schedule, request } = exchange
  const isStream = request.stream && !error
  const warning = error ? undefined : warningOf(exchange)
  return {
    // A refused key never reaches what traces.
    ...(error?.kind === 'auth' ? {} : { 'access-control-expose-headers': 'X-Debug-Trace-ID' }),
    'cache-control': 'no-cache, no-store, no-transform, must-revalidate, private, max-age=0',
    expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
    ...countHeaders(exchange),
    pragma: 'no-cache',
    vary: isStream ? 'Origin' : 'Origin,Accept-Encoding',
    'x-accel-expires': '0',
    ...(warning === undefined ? {} : { 'x-api-warning': warning }),
    ...(error?.kind === 'auth' ? {} : { 'x-debug-trace-id': drawId(exchange.seed, 'trace', 32, HEX) }),
    ...trialHeaders(exchange),
    date: httpDate(exchange.receivedAtMs),
    'x-envoy-upstream-service-time': String(Math.round(isStream ? schedule.headersMs : schedule.totalMs)),
    server: 'envoy',
    via: '1.1 google',
    'alt-svc': 'h3=":443"; ma=2592000',
  }
}

/** `num-chars` and `num-tokens`: what was read, and what is billed. Only on answers at once that bill tokens (recorded). */
function countHeaders({ error, request, usage }: Exchange): Record<string, string> {
  if (error || request.stream || usage === NO_USAGE) return {}
  return { 'num-chars': String(charsOf(request.wire)), 'num-tokens': String(usage.inputTokens + usage.outputTokens) }
}

const READ: ReadonlySet<string> = new Set(['content', 'text', 'texts', 'message', 'query', 'tools'])

/** Characters of a request's texts and tools. */
function charsOf(wire: unknown, isRead = false): number {
  if (typeof wire === 'string') return isRead ? wire.length : 0
  if (typeof wire !== 'object' || wire === null) return 0
  if (Array.isArray(wire)) return wire.reduce((sum: number, item) => sum + charsOf(item, isRead), 0)
  return Object.entries(wire).reduce((sum, [key, child]) => sum + charsOf(child, READ.has(key) || key === 'tools'), 0)
}

/** The meter of a trial key; production keys have none (recorded). */
function trialHeaders({ error, limits }: Exchange): Record<string, string> {
  const meter = limits.find(({ name }) => name === 'requestsPerMinute')
  if (!meter || meter.limit > TRIAL_REQUESTS || error?.kind === 'rate_limit' || error?.kind === 'auth') return {}
  return {
    'x-endpoint-monthly-call-limit': '1000',
    'x-trial-endpoint-call-limit': String(meter.limit),
    'x-trial-endpoint-call-remaining': String(Math.max(0, Math.floor(meter.limit - meter.used + 1e-6))),
  }
}
