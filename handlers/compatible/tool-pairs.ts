import type { ApiError } from '../../src/errors.ts'
import type { WireMessage } from '../openai/chat-completions/wire.ts'

/** What a provider says where calls and their answers do not pair. */
export interface PairWords {
  /** A tool message at `index` answers no call before it. */
  orphan(callId: string, index: number): ApiError
  /** Calls without an answer when the message at `index` comes, or at the end. */
  unanswered(callIds: readonly string[], index: number): ApiError
}

/** Every tool call is answered before the conversation goes on, and every tool message answers a call; throws the first refusal. */
export function checkToolPairs(messages: readonly WireMessage[], words: PairWords): void {
  let open: readonly string[] = []
  for (const [index, message] of messages.entries()) {
    if (message.role === 'tool') {
      const callId = message.tool_call_id ?? ''
      if (!open.includes(callId)) throw words.orphan(callId, index)
      open = open.filter((id) => id !== callId)
      continue
    }
    if (open.length > 0) throw words.unanswered(open, index)
    open = message.role === 'assistant' ? (message.tool_calls ?? []).map((call) => call.id) : []
  }
  if (open.length > 0) throw words.unanswered(open, messages.length)
}
