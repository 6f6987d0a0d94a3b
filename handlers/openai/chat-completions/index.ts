import { cutByToken, cutByTokens } from '../../../src/chunking.ts'
import { toolCallsOf, type Completion } from '../../../src/completion.ts'
import { sse } from '../../../src/framing/sse.ts'
import type { Endpoint } from '../../../src/provider.ts'
import { deltaTextOf, type Cut } from '../../../src/stream.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { encode } from './encode.ts'
import { encodeStream } from './encode-stream.ts'
import { toolCallId } from './ids.ts'
import { openaiChunks } from './openai-chunks.ts'
import { openaiRules } from './openai-rules.ts'
import { parseChat } from './parse.ts'
import type { ChatProfile } from './profile.ts'
import type { ChatRequest } from './to-request.ts'

/** OpenAI's own way of chat completions. */
export const openaiProfile: ChatProfile = {
  style: 'pretty+newline',
  parse: (call) => parseChat(call, openaiRules),
  body: encode,
  chunks: openaiChunks,
  toolCallId,
  encodeError,
  headers,
  // One token a delta; the arguments of parallel calls come one to three at a time (recorded).
  cut:
    (_, tokenizer, random): Cut =>
    (part, choice) =>
      part.type === 'tool-call' && toolCallsOf(choice).length > 1
        ? cutByTokens(part.arguments, tokenizer, () => random.integer(1, 3))
        : cutByToken(deltaTextOf(part), tokenizer),
}

/** POST /chat/completions in a provider's way; OpenAI's unless told otherwise. */
export function chatCompletions(profile: ChatProfile = openaiProfile): Endpoint<ChatRequest, Completion> {
  return {
    name: profile.name ?? 'chat',
    method: 'POST',
    path: profile.path ?? '/chat/completions',
    operation: 'chat',
    style: profile.style,
    ...(profile.contentType === undefined ? {} : { contentType: profile.contentType }),
    framing: profile.framing ?? sse,
    parse: (call) => profile.parse(call),
    encode: (exchange) => profile.body(exchange),
    encodeStream: (exchange) => encodeStream(exchange, profile),
    encodeError: (error, exchange) => profile.encodeError(error, exchange),
    headers: (exchange) => profile.headers(exchange),
    toolCallId: (seed, name, model, tool) => profile.toolCallId(seed, name, model, tool),
    cut: profile.cut ?? ((_, tokenizer) => (part) => cutByToken(deltaTextOf(part), tokenizer)),
  }
}
