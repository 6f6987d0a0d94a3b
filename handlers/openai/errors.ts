import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { JsonStyle, WireError } from '../../src/provider.ts'
import type { LimitName, Meter } from '../../src/rate-limit.ts'
import { goDuration } from './duration.ts'
import { edgePage } from './edge-page.ts'
import { organizationIdOf } from './identity.ts'
import type { OpenAiTraits } from './models.ts'
import { refused } from './wording.ts'

interface Wording {
  readonly status: number
  readonly type: string
  readonly code: string | null
  readonly message: string
}

/** Status, type, code and words of each kind where the error itself says nothing else (openai-chat.md 14). */
const WORDING: Record<ErrorKind, Wording> = {
  rate_limit: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: comeBackIn(1000),
  },
  overloaded: {
    status: 503,
    type: 'server_error',
    code: null,
    message:
      'That model is currently overloaded with other requests. You can retry your request, or contact us through our help center at help.openai.com if the error persists.',
  },
  server_error: {
    status: 500,
    type: 'server_error',
    code: null,
    message: 'The server had an error while processing your request. Sorry about that!',
  },
  timeout: { status: 408, type: 'server_error', code: null, message: 'Request timed out.' },
  auth: { status: 401, type: 'invalid_request_error', code: null, message: '' },
  permission: {
    status: 403,
    type: 'invalid_request_error',
    code: 'missing_scope',
    message:
      "You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role in your organization (Reader, Writer, Owner) and project (Viewer, Member, Owner), and if you're using a restricted API key, that it has the necessary scopes.",
  },
  not_found: { status: 404, type: 'invalid_request_error', code: null, message: 'Not found.' },
  invalid_request: { status: 400, type: 'invalid_request_error', code: null, message: 'Invalid request.' },
  context_length: { status: 400, type: 'invalid_request_error', code: 'context_length_exceeded', message: '' },
  quota: {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message:
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
  },
  content_filter: {
    status: 400,
    type: 'invalid_request_error',
    code: 'invalid_prompt',
    message:
      'Invalid prompt: your prompt was flagged as potentially violating our usage policy. Please try again with a different prompt: https://platform.openai.com/docs/guides/reasoning#advice-on-prompting',
  },
  bad_gateway: { status: 502, type: 'server_error', code: null, message: '' },
}

/** The error as the API answers it: `{ error: { message, type, param, code } }`, or the edge's HTML page for `bad_gateway`. */
export function encodeError(error: ApiError, exchange: Exchange): WireError {
  const status = statusOf(error)
  const isPage = error.kind === 'bad_gateway' && error.message === ''
  if (isPage)
    return { status, body: edgePage(status, 'api.openai.com', exchange), contentType: 'text/html; charset=UTF-8' }
  const isEarly = status === 401 || status === 404 || status === 405
  const headers = {
    ...retryHeaders(error),
    ...(status === 401 ? { 'www-authenticate': 'Bearer realm="OpenAI API"' } : {}),
  }
  const style: JsonStyle = isEarly ? 'pretty+newline' : 'pretty'
  return {
    status,
    style,
    body: errorBody(error, exchange),
    headers,
    ...(isEarly ? { contentType: 'application/json; charset=utf-8' } : {}),
  }
}

/** HTTP status of an error. */
function statusOf(error: ApiError): number {
  if (error.status !== undefined) return error.status
  return error.kind === 'not_found' && error.details['reason'] === 'method' ? 405 : WORDING[error.kind].status
}

/** The body of an error; also the data of an error event inside a stream. */
export function errorBody(error: ApiError, exchange: Exchange): object {
  const wording: Wording & Place = { ...WORDING[error.kind], ...detailed(error, exchange) }
  return {
    error: {
      message: error.message === '' ? wording.message : error.message,
      type: error.type ?? wording.type,
      param: error.param ?? wording.param ?? null,
      code: error.code === undefined ? wording.code : error.code,
    },
  }
}

interface Place {
  readonly param?: string
}

/** Words that depend on the error's details. */
function detailed(error: ApiError, exchange: Exchange): Partial<Wording> & Place {
  const { details } = error
  if (error.kind === 'auth')
    return authWording(details['reason'] === 'missing' ? undefined : (details['key'] ?? keyOf(exchange)))
  if (error.kind === 'not_found' && typeof details['path'] === 'string') return pathWording(details)
  if (error.kind === 'context_length')
    return { message: windowText(details, exchange), ...(hasMessages(exchange) ? { param: 'messages' } : {}) }
  if (error.kind === 'rate_limit' && details['meter']) return limitWording(details, error.retryAfterMs, exchange)
  if (error.kind === 'rate_limit' && error.retryAfterMs !== undefined)
    return { message: comeBackIn(error.retryAfterMs) }
  return {}
}

/** What a rate limit says that nobody counted: a fault's, or an error of a rule's. */
function comeBackIn(waitMs: number): string {
  return `Rate limit reached for requests. Please try again in ${goDuration(waitMs)}. Visit https://platform.openai.com/account/rate-limits to learn more.`
}

