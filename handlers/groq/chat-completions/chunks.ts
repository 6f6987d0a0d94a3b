import type { ContentPart } from '../../../src/completion.ts'
import { FINISH_REASON } from '../../compatible/answer.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { streamError } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { endsThinking, envelope, wireCall } from './encode.ts'
import { goEscaped } from './go-json.ts'
import { wireUsage } from './usage.ts'

/** Groq's chunks (groq.md 4): tool calls whole, usage unasked in the last chunk, `created` anew in each. */
export function chunks(exchange: ChatExchange): ChatChunks {
  const { id, created, model, fingerprint, xGroq, format } = envelope(exchange)
  const head = { id, object: 'chat.completion.chunk', created, model, system_fingerprint: fingerprint }
  const chunk = (delta: object, reason: string | null = null) => ({
    ...head,
    choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }],
  })
  const opening = { ...chunk({ role: 'assistant', content: '' }), x_groq: xGroq }
  const isRaw = (part: ContentPart | undefined) => part?.type === 'reasoning' && format === 'raw'
  const isHarmony = traitsOf(exchange.model!.model).template === 'gpt-oss'
  const said = (content: string) => chunk({ content })

  return {
    open: (_, part) => (isRaw(part) ? [opening, said('<think>'), said('\n')] : [opening]),
    text(_, part, delta) {
      if (part.type !== 'reasoning' || isRaw(part)) return said(delta)
      return chunk({ reasoning: delta, ...(isHarmony ? { channel: 'analysis' } : {}) })
    },
    close: (_, part) =>
      isRaw(part) && !endsThinking(exchange.outcome) ? [said('\n'), said('</think>'), said('\n\n')] : [],
    call: (_, part, { index, isFirst }) => [
      ...(isFirst ? [opening] : []),
      chunk({ tool_calls: [{ ...wireCall(part), index }] }),
    ],
    finish(_, { finishReason }) {
      const usage = wireUsage(exchange)
      return [{ ...chunk({}, FINISH_REASON[finishReason]), x_groq: { id: xGroq.id, usage }, usage }]
    },
    end: () => [],
    error: (error) => streamError(error, exchange),
    finishJson: (json, atMs) => goEscaped(json.replace(/"created":\d+/, `"created":${Math.floor(atMs / 1000)}`)),
  }
}
