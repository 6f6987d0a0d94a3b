import type { Completion } from '../../../src/completion.ts'
import { awsEventStream } from '../../../src/framing/aws-event-stream.ts'
import { ApiError } from '../../../src/errors.ts'
import type { Call, Endpoint } from '../../../src/provider.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import { jsonTypeOf } from '../../../src/validation.ts'
import { arrange } from '../../anthropic/messages/arrange.ts'
import { cut as converseCut } from '../converse/cut.ts'
import { encodeError } from '../errors.ts'
import { guardedBody } from '../guardrail.ts'
import { invokeHeaders, invokeStreamHeaders } from '../headers.ts'
import { nativeToolId } from '../ids.ts'
import { traitsOf } from '../models.ts'
import { resolveModel } from '../resolve.ts'
import { encodeStream } from './encode-stream.ts'
import { dialectOf } from './families.ts'
import { malformed } from './schema-words.ts'

/** `POST /model/{id}/invoke`: a body in the model's own format. */
export const invoke: Endpoint<CompletionRequest, Completion> = {
  name: 'invoke',
  method: 'POST',
  path: '/model/:model/invoke',
  operation: 'chat',
  parse: (call) => parse(call, false),
  encode: (exchange) => guardedBody(exchange, dialectOf(exchange.model!.model).encode(exchange)),
  style: 'compact',
  encodeError,
  headers: invokeHeaders,
  toolCallId: nativeToolId,
  arrange: (choice, request, seed) => (isMessages(request) ? arrange(choice, request, seed) : choice),
  cut: (exchange, tokenizer, random) =>
    (dialectOf(exchange.model!.model).cut ?? converseCut)(exchange, tokenizer, random),
}

/** Whether a body is in Anthropic's format of messages. */
function isMessages({ wire }: CompletionRequest): boolean {
  return typeof wire === 'object' && wire !== null && 'anthropic_version' in wire
}

/** `POST /model/{id}/invoke-with-response-stream`: by the name of its unary sibling, so that both draw the same answer. */
export const invokeStream: Endpoint<CompletionRequest, Completion> = {
  ...invoke,
  path: '/model/:model/invoke-with-response-stream',
  parse: (call) => parse(call, true),
  encodeStream,
  framing: awsEventStream,
  headers: invokeStreamHeaders,
}

function parse(call: Call, stream: boolean): CompletionRequest {
  const asked = call.params['model'] ?? ''
  const resolved = resolveModel(asked, call.models)
  if (stream && traitsOf(resolved.model).family === 'jurassic')
    throw new ApiError('invalid_request', 'The model is unsupported for streaming.')
  if (call.jsonError !== undefined || jsonTypeOf(call.json) !== 'object') throw malformed('')
  // Reason: the value has just been found to be an object.
  const body = call.json as Readonly<Record<string, unknown>>
  return { ...dialectOf(resolved.model).parse({ call, body, asked, resolved }), stream }
}
