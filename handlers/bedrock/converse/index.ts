import type { Completion } from '../../../src/completion.ts'
import { awsEventStream } from '../../../src/framing/aws-event-stream.ts'
import type { Endpoint } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { encodeError } from '../errors.ts'
import { plainHeaders } from '../headers.ts'
import { toolUseId } from '../ids.ts'
import { cut } from './cut.ts'
import { encodeStream } from './encode-stream.ts'
import { encode } from './encode.ts'
import { parse } from './parse.ts'

/** `POST /model/{id}/converse`. */
export const converse: Endpoint<CompletionRequest, Completion> = {
  name: 'converse',
  method: 'POST',
  path: '/model/:model/converse',
  operation: 'chat',
  parse: (call) => parse(call, false),
  encode,
  style: 'compact',
  encodeError,
  headers: plainHeaders,
  toolCallId: toolUseId,
  cut,
}

/** `POST /model/{id}/converse-stream`: by the name of its unary sibling, so that both draw the same answer. */
export const converseStream: Endpoint<CompletionRequest, Completion> = {
  ...converse,
  path: '/model/:model/converse-stream',
  parse: (call) => parse(call, true),
  encodeStream,
  framing: awsEventStream,
}
