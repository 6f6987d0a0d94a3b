import { ApiError, type ErrorKind } from '../../../src/errors.ts'
import type { Voice } from '../../../src/provider.ts'
import { gemini } from '../gemini.ts'
import { JSON_TYPE } from '../transport.ts'

/** Codes are words here (recorded: `invalid_request`). */
const CODES: Record<ErrorKind, string> = {
  invalid_request: 'invalid_request',
  context_length: 'invalid_request',
  content_filter: 'invalid_request',
  auth: 'authentication_error',
  permission: 'permission_denied',
  not_found: 'not_found',
  rate_limit: 'rate_limit_exceeded',
  quota: 'rate_limit_exceeded',
  overloaded: 'service_unavailable',
  server_error: 'internal_error',
  timeout: 'timeout',
  bad_gateway: 'service_unavailable',
}

/** Errors and headers of interactions. */
export const voice: Voice = {
  // The tier stands in the body alone (recorded).
  headers(exchange) {
    const { 'x-gemini-service-tier': _tier, ...headers } = gemini.headers(exchange)
    return headers
  },
  encodeError(error, exchange) {
    const wire = gemini.errors.encodeError(error, exchange)
    if (wire.contentType?.startsWith('text/html')) return wire
    return { status: wire.status, body: { error: errorOf(error, exchange) }, contentType: JSON_TYPE }
  },
}

/** The error in an interaction's words. */
export function errorOf(error: ApiError, exchange: Parameters<Voice['encodeError']>[1]): object {
  const { message } = gemini.errors.errorBody(error, exchange).error
  return { code: CODES[error.kind], message: message.replace(/^\* \w+\.|\n$/g, '') }
}

export function refused(message: string): ApiError {
  return new ApiError('invalid_request', message)
}

export function notFound(id: string): ApiError {
  return new ApiError('not_found', `Interaction '${id}' not found.`)
}
