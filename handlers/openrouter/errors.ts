import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawId, BASE62 } from '../../src/ids.ts'
import { encodeErrorBy, retryAfterSeconds, wordsOf, type Wording, type Words } from '../compatible/wording.ts'
import { leftOf, spentMeter } from '../compatible/limits.ts'
import type { Meter } from '../../src/rate-limit.ts'
import { isFree } from './limits.ts'
import { traitsOf } from './models.ts'

const UPSTREAM = 'Provider returned error'

const KINDS: Record<ErrorKind, Words> = {
  rate_limit: { status: 429, message: UPSTREAM },
  overloaded: { status: 503, message: UPSTREAM },
  server_error: { status: 500, message: 'Internal Server Error' },
  timeout: { status: 408, message: 'Request timed out. Please try again later.' },
  auth: { status: 401, message: 'User not found.' },
  permission: { status: 403, message: 'Key limit exceeded. Manage it using https://openrouter.ai/settings/keys' },
  not_found: { status: 404, message: 'Not Found' },
  invalid_request: { status: 400, message: 'Invalid request parameters' },
  context_length: { status: 400, message: '' },
  quota: { status: 402, message: 'Insufficient credits. Add more using https://openrouter.ai/credits' },
  content_filter: { status: 403, message: 'Input was flagged by moderation.' },
  bad_gateway: { status: 502, message: UPSTREAM },
}

/** Whether the words are those of the company that serves the model, not OpenRouter's own. */
const IS_UPSTREAM: Record<ErrorKind, boolean> = {
  rate_limit: true,
  overloaded: true,
  server_error: false,
  timeout: false,
  auth: false,
  permission: false,
  not_found: false,
  invalid_request: false,
  context_length: false,
  quota: false,
  content_filter: false,
  bad_gateway: true,
}

/** OpenRouter's errors: the code is the HTTP status as a number (openrouter.md 5; key order as recorded). */
export const wording: Wording = {
  kinds: KINDS,
  detailed(error, exchange) {
    // A key of another form counts as none (recorded).
    const hasKey = exchange.headers.get('authorization')?.startsWith('Bearer sk-or-') === true
    if (error.kind === 'auth' && (error.details['reason'] === 'missing' || !hasKey))
      return { message: 'Missing Authentication header' }
    if (error.kind === 'not_found' && error.details['reason'] === 'method')
      return { status: 405, message: 'Method Not Allowed' }
    if (error.kind === 'context_length') return { message: windowText(error, exchange) }
    const meter = platformMeter(error, exchange)
    return meter ? { message: platformText(meter) } : {}
  },
  body({ message, status }, error, exchange) {
    const metadata = metadataOf(error, exchange)
    const isEarly = error.kind === 'auth' || (error.kind === 'not_found' && 'path' in error.details)
    return {
      error: { message, code: status, ...(metadata ? { metadata } : {}) },
      ...(isEarly ? {} : { user_id: USER }),
    }
  },
  headers: ({ status }, error): Record<string, string> =>
    Object.fromEntries(status === 429 ? [['retry-after', retryAfterSeconds(error)]] : []),
}

export const encodeError = encodeErrorBy(wording)

const USER = `user_${drawId(0, 'openrouter user', 27, BASE62)}`

function metadataOf(error: ApiError, exchange: Exchange): object | undefined {
  const meter = platformMeter(error, exchange)
  if (meter) return { headers: platformHeaders(meter, error, exchange), provider_name: null }
  const stated = error.details['metadata']
  if (typeof stated === 'object' && stated !== null) return stated
  const model = exchange.request.model
  const name = exchange.model ? traitsOf(exchange.model.model).served[0] : null
  if (error.kind === 'context_length') return { provider_name: null, previous_errors: [] }
  if (error.kind === 'content_filter')
    return {
      reasons: ['violence'],
      flagged_input: exchange.prompt.slice(0, 100),
      provider_name: name,
      model_slug: model,
    }
  if (!IS_UPSTREAM[error.kind]) return undefined
  return { raw: rawOf(error.kind, model), provider_name: name }
}

/** The platform's own limit, that of free models; other limits are told as if an upstream had refused. */
function platformMeter(error: ApiError, { request }: Exchange): Meter | undefined {
  return isFree(request) ? spentMeter(error) : undefined
}

function platformText({ name }: Meter): string {
  if (name !== 'requestsPerDay') return 'Rate limit exceeded: free-models-per-min. '
  return 'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day'
}

function platformHeaders(meter: Meter, { retryAfterMs = 0 }: ApiError, { receivedAtMs }: Exchange): object {
  return {
    'X-RateLimit-Limit': String(meter.limit),
    'X-RateLimit-Remaining': String(leftOf(meter)),
    'X-RateLimit-Reset': String(Math.ceil(receivedAtMs + retryAfterMs)),
  }
}

function rawOf(kind: ErrorKind, model: string): string {
  return kind === 'rate_limit'
    ? `${model} is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits: https://openrouter.ai/settings/integrations`
    : 'ERROR'
}

function windowText({ details }: ApiError, { model }: Exchange): string {
  const window = Number(details['window'] ?? model?.model.contextWindow ?? 128_000)
  const input = Number(details['inputTokens'] ?? window + 1)
  const output = Number(details['maxTokens'] ?? 0)
  const parts = output > 0 ? `${input} of text input, ${output} in the output` : `${input} of text input`
  return `This endpoint's maximum context length is ${window} tokens. However, you requested about ${input + output} tokens (${parts}). Please reduce the length of either one, or use the context-compression plugin to compress your prompt automatically.`
}

/** The words of the metadata inside a stream (the official client's schema). */
const ERROR_TYPES: Record<ErrorKind, string> = {
  rate_limit: 'rate_limit_exceeded',
  overloaded: 'provider_overloaded',
  server_error: 'server',
  timeout: 'timeout',
  auth: 'authentication',
  permission: 'permission_denied',
  not_found: 'not_found',
  invalid_request: 'invalid_request',
  context_length: 'context_length_exceeded',
  quota: 'payment_required',
  content_filter: 'content_policy_violation',
  bad_gateway: 'provider_unavailable',
}

/** What goes wrong inside a stream: code, message and type (openrouter.md 5). */
export function streamError(error: ApiError, exchange: Exchange): object {
  const { status, message } = wordsOf(wording, error, exchange)
  return { code: status, message, metadata: { error_type: errorTypeOf(error) } }
}

/** The kind of an error in OpenRouter's words. */
export function errorTypeOf({ kind }: ApiError): string {
  return ERROR_TYPES[kind]
}

/** 400 in OpenRouter's words. */
export function refused(message: string): ApiError {
  return new ApiError('invalid_request', message)
}

/** 400 for a model that does not exist. */
export function unknownModel(model: string): ApiError {
  return new ApiError('invalid_request', `${model} is not a valid model ID`)
}

/** 404 where no company may serve the request. */
export function noEndpoints(message: string, metadata?: object): ApiError {
  return new ApiError('not_found', message, metadata ? { details: { metadata } } : {})
}
