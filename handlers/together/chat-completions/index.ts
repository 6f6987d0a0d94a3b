import { parseChat } from '../../openai/chat-completions/parse.ts'
import type { ChatProfile } from '../../openai/chat-completions/profile.ts'
import { encodeError } from '../errors.ts'
import { headers } from '../headers.ts'
import { toolCallId } from '../ids.ts'
import { chunks } from './chunks.ts'
import { encode } from './encode.ts'
import { rules } from './rules.ts'

/** Together's way of chat completions. */
export const profile: ChatProfile = {
  style: 'compact',
  contentType: 'application/json; charset=utf-8',
  parse: (call) => parseChat(call, rules),
  body: encode,
  chunks,
  toolCallId,
  encodeError,
  headers,
  isVisible: (part) => part.type !== 'reasoning' || part.text !== '',
}
