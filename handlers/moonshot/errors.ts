import type { LimitName } from '../../src/rate-limit.ts'
import { spentMeter } from '../compatible/limits.ts'
import { encodeErrorBy, retryAfterSeconds, type Wording } from '../compatible/wording.ts'
import { plainKinds, refusals, retryAfterOn429 } from '../compatible/plain-errors.ts'

const INVALID = 'invalid_request_error'

const WHAT: Partial<Record<LimitName, string>> = {
  concurrentRequests: 'concurrency',
  tokensPerDay: 'TPD',
  requestsPerDay: 'RPD',
}

/** Moonshot's errors: message and type only; wording from its error reference, by memory. */
export const wording: Wording = {
  kinds: plainKinds({
    auth: { type: 'invalid_authentication_error', message: 'Invalid Authentication' },
    rate_limit: { type: 'rate_limit_reached_error' },
    overloaded: {
      status: 429,
      type: 'engine_overloaded_error',
      message: 'The engine is currently overloaded, please try again later',
    },
    quota: {
      status: 429,
      type: 'exceeded_current_quota_error',
      message: 'Your account is suspended, please check your plan and billing details',
    },
    permission: { type: 'permission_denied_error', message: 'The API you are accessing is not open' },
    not_found: { type: 'resource_not_found_error', message: 'The requested resource was not found' },
    invalid_request: { type: INVALID },
    context_length: { type: INVALID },
    content_filter: { type: 'content_filter', message: 'The request was rejected because it was considered high risk' },
    server_error: { type: 'server_error', message: 'Server error, please try again later' },
    timeout: { type: 'server_error' },
    bad_gateway: { type: 'server_error' },
  }),
  detailed(error, exchange) {
    if (error.kind === 'rate_limit') {
      const seconds = retryAfterSeconds(error)
      const { name = 'requestsPerMinute', limit } = spentMeter(error) ?? {}
      const what = WHAT[name] ?? (name.includes('okens') ? 'TPM' : 'RPM')
      return {
        message: `Your account reached organization max ${what}: ${limit ?? 500}, please try again after ${seconds} seconds`,
      }
    }
    if (error.kind !== 'context_length') return {}
    const window = Number(error.details['window'] ?? exchange.model?.model.contextWindow ?? 131_072)
    const tokens = Number(error.details['inputTokens'] ?? window + 1)
    return {
      message: `Invalid request: Your request exceeded model token limit: ${window} (requested: ${tokens} tokens)`,
    }
  },
  body: ({ message, type }) => ({ error: { message, type } }),
  headers: retryAfterOn429,
}

export const encodeError = encodeErrorBy(wording)

export const { refused, unknownModel } = refusals((model) => [`Not found the model ${model} or Permission denied`])
