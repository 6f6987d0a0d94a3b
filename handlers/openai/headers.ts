import { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { httpDate } from '../../src/http-date.ts'
import { drawId, HEX } from '../../src/ids.ts'
import type { LimitName } from '../../src/rate-limit.ts'
import { goDuration } from './duration.ts'
import { ORGANIZATION_SLUG, projectOf } from './identity.ts'

/** Headers of every JSON and stream response (openai-chat.md 1.1; recordings of 2026). */
export function headers(exchange: Exchange): Record<string, string> {
  const headers: Record<string, string> = {
    date: httpDate(exchange.receivedAtMs),
    'x-openai-proxy-wasm': 'v0.1',
    'x-request-id': `req_${drawId(exchange.seed, 'request', 32, HEX)}`,
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    server: 'cloudflare',
    'cf-cache-status': 'DYNAMIC',
    'cf-ray': `${drawId(exchange.seed, 'ray', 16, HEX)}-FRA`,
    'alt-svc': 'h3=":443"; ma=86400',
  }
  if (isEarly(exchange.error)) headers['vary'] = 'Origin'
  else addAccount(headers, exchange)
  return headers
}

/** Whether the answer comes from before the model gateway: wrong key, unknown model or path (recorded without account and limits). */
function isEarly(error: ApiError | undefined): boolean {
  return error !== undefined && (error.kind === 'auth' || error.kind === 'not_found')
}

function addAccount(headers: Record<string, string>, exchange: Exchange): void {
  // The repeated name is as recorded since mid 2026.
  headers['access-control-expose-headers'] = 'X-Request-ID, CF-Ray, CF-Ray'
  headers['openai-organization'] = ORGANIZATION_SLUG
  headers['openai-processing-ms'] = String(processingMs(exchange))
  headers['openai-project'] = projectOf(exchange)
  headers['openai-version'] = '2020-10-01'
  addRateLimits(headers, exchange)
}

/** Whole generation for a unary answer, time to the headers for a stream, some 15 ms for a refusal. */
function processingMs({ error, request, schedule }: Exchange): number {
  if (error) return 15
  return Math.round(request.stream ? schedule.headersMs : schedule.totalMs)
}

/** The headers of limits that share a name. */
interface MeterHeaders {
  readonly name: string
  readonly limit: string
  readonly remaining: string
  readonly reset: string
}

function named(name: string): MeterHeaders {
  const of = (what: string) => `x-ratelimit-${what}-${name}`
  return { name, limit: of('limit'), remaining: of('remaining'), reset: of('reset') }
}

const REQUESTS = named('requests')
const TOKENS = named('tokens')
const HEADERS: Partial<Record<LimitName, MeterHeaders>> = {
  requestsPerMinute: REQUESTS,
  requestsPerDay: REQUESTS,
  tokensPerMinute: TOKENS,
  tokensPerDay: TOKENS,
  imagesPerMinute: named('input-images'),
}

/** The six `x-ratelimit-*` headers; where two limits share a name, the one with the smaller share left shows. */
function addRateLimits(headers: Record<string, string>, exchange: Exchange): void {
  const shares: Record<string, number> = {}
  for (const meter of exchange.limits) {
    const of = HEADERS[meter.name]
    const share = meter.used / meter.limit
    if (!of || share < (shares[of.name] ?? 0) || (meter.name === 'imagesPerMinute' && !hasImages(exchange))) continue
    shares[of.name] = share
    headers[of.limit] = String(meter.limit)
    headers[of.remaining] = String(Math.max(0, Math.floor(meter.limit - meter.used + 1e-6)))
    headers[of.reset] = goDuration(Math.floor(meter.resetMs + 1e-6))
  }
}

/** Image limits show on requests with images only, refused ones too (recorded). */
function hasImages({ request }: Exchange): boolean {
  const { messages } = (request.wire ?? {}) as { readonly messages?: unknown }
  if (!Array.isArray(messages)) return false
  return messages.some(({ content }: { readonly content?: unknown }) => Array.isArray(content) && content.some(isImage))
}

function isImage(part: unknown): boolean {
  return typeof part === 'object' && part !== null && 'type' in part && part.type === 'image_url'
}
