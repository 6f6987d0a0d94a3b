import type { Completion } from '../../../src/completion.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { AnyEndpoint, Endpoint } from '../../../src/provider.ts'
import { compact } from './compact.ts'
import { conversations } from './conversations.ts'
import { countInputTokens } from './count-tokens.ts'
import { cutOf } from './cut.ts'
import { encode } from './encode.ts'
import { encodeStream } from './encode-stream.ts'
import { openaiProfile } from './openai-profile.ts'
import type { ResponsesProfile } from './profile.ts'
import { storedResponses } from './stored-responses.ts'
import type { ResponsesRequest } from './to-request.ts'
import type { WireRequest } from './wire.ts'

/** POST /responses in a provider's way; OpenAI's unless told otherwise. */
export function responses(profile: ResponsesProfile = openaiProfile): Endpoint<ResponsesRequest, Completion> {
  return {
    name: profile.name ?? 'responses',
    method: 'POST',
    path: profile.path ?? '/responses',
    operation: 'chat',
    style: 'pretty',
    ...(profile.contentType === undefined ? {} : { contentType: profile.contentType }),
    framing: profile.framing ?? sse,
    parse: (call) => profile.parse(call),
    // Direct calls have no body of this dialect.
    answersAtHeaders: ({ wire }) => (wire as WireRequest | undefined)?.background === true,
    encode: (exchange) => encode(exchange, profile),
    encodeStream: (exchange) => encodeStream(exchange, profile),
    encodeError: (error, exchange) => profile.encodeError(error, exchange),
    headers: (exchange) => profile.headers(exchange),
    toolCallId: (seed, name) => profile.ids.call(seed, name),
    cut: cutOf(profile),
  }
}

/** Everything under /responses and /conversations. */
export function responsesEndpoints(profile: ResponsesProfile = openaiProfile): readonly AnyEndpoint[] {
  return [
    responses(profile),
    countInputTokens(profile),
    compact(profile),
    ...storedResponses(profile),
    ...conversations(profile),
  ]
}
