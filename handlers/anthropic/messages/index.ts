import type { Completion } from '../../../src/completion.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { Endpoint } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { toolCallId } from '../ids.ts'
import { arrange } from './arrange.ts'
import { cut } from './cut.ts'
import { encodeStream } from './encode-stream.ts'
import { encode } from './encode.ts'
import { encodeError } from './errors.ts'
import { messagesHeaders } from './headers.ts'
import { keepWrittenFiles } from './written-files.ts'
import { parse } from './parse.ts'

/** `POST /v1/messages`. */
export const messages: Endpoint<CompletionRequest, Completion> = {
  name: 'messages',
  method: 'POST',
  path: '/v1/messages',
  operation: 'chat',
  parse,
  encode,
  style: 'compact',
  encodeStream,
  framing: sse,
  encodeError,
  headers: messagesHeaders,
  toolCallId,
  arrange,
  remember: keepWrittenFiles,
  cut,
}
