import { cutByToken, cutByTokens } from '../../../src/chunking.ts'
import type { Completion, ContentPart } from '../../../src/completion.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { Endpoint } from '../../../src/provider.ts'
import { deltaTextOf, type Cut } from '../../../src/stream.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { encode } from './encode.ts'
import { encodeStream } from './encode-stream.ts'
import { toolCallId } from './ids.ts'
import { parseRequest, type ChatRequest } from './parse.ts'

/** POST /chat/completions. */
export function chatCompletions(): Endpoint<ChatRequest, Completion> {
  return {
    name: 'chat',
    method: 'POST',
    path: '/chat/completions',
    operation: 'chat',
    style: 'pretty+newline',
    framing: sse,
    parse: parseRequest,
    encode,
    encodeStream,
    encodeError,
    headers,
    toolCallId,
    cut: (_, tokenizer, random): Cut => {
      // One token a delta; the arguments of parallel calls come one to three at a time (recorded).
      return (part, choice) =>
        part.type === 'tool-call' && choice.content.filter(isCall).length > 1
          ? cutByTokens(part.arguments, tokenizer, () => random.integer(1, 3))
          : cutByToken(deltaTextOf(part), tokenizer)
    },
  }
}

function isCall(part: ContentPart): boolean {
  return part.type === 'tool-call'
}
