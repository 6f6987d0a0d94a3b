import type { Completion } from '../../../src/completion.ts'
import type { Endpoint } from '../../../src/provider.ts'
import type { Backend } from '../backend.ts'
import { functionCallId } from '../ids.ts'
import { framingOf, JSON_TYPE } from '../transport.ts'
import { cut } from './cut.ts'
import { encodeStream } from './encode-stream.ts'
import { encode } from './encode.ts'
import { modelArmor } from './model-armor.ts'
import { parseGenerate, type GenerateRequest } from './parse.ts'

/** `:generateContent` or `:streamGenerateContent` at one path. */
export function generateContent(
  backend: Backend,
  path: string,
  verb: 'generateContent' | 'streamGenerateContent',
): Endpoint<GenerateRequest, Completion> {
  const stream = verb === 'streamGenerateContent'
  return {
    // One name for both, so that a stream is what the unary answer is.
    name: 'generateContent',
    method: 'POST',
    path: `${path}:${verb}`,
    operation: 'chat',
    parse: (call) => parseGenerate(call, backend, stream),
    encode: (exchange) => encode(exchange, backend),
    style: 'pretty+newline',
    contentType: JSON_TYPE,
    encodeStream: (exchange) => encodeStream(exchange, backend),
    framing: ({ request }) => framingOf(request.transport),
    encodeError: backend.errors.encodeError,
    headers: backend.headers,
    forced: modelArmor,
    toolCallId: functionCallId,
    cut,
  }
}
