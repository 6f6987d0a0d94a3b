import type { ContentPart } from '../../../src/completion.ts'
import { FINISH_REASON } from '../../compatible/answer.ts'
import { errorBody } from '../../compatible/wording.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { wording } from '../errors.ts'
import { envelope, wireCall, wireUsage } from './encode.ts'

/** xAI's chunks (recordings of February 2026): no opening chunk, the role in the first delta, tool calls whole, `created` anew in each. */
export function chunks(exchange: ChatExchange): ChatChunks {
  const { id, created, model, fingerprint } = envelope(exchange)
  const head = { id, object: 'chat.completion.chunk', created, model }
  const tail = { system_fingerprint: fingerprint }
  const chunk = (index: number, delta: object) => ({ ...head, choices: [{ index, delta }], ...tail })
  const said = (part: ContentPart, delta: string) =>
    part.type === 'reasoning' ? { reasoning_content: delta } : { content: delta }
  const role = { role: 'assistant' } as const

  return {
    open: (choice, part) => (part === undefined ? [chunk(choice, { content: '', ...role })] : []),
    first: (choice, part, delta, isFirst) => chunk(choice, { ...said(part, delta), ...(isFirst ? role : {}) }),
    text: (choice, part, delta) => chunk(choice, said(part, delta)),
    call: (choice, part, { index, isFirst }) => [
      chunk(choice, { tool_calls: [wireCall(part, index)], ...(isFirst ? role : {}) }),
    ],
    finish: (index, { finishReason }) => [
      { ...head, choices: [{ index, delta: {}, finish_reason: FINISH_REASON[finishReason] }], ...tail },
    ],
    end: () =>
      exchange.request.wire.stream_options?.include_usage
        ? [{ ...head, choices: [], usage: wireUsage(exchange), ...tail }]
        : [],
    // Errors inside a stream are never plain text: they are no 422.
    error: (error) => errorBody(wording, error, exchange) as object,
    finishJson: (json, atMs) => json.replace(/"created":\d+/, `"created":${Math.floor(atMs / 1000)}`),
  }
}
