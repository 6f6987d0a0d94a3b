import { ApiError, type ErrorKind } from '../../src/errors.ts'
import { spentMeter } from '../compatible/limits.ts'
import { encodeErrorBy, type Wording, type Words } from '../compatible/wording.ts'

const INVALID = 'invalid_request_error'

const KINDS: Record<ErrorKind, Words> = {
  rate_limit: {
    status: 429,
    type: 'rate_limit_error',
    message: 'You have reached the concurrency limit of this model. Please pace your requests and try again.',
  },
  overloaded: {
    status: 503,
    type: 'service_unavailable_error',
    message: 'Service is too busy. We advise users to temporarily switch to alternative LLM API service providers.',
  },
  server_error: { status: 500, type: 'server_error', message: 'Internal server error. Please retry later.' },
  timeout: { status: 504, type: 'server_error', message: 'The request timed out.' },
  auth: { status: 401, type: 'authentication_error', message: '' },
  permission: { status: 403, type: 'permission_error', message: 'Your account may not use this API.' },
  not_found: { status: 404, type: INVALID, message: 'Not Found' },
  invalid_request: { status: 400, type: INVALID, message: 'Invalid request.' },
  context_length: { status: 400, type: INVALID, message: '' },
  quota: { status: 402, type: 'unknown_error', message: 'Insufficient Balance' },
  content_filter: { status: 400, type: INVALID, message: 'Content Exists Risk' },
  bad_gateway: { status: 502, type: 'server_error', message: 'Bad Gateway' },
}

/** DeepSeek's errors: OpenAI's envelope, the same code for all of them (deepseek.md 4, recordings of June 2026). */
export const wording: Wording = {
  kinds: KINDS,
  detailed(error) {
    const { kind, details } = error
    const { name = 'concurrentRequests' } = spentMeter(error) ?? {}
    // The service has no such limits; a user may.
    if (kind === 'rate_limit' && name !== 'concurrentRequests')
      return { message: 'You are sending requests too quickly. Please pace your requests reasonably.' }
    if (kind === 'auth') return { message: authText(details['key']) }
    if (kind === 'context_length') return { message: windowText(details) }
    return {}
  },
  body: ({ message, type, param }) => ({ error: { message, type, param: param ?? null, code: INVALID } }),
  // A refusal of the model's own comes as bytes (recorded).
  contentType: (_, { kind }) => (kind === 'context_length' ? 'application/octet-stream' : undefined),
}

export const encodeError = encodeErrorBy(wording)

function authText(key: unknown): string {
  return typeof key === 'string'
    ? `Authentication Fails, Your api key: ****${key.slice(-4)} is invalid`
    : 'Authentication Fails (auth header format should be Bearer sk-...)'
}

function windowText({ inputTokens, most, maxTokens }: ApiError['details']): string {
  const output = typeof maxTokens === 'number' ? maxTokens : 0
  return `This model's maximum context length is ${String(most)} tokens. However, you requested ${Number(inputTokens) + output} tokens (${String(inputTokens)} in the messages, ${output} in the completion). Please reduce the length of the messages or completion.`
}

/** 400 in DeepSeek's words. */
export function refused(message: string): ApiError {
  return new ApiError('invalid_request', message)
}

/** 400 for a model that does not exist. */
export function unknownModel(model: string): ApiError {
  return new ApiError(
    'not_found',
    `The supported API model names are deepseek-v4-pro or deepseek-v4-flash, but you passed ${model}.`,
    { status: 400 },
  )
}
