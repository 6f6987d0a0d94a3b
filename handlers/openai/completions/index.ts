import { cutByToken } from '../../../src/chunking.ts'
import type { Completion } from '../../../src/completion.ts'
import type { ApiError } from '../../../src/errors.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { Framing } from '../../../src/framing/framing.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { Endpoint, WireError } from '../../../src/provider.ts'
import { deltaTextOf, type Cut } from '../../../src/stream.ts'
import { encodeError } from '../errors.ts'
import { routedHeaders } from '../operation-headers.ts'
import { encode } from './encode.ts'
import { encodeStream } from './encode-stream.ts'
import { parseRequest, type LegacyRequest } from './parse.ts'

/** The content type has no charset here (recorded). */
const plainSse: Framing = { ...sse, contentType: 'text/event-stream' }

/** POST /completions: the API before chat. */
export function completions(): Endpoint<LegacyRequest, Completion> {
  return {
    name: 'completions',
    method: 'POST',
    path: '/completions',
    operation: 'chat',
    style: 'pretty+newline',
    framing: plainSse,
    parse: parseRequest,
    encode,
    encodeStream,
    encodeError: encodeLegacyError,
    headers: (exchange) =>
      exchange.error
        ? routedHeaders(exchange)
        : { 'cache-control': 'no-cache, must-revalidate', ...routedHeaders(exchange) },
    cut:
      (_, tokenizer): Cut =>
      (part) =>
        cutByToken(deltaTextOf(part), tokenizer),
  }
}

/** A prompt beyond the window is refused in the words of the time. */
function encodeLegacyError(error: ApiError, exchange: Exchange): WireError {
  if (error.kind !== 'context_length' || error.message !== '') return encodeError(error, exchange)
  const window = Number(error.details['window'] ?? exchange.model?.model.contextWindow ?? 4096)
  const prompt = Number(error.details['inputTokens'] ?? window + 1)
  const answer = Number(error.details['maxTokens'] ?? 16)
  const message = `This model's maximum context length is ${window} tokens, however you requested ${prompt + answer} tokens (${prompt} in your prompt; ${answer} for the completion). Please reduce your prompt; or completion length.`
  return encodeError(error.with({ message }), exchange)
}
