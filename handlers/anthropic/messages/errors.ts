import type { ApiError, ErrorKind } from '../../../src/errors.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { WireError } from '../../../src/provider.ts'
import type { LimitName, Meter } from '../../../src/rate-limit.ts'
import { ORGANIZATION_ID, rayId, requestId } from '../ids.ts'
import type { WireErrorBody } from './wire-answer.ts'

interface Wording {
  readonly status: number
  readonly type: string
  readonly message: string | ((error: ApiError, exchange: Exchange) => string)
}

/** Status, type and words of every kind [8]. */
const WORDING: Record<ErrorKind, Wording> = {
  rate_limit: { status: 429, type: 'rate_limit_error', message: rateLimitMessage },
  overloaded: { status: 529, type: 'overloaded_error', message: 'Overloaded' },
  server_error: { status: 500, type: 'api_error', message: 'Internal server error' },
  timeout: { status: 504, type: 'timeout_error', message: 'Request timed out' },
  auth: { status: 401, type: 'authentication_error', message: authMessage },
  permission: {
    status: 403,
    type: 'permission_error',
    message: 'Your API key does not have permission to use the specified resource.',
  },
  not_found: { status: 404, type: 'not_found_error', message: 'Not Found' },
  invalid_request: { status: 400, type: 'invalid_request_error', message: 'Invalid request' },
  context_length: { status: 400, type: 'invalid_request_error', message: contextMessage },
  quota: {
    status: 400,
    type: 'invalid_request_error',
    message:
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  },
  content_filter: { status: 400, type: 'invalid_request_error', message: 'Output blocked by content filtering policy' },
  bad_gateway: { status: 502, type: 'api_error', message: 'Bad gateway' },
}

/** The type that goes with a status which a test author stated alone. */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  405: 'invalid_request_error',
  409: 'conflict_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

/** An error as the API answers it; a bad gateway is the edge's page. */
export function encodeError(error: ApiError, exchange: Exchange): WireError {
  const status = statusOf(error)
  if (error.kind === 'bad_gateway' && error.message === '') {
    return { status, body: gatewayPage(status, rayId(exchange.seed)), contentType: 'text/html; charset=UTF-8' }
  }
  if (error.details['isEdge'])
    return { status, body: { error: { type: TYPE_BY_STATUS[status], message: error.message } } }
  const details = error.details['wire']
  const body = errorBody(error, exchange, details === undefined ? {} : { details })
  return { status, body, ...retryAfter(error) }
}

/** HTTP status of an error. */
export function statusOf(error: ApiError): number {
  if (error.status !== undefined) return error.status
  return error.kind === 'not_found' && error.details['reason'] === 'method' ? 405 : WORDING[error.kind].status
}

/** The JSON of an error, on its own or as the event that ends a stream. */
export function errorBody(error: ApiError, exchange: Exchange, extra: { readonly details?: unknown }): WireErrorBody {
  const { type, message } = WORDING[error.kind]
  const words = typeof message === 'string' ? message : message(error, exchange)
  const isMethod = error.kind === 'not_found' && error.details['reason'] === 'method'
  return {
    type: 'error',
    error: {
      ...extra,
      type:
        error.type ??
        (error.status === undefined && !isMethod ? type : (TYPE_BY_STATUS[statusOf(error)] ?? 'api_error')),
      message: error.message || (isMethod ? 'Method Not Allowed' : words),
    },
    request_id: requestId(exchange.seed),
  }
}

/** Whole seconds, at least one, as the API sends them; a rate limit that is only pretended asks for the shortest wait. */
function retryAfter({ kind, details, retryAfterMs }: ApiError): Pick<WireError, 'headers'> | undefined {
  const isPretended = kind === 'rate_limit' && details['meter'] === undefined
  const waitMs = retryAfterMs ?? (isPretended ? 1000 : undefined)
  return waitMs === undefined
    ? undefined
    : { headers: { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))) } }
}

const UNITS: Record<LimitName, string> = {
  requestsPerMinute: 'requests per minute',
  tokensPerMinute: 'tokens per minute',
  inputTokensPerMinute: 'input tokens per minute',
  outputTokensPerMinute: 'output tokens per minute',
  requestsPerDay: 'requests per day',
  tokensPerDay: 'tokens per day',
  imagesPerMinute: 'images per minute',
  requestsPerHour: 'requests per hour',
  requestsPerMonth: 'requests per month',
  tokensPerHour: 'tokens per hour',
  concurrentRequests: 'concurrent requests',
}

const CONCURRENT =
  'Number of concurrent connections has exceeded your rate limit. Please try again later or contact sales at https://www.anthropic.com/contact-sales to discuss your options for a rate limit increase.'

function rateLimitMessage({ details }: ApiError, { limits }: Exchange): string {
  // Reason: admission puts the meter that had no room there.
  const spent = details['meter'] as Meter | undefined
  const meter = spent ??
    limits.find(({ name }) => name === 'inputTokensPerMinute') ??
    limits[0] ?? { name: 'requestsPerMinute', limit: 50 }
  if (meter.name === 'concurrentRequests') return CONCURRENT
  const limit = `${meter.limit.toLocaleString('en-US')} ${UNITS[meter.name]}`
  return `This request would exceed the rate limit for your organization (${ORGANIZATION_ID}) of ${limit}. For details, refer to: https://docs.claude.com/en/api/rate-limits. You can see the response headers for current usage. Please reduce the prompt length or the maximum tokens requested, or try again later. You may also contact sales at https://www.anthropic.com/contact-sales to discuss your options for a rate limit increase.`
}

function contextMessage({ details }: ApiError): string {
  const { inputTokens = 200_001, most = 200_000 } = details
  return `prompt is too long: ${String(inputTokens)} tokens > ${String(most)} maximum`
}

function authMessage({ details }: ApiError, { headers }: Exchange): string {
  if (details['reason'] === 'missing') return 'x-api-key header is required'
  return headers.has('x-api-key')
    ? 'invalid x-api-key'
    : headers.has('authorization')
      ? 'Invalid bearer token'
      : 'invalid x-api-key'
}

function gatewayPage(status: number, ray: string): string {
  return `<html>\r\n<head><title>${status} Bad Gateway</title></head>\r\n<body>\r\n<center><h1>${status} Bad Gateway</h1></center>\r\n<hr><center>cloudflare</center>\r\n<!-- ${ray} -->\r\n</body>\r\n</html>\r\n`
}
