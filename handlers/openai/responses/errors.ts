import type { ApiError } from '../../../src/errors.ts'
import type { Exchange } from '../../../src/exchange.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { WireError } from '../../../src/provider.ts'
import { encodeError as encodeShared } from '../errors.ts'
import { failureEvents, writeEvent } from './events.ts'
import type { ResponsesExchange, ResponsesProfile } from './profile.ts'

/** The error as these endpoints word it: the envelope is OpenAI's, a few sentences are their own (openai-responses.md 8). */
export function encodeError(error: ApiError, exchange: Exchange): WireError {
  const wire = encodeShared(worded(error), exchange)
  return typeof wire.body === 'string' ? wire : { ...wire, style: 'pretty', contentType: 'application/json' }
}

/** Errors of POST /responses: an oversized input breaks the stream, not the request (published). */
export function encodeChatError(error: ApiError, exchange: Exchange, profile: ResponsesProfile): WireError {
  const isLate = error.kind === 'context_length' && exchange.request.stream && 'dialect' in exchange.request
  if (!isLate) return encodeError(error, exchange)
  // The request has been parsed by this dialect, as its mark tells.
  return brokenStream(worded(error), exchange as ResponsesExchange, profile)
}

function worded(error: ApiError): ApiError {
  if (error.message !== '') return error
  if (error.kind === 'auth' && error.details['key'] === undefined)
    return error.with({ message: 'Missing bearer or basic authentication in header' })
  if (error.kind !== 'context_length') return error
  return error.with({
    message: 'Your input exceeds the context window of this model. Please adjust your input and try again.',
    param: 'input',
  })
}

/** Status 200: created, in progress, the error at number 2, the failed response. */
function brokenStream(error: ApiError, exchange: ResponsesExchange, profile: ResponsesProfile): WireError {
  const response = profile.response(exchange, 'in_progress', [], true)
  const opening = ['response.created', 'response.in_progress'].map((type, number) =>
    writeEvent(profile, { type, fields: { response } }, number),
  )
  const events = [...opening, ...failureEvents(error, exchange, profile, opening.length)]
  const text = events.map((event, index) => sse.frame(event, index)).join('')
  return { status: 200, body: text, contentType: sse.contentType }
}
