import type { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { WireError } from '../../src/provider.ts'
import { encodeErrorBy, type Wording } from '../compatible/wording.ts'
import { plainKinds, refusals, retryAfterOn429, windowText } from '../compatible/plain-errors.ts'

/** Perplexity's errors: the code is the HTTP status as a number (401 recorded; others by memory). */
export const wording: Wording = {
  kinds: plainKinds({
    auth: { type: 'invalid_api_key', message: 'Invalid API key provided. Ensure your API key is correct and active.' },
    permission: { type: 'forbidden' },
    rate_limit: {
      type: 'requests_rate_limit_exceeded',
      message: 'Request rate limit exceeded, please try again later.',
    },
    overloaded: { type: 'service_unavailable' },
    quota: {
      status: 401,
      type: 'insufficient_quota',
      message: 'You exceeded your current quota, please check your plan and billing details.',
    },
    not_found: { type: 'not_found' },
    invalid_request: { type: 'bad_request' },
    context_length: { type: 'bad_request' },
    content_filter: { type: 'bad_request' },
    server_error: { type: 'internal_server_error' },
    timeout: { type: 'timeout' },
    bad_gateway: { type: 'bad_gateway' },
  }),
  detailed: (error, exchange) => (error.kind === 'context_length' ? { message: windowText(error, exchange) } : {}),
  body: ({ message, type, status }) => ({ error: { message, type, code: status } }),
  headers: retryAfterOn429,
}

const encode = encodeErrorBy(wording)

/** An error as one line (recorded). */
export function encodeError(error: ApiError, exchange: Exchange): WireError {
  const { body, ...wire } = encode(error, exchange)
  if ('page' in error.details) return { body, ...wire }
  return { ...wire, body: `${JSON.stringify(body)}\n`, contentType: 'application/json' }
}

export const { refused } = refusals(() => [''])

/** 400 for a model that does not exist. */
export function unknownModel(model: string): ApiError {
  return refused(
    `Invalid model '${model}'. Permitted models can be found in the documentation at https://docs.perplexity.ai/guides/model-cards.`,
  ).with({ type: 'invalid_model' })
}
