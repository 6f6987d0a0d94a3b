import { ApiError, type ErrorKind } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { WireError } from '../../src/provider.ts'
import { drawId, HEX } from '../../src/ids.ts'
import { encodeErrorBy, type Wording, type Words } from '../compatible/wording.ts'

const KINDS: Record<ErrorKind, Words> = {
  rate_limit: { status: 429, type: 'rate_limited', code: '1300', message: 'Rate limit exceeded' },
  overloaded: {
    status: 503,
    type: 'service_tier_capacity_exceeded',
    code: '3505',
    message: 'Service tier capacity exceeded for this model.',
  },
  server_error: { status: 500, type: 'internal_server_error', code: '1000', message: 'Service unavailable.' },
  timeout: { status: 504, type: 'internal_server_error', code: '1000', message: 'The upstream server is timing out' },
  auth: { status: 401, message: 'Unauthorized' },
  permission: {
    status: 403,
    type: 'tier_not_allowed',
    code: '1910',
    message: 'This model is not available in your subscription tier',
  },
  not_found: { status: 404, type: 'not_found', message: 'Not found.' },
  invalid_request: { status: 400, type: 'invalid_request_error', message: 'Invalid request.' },
  context_length: { status: 400, type: 'invalid_request_prompt', code: '3051', message: '' },
  quota: {
    status: 402,
    type: 'payment_required',
    code: '1911',
    message: 'Spending limit reached. Raise it at https://admin.mistral.ai/plateforme/limits.',
  },
  content_filter: { status: 403, type: 'guardrail_violation', code: '3290', message: 'Blocked by guardrail.' },
  bad_gateway: { status: 502, message: 'An invalid response was received from the upstream server' },
}

/** Mistral's errors: flat, `code` a string of digits; the gateway in front has words of its own (mistral.md 7). */
export const wording: Wording = {
  kinds: KINDS,
  detailed({ kind, details }) {
    if (kind === 'context_length') {
      const message = `Prompt contains ${String(details['inputTokens'])} tokens and 0 draft tokens, too large for model with ${String(details['most'])} maximum context length`
      return { message }
    }
    if (kind === 'not_found' && typeof details['path'] === 'string')
      return { message: 'no Route matched with those values' }
    return {}
  },
  body({ status, message, type, code, param }, error, exchange) {
    if (error.kind === 'auth' && error.message === '')
      return { detail: typeof error.details['key'] === 'string' ? 'Invalid API Key' : 'Unauthorized' }
    if (isGateway(error)) return { message, request_id: requestIdOf(exchange) }
    const detail = error.details['detail']
    return {
      object: 'error',
      message: detail === undefined ? message : { detail },
      type,
      param: param ?? null,
      code: code ?? null,
      raw_status_code: status,
    }
  },
}

/** Errors of the gateway, before the API itself is reached. */
function isGateway({ kind, details }: ApiError): boolean {
  return kind === 'bad_gateway' || (kind === 'not_found' && typeof details['path'] === 'string')
}

function requestIdOf(exchange: Exchange): string {
  return drawId(exchange.seed, 'gateway', 32, HEX)
}

const encodeBody = encodeErrorBy(wording)

/** An error; the gateway ends what it says of keys with a line break (recorded). */
export function encodeError(error: ApiError, exchange: Exchange): WireError {
  const wire = encodeBody(error, exchange)
  return error.kind === 'auth'
    ? { ...wire, body: `${JSON.stringify(wire.body)}\n`, contentType: 'application/json' }
    : wire
}

/** 400 for a model that does not exist. */
export function invalidModel(model: string): ApiError {
  return new ApiError('not_found', `Invalid model: ${model}`, { status: 400, type: 'invalid_model', code: '1500' })
}

/** 400 for messages that do not follow each other. */
export function messageOrder(message: string): ApiError {
  return new ApiError('invalid_request', message, { type: 'invalid_request_message_order', code: '3230' })
}

/** 404 for a file that was not uploaded, or is deleted. */
export function noSuchFile(id: string): ApiError {
  return new ApiError('not_found', `No file matches the given query: ${id}`, { type: 'not_found' })
}
