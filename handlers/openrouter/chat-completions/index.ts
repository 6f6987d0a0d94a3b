import { cutByTokens } from '../../../src/chunking.ts'
import { deltaTextOf } from '../../../src/stream.ts'
import { commentedSse } from '../../compatible/sse-comments.ts'
import { parseChat } from '../../openai/chat-completions/parse.ts'
import type { ChatProfile } from '../../openai/chat-completions/profile.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { toolCallId } from '../ids.ts'
import { isExcluded } from './reasoning.ts'
import { chunks } from './chunks.ts'
import { encode } from './encode.ts'
import { routed } from './route.ts'
import { rules } from './rules.ts'

/** OpenRouter's way of chat completions. */
export const profile: ChatProfile = {
  style: 'compact',
  framing: commentedSse,
  parse: (call) => parseChat({ ...call, json: routed(call.json, call.models) }, rules),
  body: encode,
  chunks,
  toolCallId,
  encodeError,
  headers,
  isVisible: () => true,
  // Upstreams send one to four tokens at a time (recorded).
  cut: (exchange, tokenizer, random) => (part) =>
    part.type === 'reasoning' && isExcluded(exchange)
      ? { texts: [] }
      : cutByTokens(deltaTextOf(part), tokenizer, () => random.integer(1, 4)),
}
