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
import { webOffers } from './web.ts'

/** OpenRouter's way of chat completions. */
export const profile: ChatProfile = {
  style: 'compact',
  framing: commentedSse,
  parse(call) {
    const json = routed(call.json, call.models)
    const request = parseChat({ ...call, json }, rules)
    // What has been parsed is an object.
    const body = json as Readonly<Record<string, unknown>>
    return { ...request, serverTools: webOffers(body, request.model, call.models.resolve(request.model)?.model) }
  },
  body: encode,
  chunks,
  toolCallId,
  encodeError,
  headers,
  isVisible: (part) => part.type !== 'server-tool',
  // Upstreams send one to four tokens at a time (recorded).
  cut: (exchange, tokenizer, random) => (part) =>
    part.type === 'reasoning' && isExcluded(exchange)
      ? { texts: [] }
      : cutByTokens(deltaTextOf(part), tokenizer, () => random.integer(1, 4)),
}
