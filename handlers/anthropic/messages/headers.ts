import { httpDate } from '../../../src/http-date.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { LimitName, Meter } from '../../../src/rate-limit.ts'
import { ORGANIZATION_ID, rayId, requestId, traceResponse, WORKSPACE_ID } from '../ids.ts'
import { statusOf } from './errors.ts'

const EDGE = { server: 'cloudflare', 'cf-cache-status': 'DYNAMIC', 'x-robots-tag': 'none' } as const
const POLICY = {
  vary: 'Accept-Encoding',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const
const TRANSPORT = { 'strict-transport-security': 'max-age=31536000; includeSubDomains; preload' } as const
const ACCOUNT = { 'anthropic-organization-id': ORGANIZATION_ID, 'anthropic-workspace-id': WORKSPACE_ID } as const

/** Headers of `/v1/messages` as recorded in 2026, of answers and of every error. */
export function messagesHeaders(exchange: Exchange): Record<string, string> {
  const { seed, error } = exchange
  if (error) return errorHeaders(exchange)
  return {
    date: dateOf(exchange),
    ...(isStream(exchange) ? { 'cache-control': 'no-cache' } : {}),
    ...rateLimitHeaders(exchange),
    'request-id': requestId(seed),
    ...TRANSPORT,
    ...ACCOUNT,
    traceresponse: traceResponse(seed),
    ...POLICY,
    ...EDGE,
    'cf-ray': rayId(seed),
  }
}

/** Headers of token counts and of the catalogue: no limits of tokens, no trace (recorded on count_tokens). */
export function plainHeaders(exchange: Exchange): Record<string, string> {
  const { seed, error, schedule } = exchange
  if (error) return errorHeaders(exchange)
  return {
    date: dateOf(exchange),
    'request-id': requestId(seed),
    ...ACCOUNT,
    ...POLICY,
    ...EDGE,
    'server-timing': `x-originResponse;dur=${Math.round(schedule.totalMs)}`,
    'cf-ray': rayId(seed),
  }
}

/** Headers of batches and files. */
export function objectHeaders(exchange: Exchange): Record<string, string> {
  return exchange.error ? errorHeaders(exchange) : { ...plainHeaders(exchange), ...TRANSPORT }
}

/** Only a rate limit tells of limits; a failed authentication tells nothing of the account, and the edge nothing of the API. */
function errorHeaders(exchange: Exchange): Record<string, string> {
  const { seed, error, schedule } = exchange
  const status = statusOf(error!)
  const shared = { date: dateOf(exchange), ...EDGE, 'cf-ray': rayId(seed) }
  if (error!.kind === 'bad_gateway' && error!.message === '') return shared
  const known = {
    ...shared,
    ...TRANSPORT,
    'request-id': requestId(seed),
    'x-should-retry': String(isRetryable(status)),
  }
  if (status === 401) return { ...known, 'x-envoy-upstream-service-time': String(Math.round(schedule.totalMs)) }
  return {
    ...known,
    ...(status === 429 ? rateLimitHeaders(exchange) : {}),
    ...ACCOUNT,
    traceresponse: traceResponse(seed),
    ...POLICY,
  }
}

function isRetryable(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500
}

function isStream({ request, outcome }: Exchange): boolean {
  return request.stream && !(outcome instanceof Error)
}

/** When the answer begins: a stream at its headers, a body at its end. */
function answeredAtMs(exchange: Exchange): number {
  const { receivedAtMs, schedule } = exchange
  return receivedAtMs + (isStream(exchange) ? schedule.headersMs : schedule.totalMs)
}

function dateOf(exchange: Exchange): string {
  return httpDate(answeredAtMs(exchange))
}

const PREFIX = 'anthropic-ratelimit'

const FAMILIES: readonly (readonly [family: string, limit: LimitName])[] = [
  ['requests', 'requestsPerMinute'],
  ['input-tokens', 'inputTokensPerMinute'],
  ['output-tokens', 'outputTokensPerMinute'],
]

interface Shown {
  readonly limit: number
  readonly remaining: number
  readonly resetMs: number
}

/** Limits, what is left of them, and when each is full again; `tokens` is the sum of input and output with the earlier reset [1.2]. */
function rateLimitHeaders(exchange: Exchange): Record<string, string> {
  const { limits, receivedAtMs } = exchange
  const shown = new Map<string, Shown>()
  for (const [family, name] of FAMILIES) {
    const meter = limits.find((one) => one.name === name)
    if (meter)
      shown.set(
        family,
        shownOf(meter, receivedAtMs, family === 'output-tokens' ? answeredAtMs(exchange) : receivedAtMs),
      )
  }
  const tokens = tokensOf(shown.get('input-tokens'), shown.get('output-tokens'), limits, receivedAtMs)
  if (tokens) shown.set('tokens', tokens)
  return Object.fromEntries(
    [...shown].flatMap(([family, { limit, remaining, resetMs }]) => [
      [`${PREFIX}-${family}-limit`, String(limit)],
      [`${PREFIX}-${family}-remaining`, String(remaining)],
      [`${PREFIX}-${family}-reset`, new Date(resetMs).toISOString().replace(/\.\d+Z$/, 'Z')],
    ]),
  )
}

/** A bucket that shows as full was reset at `fullMs`; whole seconds, rounded up only where something is missing. */
function shownOf({ name, limit, used, resetMs }: Meter, nowMs: number, fullMs: number): Shown {
  const left = Math.max(0, limit - used)
  const isRequests = name === 'requestsPerMinute' || name === 'requestsPerDay'
  const remaining = isRequests ? Math.floor(left) : Math.min(limit, Math.round(left / 1000) * 1000)
  const isMissing = isRequests ? remaining === 0 : remaining < limit
  return {
    limit,
    remaining,
    resetMs: isMissing ? Math.ceil((nowMs + resetMs) / 1000) * 1000 : Math.max(fullMs, isRequests ? 0 : nowMs),
  }
}

function tokensOf(
  input: Shown | undefined,
  output: Shown | undefined,
  limits: readonly Meter[],
  nowMs: number,
): Shown | undefined {
  if (input && output) {
    return {
      limit: input.limit + output.limit,
      remaining: input.remaining + output.remaining,
      resetMs: Math.min(input.resetMs, output.resetMs),
    }
  }
  const joint = limits.find(({ name }) => name === 'tokensPerMinute')
  return joint ? shownOf(joint, nowMs, nowMs) : (input ?? output)
}