function authWording(key: unknown): Partial<Wording> {
  if (typeof key !== 'string') {
    return {
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys.",
    }
  }
  const message = `Incorrect API key provided: ${masked(key)}. You can find your API key at https://platform.openai.com/account/api-keys.`
  return { message, code: 'invalid_api_key' }
}

/** First eight characters, a star for each hidden one, last four; short keys are shown whole (recorded). */
function masked(key: string): string {
  if (key.length <= 12) return key
  return key.slice(0, 8) + '*'.repeat(key.length - 12) + key.slice(-4)
}

function pathWording({ reason, method, path }: ApiError['details']): Partial<Wording> {
  const words = reason === 'method' ? 'Invalid method for URL' : 'Invalid URL'
  return { message: `${words} (${String(method)} ${String(path)})` }
}

function windowText(details: ApiError['details'], { model }: Exchange): string {
  const window = Number(details['window'] ?? model?.model.contextWindow ?? 128_000)
  const tokens = Number(details['inputTokens'] ?? window + 1)
  if (details['isBrief'])
    return 'Your input exceeds the context window of this model. Please adjust your input and try again.'
  const completion = Number(details['completion'] ?? 0)
  if (completion > 0)
    return `This model's maximum context length is ${window} tokens. However, you requested ${tokens + completion} tokens (${tokens} in the messages, ${completion} in the completion). Please reduce the length of the messages or completion.`
  return `This model's maximum context length is ${window} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`
}

function hasMessages({ request: { wire } }: Exchange): boolean {
  return typeof wire === 'object' && wire !== null && 'messages' in wire
}

/** The key that a request brought, for a failure on purpose. */
function keyOf({ headers }: Exchange): string {
  return (headers.get('authorization') ?? '').replace(/^bearer\s+/i, '')
}

const LIMIT_TEXT: Record<LimitName, readonly [words: string, type: string]> = {
  requestsPerMinute: ['requests per min (RPM)', 'requests'],
  tokensPerMinute: ['tokens per min (TPM)', 'tokens'],
  inputTokensPerMinute: ['input tokens per min (TPM)', 'tokens'],
  outputTokensPerMinute: ['output tokens per min (TPM)', 'tokens'],
  requestsPerDay: ['requests per day (RPD)', 'requests'],
  tokensPerDay: ['tokens per day (TPD)', 'tokens'],
  imagesPerMinute: ['input-images per min', 'input-images'],
  // The API has none of these; a user may.
  concurrentRequests: ['concurrent requests', 'requests'],
  requestsPerHour: ['requests per hour', 'requests'],
  requestsPerMonth: ['requests per month', 'requests'],
  tokensPerHour: ['tokens per hour', 'tokens'],
}

function limitWording(
  details: ApiError['details'],
  retryAfterMs: number | undefined,
  exchange: Exchange,
): Partial<Wording> {
  const meter = details['meter'] as Meter
  const requested = Number(details['requested'])
  const [words, type] = LIMIT_TEXT[meter.name]
  const where = `for ${exchange.model?.model.id ?? exchange.request.model} in organization ${organizationIdOf(exchange)} on ${words}: Limit ${meter.limit}`
  const visit = 'Visit https://platform.openai.com/account/rate-limits to learn more.'
  if (retryAfterMs === undefined) {
    return {
      type,
      message: `Request too large ${where}, Requested ${requested}. The input or output tokens must be reduced in order to run successfully. ${visit}`,
    }
  }
  const used = Math.ceil(meter.used - 1e-6)
  return {
    type,
    message: `Rate limit reached ${where}, Used ${used}, Requested ${requested}. Please try again in ${goDuration(retryAfterMs)}. ${visit}`,
  }
}

/** None where no wait would help: the request itself is too large. */
function retryHeaders({ kind, retryAfterMs, details }: ApiError): Record<string, string> {
  if (kind !== 'rate_limit' || (details['meter'] && retryAfterMs === undefined)) return {}
  const waitMs = retryAfterMs ?? 1000
  return { 'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))), 'retry-after-ms': String(Math.ceil(waitMs)) }
}

/** 404 for a model that does not exist. */
export function modelNotFound(model: string): ApiError {
  return new ApiError('not_found', `The model \`${model}\` does not exist or you do not have access to it.`, {
    code: 'model_not_found',
    param: null,
  })
}

/** 404 for a model that is no longer served (recorded). */
export function deprecatedModel(model: string): ApiError {
  const message = `The model \`${model}\` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations`
  return new ApiError('not_found', message, { code: 'model_not_found', param: null })
}

/** 404 for a model that another endpoint serves. */
export function wrongEndpoint(traits: OpenAiTraits): ApiError {
  const message = traits.endpoints.includes('responses')
    ? 'This model is only supported in v1/responses and not in v1/chat/completions.'
    : 'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?'
  return new ApiError('not_found', message, { param: 'model', code: null })
}

/** 400 for a body that is no JSON object. */
export function malformedJson(): ApiError {
  return refused(
    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
    null,
    null,
  )
}
