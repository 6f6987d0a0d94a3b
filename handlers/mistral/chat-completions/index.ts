import { cutByTokens } from '../../../src/chunking.ts'
import { BASE62, drawId } from '../../../src/ids.ts'
import { deltaTextOf } from '../../../src/stream.ts'
import { parseChat } from '../../openai/chat-completions/parse.ts'
import type { ChatProfile } from '../../openai/chat-completions/profile.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { chunks } from './chunks.ts'
import { encode } from './encode.ts'
import { rules } from './rules.ts'

/** Mistral's way of chat completions. */
export const profile: ChatProfile = {
  style: 'compact',
  parse: (call) => parseChat(call, rules),
  body: encode,
  chunks,
  toolCallId: (seed, name) => drawId(seed, name, 9, BASE62),
  encodeError,
  headers,
  isVisible: () => true,
  // One to four tokens a delta, the first alone (recorded).
  cut: (_, tokenizer, random) => (part) =>
    cutByTokens(deltaTextOf(part), tokenizer, (index) => (index === 0 ? 1 : random.integer(1, 4))),
}
