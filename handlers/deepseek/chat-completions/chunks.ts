import { FINISH_REASON } from '../../compatible/answer.ts'
import { errorBody } from '../../compatible/wording.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { wording } from '../errors.ts'
import { envelope, wireCall, wireUsage } from './encode.ts'
import { COMMENT } from './framing.ts'

/** A comment goes out for every so many milliseconds that the first token takes. */
const KEEP_ALIVE_MS = 10_000

/** DeepSeek's chunks (recordings of 2025 and 2026): usage in the last one, null in all others. */
export function chunks(exchange: ChatExchange): ChatChunks {
  const { id, created, model, fingerprint } = envelope(exchange)
  const head = { id, object: 'chat.completion.chunk', created, model, system_fingerprint: fingerprint }
  const chunk = (delta: object, reason: string | null = null, usage: object | null = null) => ({
    ...head,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
    usage,
  })
  const thinks = exchange.outcome.content.some((part) => part.type === 'reasoning')
  // While a model thinks, every delta names both channels.
  const said = (content: string) => (thinks ? { content, reasoning_content: null } : { content })
  const opening = chunk(
    thinks ? { role: 'assistant', content: null, reasoning_content: '' } : { role: 'assistant', content: '' },
  )

  return {
    start() {
      const { schedule } = exchange
      const count = Math.floor((schedule.ttftMs - schedule.headersMs) / KEEP_ALIVE_MS)
      return Array.from({ length: count }, () => ({ event: COMMENT, data: 'keep-alive' }))
    },
    open: () => [opening],
    text: (_, part, delta) =>
      part.type === 'reasoning' ? chunk({ content: null, reasoning_content: delta }) : chunk(said(delta)),
    call: (_, part, { index, isFirst }) => [
      ...(isFirst ? [opening] : []),
      chunk({ tool_calls: [wireCall(part, index, '')] }),
    ],
    callDelta: (_, __, { index }, delta) => chunk({ tool_calls: [{ index, function: { arguments: delta } }] }),
    finish: (_, { finishReason }) => [chunk(said(''), FINISH_REASON[finishReason], wireUsage(exchange.usage))],
    end: () => [],
    // The wording gives objects only.
    error: (error) => errorBody(wording, error, exchange) as object,
  }
}
