import type { Completion } from '../../../src/completion.ts'
import type { Framing } from '../../../src/framing/framing.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { Endpoint } from '../../../src/provider.ts'
import { deltaTextOf, type Cut } from '../../../src/stream.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'
import { spacedJson } from '../../anthropic/messages/spaced-json.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { toolCallId } from '../tool-call-id.ts'
import { encode } from './encode.ts'
import { encodeStream } from './encode-stream.ts'
import { parse, type ChatRequest } from './parse.ts'

/** Server-sent events as Cohere labels them: without a charset (recorded). */
export const plainSse: Framing = { ...sse, contentType: 'text/event-stream' }

/** One token a delta; arguments as the model wrote them, with spaces, and those of an empty object not at all (recorded). */
export function cut(_: unknown, tokenizer: Tokenizer): Cut {
  return (part) => {
    if (part.type === 'server-tool' || part.type === 'image-output') return { texts: [] }
    const text = part.type === 'tool-call' ? spacedJson(part.arguments) : deltaTextOf(part)
    return part.type === 'tool-call' && text === '{}' ? { texts: [] } : { texts: tokenizer.split(text) }
  }
}

/** POST /v2/chat. */
export const chat: Endpoint<ChatRequest, Completion> = {
  name: 'chat',
  method: 'POST',
  path: '/v2/chat',
  operation: 'chat',
  style: 'compact',
  parse,
  encode,
  encodeStream,
  framing: plainSse,
  encodeError,
  headers,
  cut,
  toolCallId,
}
