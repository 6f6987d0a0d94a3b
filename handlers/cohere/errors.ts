import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import type { WireError } from '../../src/provider.ts'
import type { LimitName, Meter } from '../../src/rate-limit.ts'

interface Wording {
  readonly status: number
  readonly message: (error: ApiError, exchange: Exchange) => string
  /** For what the edge answers and not the API. */
  readonly contentType?: string
}

/** Status and words of every kind (docs.cohere.com/v2/reference/errors; recorded where it says so below). */
const WORDING: Record<ErrorKind, Wording> = {
  rate_limit: { status: 429, message: limitMessage },
  overloaded: {
    status: 503,
    message: () => 'The service is overloaded with requests, please wait and try again later',
  },
  server_error: {
    status: 500,
    message: (_, { seed }) =>
      `internal server error, this has been reported to our developers. id ${drawUuid(seed, 'incident')}`,
  },
  timeout: { status: 504, message: () => 'upstream request timeout', contentType: 'text/plain' },
  auth: { status: 401, message: authMessage },
  permission: { status: 403, message: () => 'the api key has no permission to use this resource' },
  not_found: { status: 404, message: notFoundMessage },
  invalid_request: { status: 400, message: () => 'invalid request: the request body is not valid' },
  context_length: { status: 400, message: windowMessage },
  quota: {
    status: 402,
    message: () =>
      'Please add or update your payment method at https://dashboard.cohere.com/billing?tab=payment to continue',
  },
  content_filter: {
    status: 498,
    message: () => 'blocked input: please review your prompt and https://docs.cohere.com/docs/usage-guidelines',
  },
  bad_gateway: { status: 502, message: () => gatewayPage(502), contentType: 'text/html; charset=UTF-8' },
}

/** The error as the API answers it: `{ id, message }`, or the plain words of the edge and of the router. */
export function encodeError(error: ApiError, exchange: Exchange): WireError {
  const wording = WORDING[error.kind]
  const isWrongMethod = error.details['reason'] === 'method'
  const status = error.status ?? (isWrongMethod ? 405 : wording.status)
  if (error.message === '' && wording.contentType)
    return { status, body: wording.message(error, exchange), contentType: wording.contentType }
  // The router's own words for what is no endpoint (section 9): Go's, as text.
  if (error.message === '' && typeof error.details['path'] === 'string') {
    const body = isWrongMethod ? '' : '404 page not found'
    return { status, body, contentType: 'text/plain; charset=utf-8' }
  }
  return { status, body: errorBody(error, exchange) }
}

/** The body of an error. */
export function errorBody(error: ApiError, exchange: Exchange): object {
  return {
    id: drawUuid(exchange.seed, 'error'),
    message: errorMessage(error, exchange),
    ...(error.type === undefined ? {} : { error_type: error.type }),
  }
}

/** The words of an error; also what a broken stream says. */
export function errorMessage(error: ApiError, exchange: Exchange): string {
  return error.message === '' ? WORDING[error.kind].message(error, exchange) : error.message
}

/** Recorded 2026-08: all of a short key is starred. */
function authMessage({ details }: ApiError): string {
  const key = details['key']
  if (typeof key !== 'string') return 'no api key supplied'
  const stars = '*'.repeat(key.length)
  return `Incorrect API key provided: ${stars}. You can find your API key at https://dashboard.cohere.com/api-keys.`
}

function notFoundMessage({ details }: ApiError, { request }: Exchange): string {
  return typeof details['path'] === 'string' ? '404 page not found' : unknownModel(request.model).message
}

function windowMessage({ details }: ApiError): string {
  const more = Number(details['inputTokens'] ?? 0) - Number(details['most'] ?? 0)
  return `too many tokens: size limit exceeded by ${Math.max(1, more)} tokens. Try using shorter or fewer inputs, or setting prompt_truncation='AUTO'.`
}

const TRIAL =
  "You can continue to use the Trial key for free or upgrade to a Production key with higher rate limits at 'https://dashboard.cohere.com/api-keys'. Contact us on 'https://discord.gg/XW44jPfYJu' or email us at support@cohere.com with any questions"

const LIMIT_TEXT: Record<LimitName, (limit: number) => string> = {
  requestsPerMinute: (limit) => `You are using a Trial key, which is limited to ${limit} API calls / minute. ${TRIAL}`,
  requestsPerDay: (limit) => `You are using a Trial key, which is limited to ${limit} API calls / day. ${TRIAL}`,
  tokensPerMinute: tokenLimit,
  inputTokensPerMinute: tokenLimit,
  outputTokensPerMinute: tokenLimit,
  tokensPerDay: (limit) => `trial token rate limit exceeded, limit is ${limit} tokens per day`,
  requestsPerHour: (limit) => `You are using a Trial key, which is limited to ${limit} API calls / hour. ${TRIAL}`,
  requestsPerMonth: (limit) => `You are using a Trial key, which is limited to ${limit} API calls / month. ${TRIAL}`,
  tokensPerHour: (limit) => `trial token rate limit exceeded, limit is ${limit} tokens per hour`,
  concurrentRequests: () => 'Please wait and try again later',
  imagesPerMinute: (limit) => `trial image rate limit exceeded, limit is ${limit} images per minute`,
}

function tokenLimit(limit: number): string {
  return `trial token rate limit exceeded, limit is ${limit} tokens per minute`
}

/** Requests per minute of a trial key, at most; more is a production key's. */
export const TRIAL_REQUESTS = 100

function limitMessage({ details }: ApiError): string {
  const meter = details['meter'] as Meter | undefined
  if (!meter || (meter.name === 'requestsPerMinute' && meter.limit > TRIAL_REQUESTS))
    return 'You are past the per minute request limit, please wait and try again later.'
  return LIMIT_TEXT[meter.name](meter.limit)
}

/** The page of Google's load balancer, which stands before the API (`via: 1.1 google`). */
function gatewayPage(status: number): string {
  return `\n<html><head>\n<meta http-equiv="content-type" content="text/html;charset=utf-8">\n<title>${status} Server Error</title>\n</head>\n<body text=#000000 bgcolor=#ffffff>\n<h1>Error: Server Error</h1>\n<h2>The server encountered a temporary error and could not complete your request.<p>Please try again in 30 seconds.</h2>\n<h2></h2>\n</body></html>\n`
}

/** 404 for a model that does not exist (recorded). */
export function unknownModel(model: string): ApiError {
  return new ApiError(
    'not_found',
    `model '${model}' not found, make sure the correct model ID was used and that you have access to the model.`,
  )
}

/** 400 in the words of the API. */
export function refused(message: string, hint?: string): ApiError {
  return new ApiError('invalid_request', message, hint === undefined ? {} : { hint })
}
