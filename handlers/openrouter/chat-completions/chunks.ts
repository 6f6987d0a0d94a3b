import type { ReasoningPart } from '../../../src/completion.ts'
import { createRandom, fork } from '../../../src/random.ts'
import { FINISH_REASON } from '../../compatible/answer.ts'
import { comment } from '../../compatible/sse-comments.ts'
import type { ChatChunks, ChatExchange } from '../../openai/chat-completions/profile.ts'
import { streamError } from '../errors.ts'
import { envelope, NATIVE, tierOf, wireUsage } from './encode.ts'
import { annotationsOf } from './web.ts'
import { isExcluded, proofOf, textDetail } from './reasoning.ts'

/** OpenRouter's chunks (recordings of June to August 2026): the role in every delta, the last chunk twice, the second time with usage. */
export function chunks(exchange: ChatExchange): ChatChunks {
  const { id, created, model, provider, fingerprint, native } = envelope(exchange)
  const head = {
    id,
    object: 'chat.completion.chunk',
    created,
    model,
    provider,
    ...(fingerprint === null ? {} : { system_fingerprint: fingerprint }),
  }
  const choice = (index: number, delta: object, reason: string | null = null, nativeReason: string | null = null) => ({
    choices: [{ index, delta, finish_reason: reason, native_finish_reason: nativeReason }],
  })
  const chunk = (index: number, delta: object) => ({ ...head, ...choice(index, delta) })
  const role = { role: 'assistant' }
  const empty = { content: '', ...role }
  const last: { again: object | undefined } = { again: undefined }
  const proofs = (index: number, part: ReasoningPart) => {
    if (isExcluded(exchange)) return []
    const details = proofOf(exchange, part, index)
    return details.length > 0 ? [chunk(index, { ...empty, reasoning: null, reasoning_details: details })] : []
  }

  return {
    start: () => {
      const count = createRandom(fork(exchange.seed, 'processing')).integer(1, 3)
      return Array.from({ length: count }, () => comment('OPENROUTER PROCESSING'))
    },
    open: (index, part) => (part ? [] : [chunk(index, empty)]),
    text: (index, part, delta) =>
      part.type === 'reasoning'
        ? chunk(index, { ...empty, reasoning: delta, reasoning_details: [textDetail(exchange, delta)] })
        : chunk(index, { content: delta, ...role }),
    close(index, part) {
      if (part.type === 'reasoning') return proofs(index, part)
      const annotations = annotationsOf({ content: [part] }, exchange.model!.model)
      return annotations.length > 0 ? [chunk(index, { ...empty, annotations })] : []
    },
    call: (index, { id: callId, name }, { index: place }) => [
      chunk(index, {
        content: null,
        ...role,
        tool_calls: [{ index: place, id: callId, type: 'function', function: { name, arguments: '' } }],
      }),
    ],
    callDelta: (index, _, { index: place }, delta) =>
      chunk(index, { content: null, ...role, tool_calls: [{ index: place, function: { arguments: delta } }] }),
    finish(index, { finishReason, content }) {
      const reasons = [FINISH_REASON[finishReason], NATIVE[native][finishReason]] as const
      const thought = native === 'openai' && content.some((part) => part.type === 'reasoning')
      last.again = choice(index, empty, ...reasons)
      return [{ ...head, ...choice(index, thought ? { ...empty, reasoning: null } : empty, ...reasons) }]
    },
    end: () => [{ ...head, service_tier: tierOf(exchange), ...last.again, usage: wireUsage(exchange) }],
    error: (error) => ({
      ...head,
      error: streamError(error, exchange),
      choices: [{ index: 0, delta: empty, finish_reason: 'error', native_finish_reason: 'error' }],
    }),
  }
}
