import { cutByToken } from '../../../src/chunking.ts'
import { BASE62, drawId } from '../../../src/ids.ts'
import { deltaTextOf } from '../../../src/stream.ts'
import { spacedJson } from '../../anthropic/messages/spaced-json.ts'
import { parseChat } from '../../openai/chat-completions/parse.ts'
import type { ChatProfile } from '../../openai/chat-completions/profile.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { chunks } from './chunks.ts'
import { encode } from './encode.ts'
import { framing } from './framing.ts'
import { rules } from './rules.ts'

/** DeepSeek's way of chat completions. */
export const profile: ChatProfile = {
  style: 'compact',
  framing,
  parse: (call) => parseChat(call, rules),
  body: encode,
  chunks,
  toolCallId: (seed, name) => `call_00_${drawId(seed, name, 24, BASE62)}`,
  encodeError,
  headers,
  isVisible: (part) => part.type !== 'reasoning' || part.text !== '',
  // One token a delta; arguments are spaced as the model writes them.
  cut: (_, tokenizer) => (part) =>
    cutByToken(part.type === 'tool-call' ? spacedJson(part.arguments) : deltaTextOf(part), tokenizer),
}
