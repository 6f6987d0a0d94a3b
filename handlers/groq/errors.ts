import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { ALNUM, drawId } from '../../src/ids.ts'
import type { LimitName, Meter } from '../../src/rate-limit.ts'
import { isChat } from '../../src/exchange.ts'
import { usedOf } from '../compatible/limits.ts'
import { encodeErrorBy, errorBody, retryAfterSeconds, type Wording, type Words } from '../compatible/wording.ts'
import { goDuration } from '../openai/duration.ts'

const INVALID = 'invalid_request_error'

const KINDS: Record<ErrorKind, Words> = {
  rate_limit: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: comeBackIn(1000),
  },
  overloaded: { status: 503, type: 'internal_server_error', message: '' },
  server_error: { status: 500, type: 'internal_server_error', message: 'Internal Server Error' },
  timeout: { status: 408, type: INVALID, message: 'Request timed out.' },
  auth: { status: 401, type: INVALID, code: 'invalid_api_key', message: 'Invalid API Key' },
  permission: {
    status: 403,
    type: 'permissions_error',
    code: 'model_permission_blocked_project',
    message:
      'The model is blocked at the project level. Please have a project admin enable this model in the project settings at https://console.groq.com/settings/project/limits',
  },
  not_found: { status: 404, type: INVALID, message: 'Not found.' },
  invalid_request: { status: 400, type: INVALID, message: 'Invalid request.' },
  context_length: {
    status: 400,
    type: INVALID,
    code: 'context_length_exceeded',
    param: 'messages',
    message: 'Please reduce the length of the messages or completion.',
  },
  quota: {
    status: 429,
    type: 'requests',
    code: 'spend_limit_exceeded',
    message: 'Spend limit reached. Raise it at https://console.groq.com/settings/billing.',
  },
  content_filter: { status: 400, type: INVALID, message: 'The request was rejected by the content filter.' },
  bad_gateway: { status: 502, type: 'internal_server_error', message: 'Bad Gateway' },
}

/** What the API says where the code alone tells: answers that the model got wrong. */
const FAILED: Readonly<Record<string, string>> = {
  tool_use_failed: "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
  json_validate_failed: "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
}

/** Groq's errors: absent members are left out, never null (groq.md 5). */
export const wording: Wording = {
  kinds: KINDS,
  detailed(error, exchange) {
    const { details } = error
    if (error.kind === 'overloaded') return { message: overloaded(exchange) }
    if (error.kind === 'not_found' && typeof details['path'] === 'string') return unknownUrl(details)
    if (error.kind === 'rate_limit' && details['meter']) return limited(error, exchange)
    if (error.kind === 'rate_limit' && error.retryAfterMs !== undefined)
      return { message: comeBackIn(error.retryAfterMs) }
    const failed = FAILED[error.code ?? '']
    return failed === undefined ? {} : { message: failed }
  },
  body({ message, type, code, param }, error, exchange) {
    return {
      error: {
        message,
        type,
        ...(code ? { code } : {}),
        ...(param ? { param } : {}),
        ...failedGeneration(error, exchange),
      },
    }
  },
  headers({ status }, error): Record<string, string> {
    if (status !== 429 && status !== 413) return {}
    return { 'retry-after': retryAfterSeconds(error, 60_000) }
  },
}

export const encodeError = encodeErrorBy(wording)

/** The data of the `error` event inside a stream: the body with the status that came too late. */
export function streamError(error: ApiError, exchange: Exchange): object {
  // The wording above gives this shape.
  const { error: body } = errorBody(wording, error, exchange) as { readonly error: object }
  const { status } = encodeError(error, exchange)
  return { error: { ...body, status_code: status } }
}

function failedGeneration(error: ApiError, exchange: Exchange): object {
  if (FAILED[error.code ?? ''] === undefined) return {}
  const stated = error.details['failedGeneration']
  if (typeof stated === 'string') return { failed_generation: stated }
  const [tool] = isChat(exchange) ? exchange.request.tools : []
  return { failed_generation: tool ? JSON.stringify({ name: tool.name, arguments: {} }) : '' }
}

function overloaded(exchange: Exchange): string {
  return `${exchange.request.model} is currently over capacity. Please try again and back off exponentially. Visit https://groqstatus.com to see if there is an active incident.`
}

function unknownUrl({ method, path }: ApiError['details']): Partial<Words> {
  return {
    code: 'unknown_url',
    message: `Unknown request URL: ${String(method)} ${String(path)}. Please check the URL for typos, or see the docs at https://console.groq.com/docs/`,
  }
}

const LIMITS: Record<LimitName, readonly [words: string, type: string]> = {
  requestsPerMinute: ['requests per minute (RPM)', 'requests'],
  requestsPerDay: ['requests per day (RPD)', 'requests'],
  tokensPerMinute: ['tokens per minute (TPM)', 'tokens'],
  inputTokensPerMinute: ['tokens per minute (TPM)', 'tokens'],
  outputTokensPerMinute: ['tokens per minute (TPM)', 'tokens'],
  tokensPerDay: ['tokens per day (TPD)', 'tokens'],
  imagesPerMinute: ['images per minute', 'requests'],
  // The API has none of these; a user may.
  concurrentRequests: ['concurrent requests', 'requests'],
  requestsPerHour: ['requests per hour (RPH)', 'requests'],
  requestsPerMonth: ['requests per month', 'requests'],
  tokensPerHour: ['tokens per hour (TPH)', 'tokens'],
}

const ORGANIZATION = `org_01${drawId(0, 'organization', 24, ALNUM.toLowerCase())}`

/** What a rate limit says that nobody counted: a fault's, or an error of a rule's. */
function comeBackIn(waitMs: number): string {
  return `Rate limit reached for requests. Please try again in ${goDuration(waitMs)}.`
}

/** 429 while the bucket is too full, 413 where the request alone is larger than it. */
function limited({ details, retryAfterMs }: ApiError, exchange: Exchange): Partial<Words> {
  // The limiter states the meter and what was asked of it.
  const meter = details['meter'] as Meter
  const requested = Number(details['requested'])
  const [words, type] = LIMITS[meter.name]
  const where = `for model \`${exchange.request.model}\` in organization \`${ORGANIZATION}\` service tier \`on_demand\` on ${words}: Limit ${meter.limit}`
  const upgrade = 'Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing'
  if (retryAfterMs === undefined) {
    const message = `Request too large ${where}, Requested ${requested}, please reduce your message size and try again. ${upgrade}`
    return { status: 413, type, message }
  }
  return {
    type,
    message: `Rate limit reached ${where}, Used ${usedOf(meter)}, Requested ${requested}. Please try again in ${goDuration(retryAfterMs)}. ${upgrade}`,
  }
}

/** 400 in Groq's words. */
export function refused(message: string, param?: string): ApiError {
  return new ApiError('invalid_request', message, param === undefined ? {} : { param })
}

/** 404 for a model that does not exist (recorded). */
export function modelNotFound(model: string): ApiError {
  return new ApiError('not_found', `The model \`${model}\` does not exist or you do not have access to it.`, {
    code: 'model_not_found',
  })
}
