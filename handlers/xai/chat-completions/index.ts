import { drawId } from '../../../src/ids.ts'
import { parseChat } from '../../openai/chat-completions/parse.ts'
import type { ChatProfile } from '../../openai/chat-completions/profile.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { chunks } from './chunks.ts'
import { encode } from './encode.ts'
import { rules } from './rules.ts'

/** xAI's way of chat completions. */
export const profile: ChatProfile = {
  style: 'compact',
  parse: (call) => parseChat(call, rules),
  body: encode,
  chunks,
  toolCallId: (seed, name) => `call_${drawId(seed, name, 8, '0123456789')}`,
  encodeError,
  headers,
  isVisible: (part) => part.type !== 'reasoning' || part.text !== '',
}
