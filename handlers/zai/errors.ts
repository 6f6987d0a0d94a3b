import { spentMeter } from '../compatible/limits.ts'
import { encodeErrorBy, type Wording } from '../compatible/wording.ts'
import { plainKinds, refusals } from '../compatible/plain-errors.ts'

/** Z.ai's errors: a number as text, and a message (openai-compatible.md 4). */
export const wording: Wording = {
  kinds: plainKinds({
    rate_limit: {
      code: '1302',
      message:
        'High concurrency usage of this API, please reduce concurrency or contact customer service to increase limits',
    },
    overloaded: {
      status: 429,
      code: '1305',
      message: 'The service may be temporarily overloaded, please try again later',
    },
    quota: { status: 429, code: '1113', message: 'Insufficient balance or no resource package. Please recharge.' },
    auth: { code: '1000', message: 'Authentication Failed' },
    permission: { code: '1220', message: 'You do not have permission to access the API' },
    invalid_request: { code: '1210', message: 'Invalid API parameter, please check the documentation.' },
    context_length: { code: '1261', message: 'Prompt exceeds max length' },
    content_filter: {
      code: '1301',
      message:
        'System detected potentially unsafe or sensitive content in input or generation. Please avoid using prompts that may generate sensitive content.',
    },
    server_error: { code: '500', message: 'Internal Error' },
    not_found: { code: '404', message: 'Not Found' },
    timeout: { code: '1234', message: 'Network error, please contact customer service' },
    bad_gateway: { code: '502', message: 'Bad Gateway' },
  }),
  detailed(error) {
    if (error.kind === 'auth' && error.details['reason'] === 'missing')
      return { code: '1001', message: 'Authentication parameter not received in Header, unable to authenticate' }
    const { name = 'concurrentRequests' } = spentMeter(error) ?? {}
    if (error.kind === 'rate_limit' && name !== 'concurrentRequests')
      return {
        code: '1303',
        message:
          'High frequency usage of this API, please reduce frequency or contact customer service to increase limits',
      }
    const tokens = error.details['inputTokens']
    if (error.kind !== 'context_length' || tokens === undefined) return {}
    return { message: `Prompt exceeds max length: ${String(tokens)} tokens` }
  },
  body: ({ message, code }) => ({ error: { code, message } }),
}

export const encodeError = encodeErrorBy(wording)

export const { refused, unknownModel } = refusals(() => ['Unknown Model, please check the model code.', 400, '1211'])
