import { ApiError, type ErrorKind } from '../../../src/errors.ts'
import { plainKinds, windowText } from '../../compatible/plain-errors.ts'
import { encodeErrorBy, type Wording } from '../../compatible/wording.ts'

/** `code` of each kind; those of refused requests and unknown models are published, the others are worded alike. */
const CODES: Record<ErrorKind, string> = {
  rate_limit: 'rate_limit_error',
  overloaded: 'service_unavailable_error',
  server_error: 'internal_server_error',
  timeout: 'timeout_error',
  auth: 'authentication_error',
  permission: 'permission_denied_error',
  not_found: 'not_found_error',
  invalid_request: 'validation_error',
  context_length: 'validation_error',
  quota: 'rate_limit_error',
  content_filter: 'validation_error',
  bad_gateway: 'internal_server_error',
}

/** Errors of bedrock-mantle: OpenAI's envelope with codes of its own, members by name (published in 2026). */
export const wording: Wording = {
  kinds: plainKinds({ quota: { status: 429 } }),
  detailed: (error, exchange) => (error.kind === 'context_length' ? { message: windowText(error, exchange) } : {}),
  body: ({ status, message }, { kind, code, param = null }) => ({
    error: {
      code: code ?? CODES[kind],
      message,
      param,
      type: status >= 500 ? 'server_error' : 'invalid_request_error',
    },
  }),
}

export const encodeError = encodeErrorBy(wording)

/** 400 in the words of this endpoint. */
export function refused(message: string, param: string | null = null): ApiError {
  return new ApiError('invalid_request', message, { param })
}

/** 404 for a model that does not exist. */
export function unknownModel(model: string): ApiError {
  return new ApiError('not_found', `The model '${model}' does not exist`)
}

/** OpenAI's own models are below `/openai/v1` and Claude below `/anthropic`; all others below `/v1`. */
export type Route = 'openai' | 'plain'

/** Refuses a model that is not served on a route (published); throws. */
export function checkRoute(id: string, route: Route, path: string): void {
  const isOpenai = isHosted(id)
  if (id.startsWith('anthropic.') || (isOpenai && path.includes('chat')))
    throw refused(`The model '${id}' does not support the '${path}' API`)
  if (isOpenai !== (route === 'openai')) throw refused(`model \`${id}\` isn't supported on this route`)
}

/** Whether a model is one of OpenAI's own, which answer as OpenAI's Responses API does. */
export function isHosted(id: string): boolean {
  return id.startsWith('openai.gpt-5')
}
