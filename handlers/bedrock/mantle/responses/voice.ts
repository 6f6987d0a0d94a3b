import { ApiError } from '../../../../src/errors.ts'
import type { Exchange } from '../../../../src/exchange.ts'
import { sse } from '../../../../src/framing/sse.ts'
import { wordsOf } from '../../../compatible/wording.ts'
import { compactJson } from '../../../openai/responses/json.ts'
import type { Failure, Kept, ResponsesExchange, ResponsesProfile } from '../../../openai/responses/profile.ts'
import { encodeError, refused, wording } from '../errors.ts'
import { mantleHeaders } from '../models-endpoint.ts'
import { sorted } from '../sorted.ts'

type Shared = Pick<
  ResponsesProfile,
  'encodeError' | 'failure' | 'framing' | 'headers' | 'missing' | 'writeBody' | 'writeEvent'
>

/** What both kinds of responses have in common: JSON by name, errors and headers. */
export const voice: Shared = {
  framing: { ...sse, contentType: 'text/event-stream' },
  writeBody: (body) => compactJson(sorted(body)),
  writeEvent: (event) => compactJson(sorted(event)),
  encodeError,
  failure,
  missing,
  headers,
}

function headers(exchange: Exchange): Record<string, string> {
  const isStream = exchange.request.stream && !exchange.error
  return { ...mantleHeaders(exchange), ...(isStream ? { 'cache-control': 'no-cache' } : {}) }
}

function failure(error: ApiError, exchange: ResponsesExchange): Failure {
  const { message } = wordsOf(wording, error, exchange)
  const code = error.kind === 'rate_limit' ? 'rate_limit_exceeded' : 'server_error'
  return { event: { code, message, param: null }, response: { error: { code, message } } }
}

function missing(what: Kept, id: string): ApiError {
  if (what === 'previous') return refused(`Previous response with id '${id}' not found.`, 'previous_response_id')
  return new ApiError('not_found', `${what === 'item' ? 'Item' : 'Response'} with id '${id}' not found.`)
}
