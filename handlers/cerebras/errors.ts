import { spentMeter } from '../compatible/limits.ts'
import { encodeErrorBy, type Wording } from '../compatible/wording.ts'
import { plainKinds, refusals, retryAfterOn429, windowText } from '../compatible/plain-errors.ts'

const PERIOD = /Per(\w+)$/

/** Cerebras's errors: four members, no envelope (openai-compatible.md 4). */
export const wording: Wording = {
  kinds: plainKinds({
    auth: { type: 'invalid_request_error', code: 'wrong_api_key', message: 'Wrong API Key' },
    rate_limit: {
      type: 'too_many_requests_error',
      code: 'request_quota_exceeded',
      message: 'Requests per minute limit exceeded - too many requests sent.',
    },
    overloaded: {
      type: 'server_error',
      code: 'service_unavailable',
      message: "We're experiencing high traffic right now! Please try again soon.",
    },
    quota: {
      type: 'payment_required_error',
      code: 'payment_required',
      message: 'Payment required to access this resource.',
    },
    permission: { type: 'permission_error', code: 'permission_denied' },
    not_found: { type: 'not_found_error', code: 'not_found' },
    invalid_request: { type: 'invalid_request_error', code: 'wrong_api_format' },
    context_length: { type: 'invalid_request_error', code: 'context_length_exceeded', param: 'messages' },
    content_filter: { type: 'invalid_request_error', code: 'content_filter' },
    server_error: { type: 'server_error', code: 'internal_server_error' },
    bad_gateway: { type: 'server_error', code: 'bad_gateway' },
    timeout: { type: 'server_error', code: 'timeout' },
  }),
  detailed(error, exchange) {
    if (error.kind === 'context_length') return { message: windowText(error, exchange) }
    const { name } = spentMeter(error) ?? {}
    if (name === undefined) return {}
    const per = PERIOD.exec(name)?.[1]?.toLowerCase() ?? 'minute'
    return name.startsWith('tokens')
      ? { code: 'token_quota_exceeded', message: `Tokens per ${per} limit exceeded - too many tokens processed.` }
      : { message: `Requests per ${per} limit exceeded - too many requests sent.` }
  },
  body({ message, type, param, code }, error) {
    const flat = { message, type, param: param ?? '', code: code ?? '' }
    // A path that does not exist is refused before the API itself.
    return 'path' in error.details ? { error: flat } : flat
  },
  headers: retryAfterOn429,
}

export const encodeError = encodeErrorBy(wording)

export const { refused, unknownModel } = refusals((model) => [
  `Model ${model} does not exist or you do not have access to it.`,
  404,
  'model_not_found',
])
