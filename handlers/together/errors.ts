import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Issue, Path } from '../../src/validation.ts'
import type { Refusals } from '../compatible/operation-body.ts'
import { encodeErrorBy, type Wording, type Words } from '../compatible/wording.ts'
import { spentMeter } from '../compatible/limits.ts'
import { responseId } from './ids.ts'

const INVALID = 'invalid_request_error'

const KINDS: Record<ErrorKind, Words> = {
  rate_limit: {
    status: 429,
    type: 'dynamic_request_limited',
    message: 'Your request was limited: you are sending faster than your dynamic rate. Please slow down and try again.',
  },
  overloaded: {
    status: 503,
    type: 'service_unavailable',
    code: 'service_unavailable',
    message: 'The server is overloaded or not ready yet. Please try again later.',
  },
  server_error: { status: 500, type: 'server_error', message: 'Internal server error' },
  timeout: { status: 504, type: 'server_error', message: 'Request timed out' },
  auth: {
    status: 401,
    type: INVALID,
    code: 'invalid_api_key',
    message: 'Invalid API key provided. You can find your API key at https://api.together.ai/settings/api-keys.',
  },
  permission: { status: 403, type: INVALID, message: 'You do not have access to this resource.' },
  not_found: { status: 404, type: INVALID, message: 'Not found' },
  invalid_request: { status: 400, type: INVALID, message: 'Input validation error' },
  context_length: { status: 400, type: INVALID, message: '' },
  quota: {
    status: 402,
    type: 'credit_limit',
    code: 'credit_limit_exceeded',
    message: 'Credit limit exceeded. Please add credits at https://api.together.ai/settings/billing.',
  },
  content_filter: { status: 422, type: INVALID, message: 'The request was flagged by the safety model.' },
  bad_gateway: { status: 502, type: 'server_error', message: 'Bad gateway' },
}

/** Together's errors: OpenAI's envelope behind the id of the request, nulls are kept (together.md 6). */
export const wording: Wording = {
  kinds: KINDS,
  detailed(error) {
    const { kind, details } = error
    if (kind === 'context_length') return { message: windowText(details) }
    if (kind === 'not_found' && typeof details['path'] === 'string')
      return { message: `Unable to find resource: ${String(details['method'])} ${details['path']}` }
    return spentMeter(error)?.name.includes('okens') ? { type: 'dynamic_token_limited' } : {}
  },
  body: ({ message, type, param, code }, _, exchange) => ({
    id: responseId(exchange),
    error: { message, type, param: param ?? null, code: code ?? null },
  }),
  headers(_, error) {
    if (error.kind !== 'rate_limit') return {}
    const isRequests = spentMeter(error)?.name.startsWith('requests')
    return {
      'x-ratelimit-reset': String(Math.max(1, Math.ceil((error.retryAfterMs ?? 1000) / 1000))),
      ...(isRequests ? { 'x-ratelimit-remaining': '0' } : {}),
    }
  },
}

export const encodeError = encodeErrorBy(wording)

function windowText({ inputTokens, most, maxTokens = 0 }: ApiError['details']): string {
  return `Input validation error: \`inputs\` tokens + \`max_new_tokens\` must be <= ${String(most)}. Given: ${String(inputTokens)} \`inputs\` tokens and ${String(maxTokens)} \`max_new_tokens\``
}

/** 400 in Together's words. */
export function refused(message: string, param?: string): ApiError {
  return new ApiError('invalid_request', message, param === undefined ? {} : { param })
}

/** 400 for a model that is not served without an endpoint of one's own, which is what any unknown id may be. */
export function unknownModel(model: string): ApiError {
  return new ApiError(
    'not_found',
    `Unable to access non-serverless model ${model}. Please visit https://api.together.ai/models/${model} to create and start a new dedicated endpoint for the model.`,
    { status: 400, code: 'model_not_available' },
  )
}

/** How bodies are refused, at all endpoints. */
export const refusals: Refusals = {
  malformed: (detail) => refused(`Input validation error: ${detail ?? 'the body is not a JSON object'}`),
  missingModel: () => refused('Missing required field: model', 'model'),
  unknownModel,
  word: ([issue]) => wordIssue(issue!),
}

function wordIssue(issue: Issue): ApiError {
  const name = pathText(issue.path)
  if (issue.kind === 'missing') return refused(`Missing required field: ${name}`, name)
  return refused(`Input validation error: ${name} ${problemOf(issue)}`, name)
}

function problemOf(issue: Issue): string {
  switch (issue.kind) {
    case 'missing':
      return 'is required'
    case 'unknown':
      return 'is not expected'
    case 'type':
      return `must be of type ${issue.expected.join(' or ')}`
    case 'range':
      return `must be ${issue.side === 'below' ? '>=' : '<='} ${issue.bound}`
    case 'choice':
      return `must be one of ${issue.allowed.join(', ')}`
    case 'length':
      return `must have at ${issue.side === 'below' ? 'least' : 'most'} ${issue.bound} ${issue.of === 'array' ? 'items' : 'characters'}`
    case 'pattern':
      return `must match ${issue.pattern}`
  }
}

function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  )
}
