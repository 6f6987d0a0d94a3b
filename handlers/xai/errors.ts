import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import type { LimitName, Meter } from '../../src/rate-limit.ts'
import { usedOf } from '../compatible/limits.ts'
import { encodeErrorBy, type Wording, type Words } from '../compatible/wording.ts'

const INVALID = 'Client specified an invalid argument'

const KINDS: Record<ErrorKind, Words> = {
  rate_limit: { status: 429, code: 'Some resource has been exhausted', message: 'Too many requests.' },
  overloaded: {
    status: 503,
    code: 'The service is currently unavailable',
    message: 'The model is at capacity and currently cannot serve this request. Please try again later.',
  },
  server_error: { status: 500, code: 'Internal error', message: 'Service temporarily unavailable.' },
  timeout: { status: 504, code: 'Deadline expired before operation could complete', message: 'Request timed out.' },
  auth: { status: 401, code: 'Unauthenticated', message: '' },
  permission: {
    status: 403,
    code: 'The caller does not have permission to execute the specified operation',
    message: 'Your API key is not allowed to use this endpoint or model. Ask your team admin for permission.',
  },
  not_found: { status: 404, code: 'Some requested entity was not found', message: 'Not found.' },
  invalid_request: { status: 400, code: INVALID, message: 'Invalid request.' },
  context_length: { status: 400, code: INVALID, message: '' },
  quota: {
    status: 403,
    code: 'The caller does not have permission to execute the specified operation',
    message:
      'Your team has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits or raise your spending limit.',
  },
  content_filter: {
    status: 403,
    code: 'The caller does not have permission to execute the specified operation',
    message: 'Content violates usage guidelines.',
  },
  bad_gateway: { status: 502, code: 'The service is currently unavailable', message: 'Bad gateway.' },
}

/** xAI's errors: two strings side by side; a body of the wrong shape is told in plain text (xai.md 4). */
export const wording: Wording = {
  kinds: KINDS,
  detailed(error, exchange) {
    const { details, kind } = error
    if (kind === 'auth') return authWords(details['key'])
    if (kind === 'context_length') return { message: windowText(details) }
    if (kind === 'not_found' && typeof details['path'] === 'string') return pathWords(details)
    if (kind === 'rate_limit' && details['meter']) return { message: limitText(error, exchange) }
    return {}
  },
  body: ({ status, code, message }) =>
    status === 422 || status === 415 || status === 413 ? message : { code: code ?? INVALID, error: message },
}

export const encodeError = encodeErrorBy(wording)

const TEAM = drawUuid(0, 'xai team')

/** A wrong key is a wrong argument: 400. */
function authWords(key: unknown): Partial<Words> {
  if (typeof key !== 'string') {
    return {
      message:
        'No Authorization header or an invalid one was provided. Please specify an API key in the Authorization header as a bearer token.',
    }
  }
  return {
    status: 400,
    code: INVALID,
    message: `Incorrect API key provided: ${key.slice(0, 2)}***${key.slice(-2)}. You can obtain an API key from https://console.x.ai.`,
  }
}

function windowText({ inputTokens, most }: ApiError['details']): string {
  return `This model's maximum prompt length is ${String(most)} but the request contains ${String(inputTokens)} tokens.`
}

function pathWords({ reason, method, path }: ApiError['details']): Partial<Words> {
  if (reason !== 'method') return { message: `The requested resource was not found: ${String(path)}.` }
  return { status: 405, message: `Method ${String(method)} is not allowed for ${String(path)}.` }
}

const UNIT: Partial<Record<LimitName, string>> = {
  requestsPerMinute: 'Requests per Minute',
  requestsPerHour: 'Requests per Hour',
  requestsPerDay: 'Requests per Day',
  tokensPerDay: 'Tokens per Day',
  concurrentRequests: 'Concurrent Requests',
}

function limitText({ details }: ApiError, exchange: Exchange): string {
  // The limiter states the meter and what was asked of it, which is counted in.
  const meter = details['meter'] as Meter
  const unit = UNIT[meter.name] ?? 'Tokens per Minute'
  const actual = usedOf(meter) + Number(details['requested'])
  return `Too many requests for team ${TEAM} and model ${exchange.request.model}. Your team's rate limit is ${unit} (actual/limit): ${actual}/${meter.limit}.`
}

/** 400 in xAI's words. */
export function refused(message: string): ApiError {
  return new ApiError('invalid_request', message)
}

/** 404 for a model that does not exist. */
export function unknownModel(model: string): ApiError {
  return new ApiError(
    'not_found',
    `The model ${model} does not exist or your team ${TEAM} does not have access to it. Please ensure you're using the correct API key. If you believe this is a mistake, please reach out to support and quote your team ID.`,
    { code: 'not-found' },
  )
}
