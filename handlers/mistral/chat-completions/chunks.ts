import { toolCallsOf } from '../../../src/completion.ts'
import { createRandom, fork } from '../../../src/random.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { envelope, FINISH_REASON, thinking, wireCall, wireUsage } from './encode.ts'

/** Mistral's chunks (recordings of July and August 2026): the last delta, or all tool calls, go out with finish reason and usage. */
export function chunks(exchange: ChatExchange): ChatChunks {
  const { id, created, model } = envelope(exchange)
  const head = { id, object: 'chat.completion.chunk', created, model }
  const chunk = (index: number, delta: object, reason: string | null = null) => ({
    ...head,
    choices: [{ index, delta, finish_reason: reason }],
  })
  const role = (choice: number) => chunk(choice, { role: 'assistant', content: '' })
  const thought = (choice: number, delta: string, closed: boolean) =>
    chunk(choice, { content: [thinking(delta, closed)] })

  return {
    open: (choice, part) =>
      part?.type === 'reasoning' ? [role(choice), chunk(choice, { content: '' })] : [role(choice)],
    first: (choice, part, delta) =>
      part.type === 'reasoning' ? thought(choice, delta, false) : chunk(choice, { content: delta }),
    text: (choice, part, delta) =>
      part.type === 'reasoning' ? thought(choice, delta, true) : chunk(choice, { content: delta }),
    call: (choice, _, { isFirst }) => (isFirst ? [role(choice)] : []),
    finish(choice, answer, last) {
      const calls = toolCallsOf(answer)
      const delta = calls.length > 0 ? { tool_calls: calls.map(wireCall) } : deltaOf(last)
      const before = calls.length > 0 && last ? [last] : []
      const end = chunk(choice, delta, FINISH_REASON[answer.finishReason])
      return [...before, { ...end, usage: wireUsage(exchange) }]
    },
    end: () => [],
    // No error inside a stream was ever seen; the schema has this finish reason for it.
    error: () => chunk(0, { content: '' }, FINISH_REASON.error),
    holdsLast: true,
    finishJson: padder(exchange.seed),
  }
}

/** The delta of a held chunk; an empty answer ends with an empty one. */
function deltaOf(chunk: object | undefined): object {
  // The chunks above are the only ones.
  const held = chunk as { readonly choices: readonly { readonly delta: object }[] } | undefined
  return held?.choices[0]!.delta ?? { content: '' }
}

const PADDING = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Adds `p`, a stretch of the alphabet of random length, to every chunk but the first (recorded since September 2025). */
function padder(seed: number): (json: string) => string {
  const random = createRandom(fork(seed, 'padding'))
  let isFirst = true
  return (json) => {
    const isPlain = isFirst || !json.includes('"chat.completion.chunk"')
    isFirst = false
    return isPlain ? json : `${json.slice(0, -1)},"p":"${PADDING.slice(0, random.integer(1, PADDING.length))}"}`
  }
}
