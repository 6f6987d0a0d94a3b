import type { Completion } from '../../../src/completion.ts'
import type { Framing } from '../../../src/framing/framing.ts'
import { ndjson } from '../../../src/framing/ndjson.ts'
import type { Endpoint } from '../../../src/provider.ts'
import { cut, plainSse } from '../chat/index.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { toolCallId } from '../tool-call-id.ts'
import { encodeStreamV1 } from './encode-stream.ts'
import { encodeV1 } from './encode.ts'
import { parseV1, type ChatRequestV1 } from './parse.ts'

/** Lines of JSON as v1 labels them (recorded). */
const streamJson: Framing = { ...ndjson, contentType: 'application/stream+json' }

/** POST /v1/chat, which the client that is not `V2` still calls. */
export const chatV1: Endpoint<ChatRequestV1, Completion> = {
  name: 'chat-v1',
  method: 'POST',
  path: '/v1/chat',
  operation: 'chat',
  style: 'compact',
  parse: parseV1,
  encode: encodeV1,
  encodeStream: encodeStreamV1,
  framing: ({ headers: asked }) => (asked.get('accept')?.includes('text/event-stream') ? plainSse : streamJson),
  encodeError,
  headers,
  cut,
  toolCallId,
}
