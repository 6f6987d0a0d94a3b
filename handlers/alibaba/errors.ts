import type { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import { spentMeter } from '../compatible/limits.ts'
import { encodeErrorBy, type Wording } from '../compatible/wording.ts'
import { plainKinds, refusals, retryAfterOn429 } from '../compatible/plain-errors.ts'

const INVALID = 'invalid_request_error'

/** Alibaba's errors: OpenAI's envelope with the request's id beside it; wording from its error reference, by memory. */
export const wording: Wording = {
  kinds: plainKinds({
    auth: {
      type: INVALID,
      code: 'invalid_api_key',
      message:
        'Incorrect API key provided. For details, see: https://www.alibabacloud.com/help/en/model-studio/error-code#apikey-error',
    },
    rate_limit: {
      type: 'limit_requests',
      code: 'limit_requests',
      message:
        'You exceeded your current requests list. For details, see: https://www.alibabacloud.com/help/en/model-studio/error-code#rate-limit',
    },
    overloaded: {
      type: 'ServiceUnavailable',
      code: 'ServiceUnavailable',
      message:
        'Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.',
    },
    quota: {
      status: 400,
      type: 'Arrearage',
      code: 'Arrearage',
      message: 'Access denied, please make sure your account is in good standing.',
    },
    permission: { type: 'access_denied', code: 'access_denied', message: 'Access denied.' },
    not_found: { type: INVALID, code: 'not_found' },
    invalid_request: { type: INVALID, code: 'invalid_parameter_error' },
    context_length: { type: INVALID, code: 'invalid_parameter_error' },
    content_filter: {
      type: 'data_inspection_failed',
      code: 'data_inspection_failed',
      message: 'Input data may contain inappropriate content.',
    },
    server_error: {
      type: 'internal_error',
      code: 'internal_error',
      message: 'An internal error has occured, please try again later or contact service support.',
    },
    timeout: {
      type: 'request_timeout',
      code: 'request_timeout',
      message: 'Request timed out, please try again later.',
    },
    bad_gateway: { type: 'internal_error', code: 'internal_error' },
  }),
  detailed(error: ApiError, exchange: Exchange) {
    if (error.kind === 'auth' && error.details['reason'] === 'missing')
      return {
        code: null,
        message:
          "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
      }
    const { name = '' } = spentMeter(error) ?? {}
    if (name.startsWith('tokens'))
      return {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
        message:
          'You exceeded your current quota, please check your plan and billing details. For details, see: https://www.alibabacloud.com/help/en/model-studio/error-code#token-limit',
      }
    return error.kind === 'context_length' ? { message: inputText(error, exchange) } : {}
  },
  body: ({ message, type, param, code }, _, exchange) => ({
    error: { message, type, param: param ?? null, code: code ?? null },
    request_id: drawUuid(exchange.seed, 'request'),
  }),
  headers: retryAfterOn429,
}

export const encodeError = encodeErrorBy(wording)

export const { refused, unknownModel } = refusals((model) => [
  `The model \`${model}\` does not exist or you do not have access to it.`,
  404,
  'model_not_found',
])

function inputText({ details }: ApiError, { model }: Exchange): string {
  const window = Number(details['window'] ?? model?.model.contextWindow ?? 131_072)
  return `<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, ${window}]`
}
