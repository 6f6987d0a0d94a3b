import type { ContentPart } from '../../../src/completion.ts'
import { ALNUM, drawId } from '../../../src/ids.ts'
import { errorBody } from '../errors.ts'
import { envelope, finishReason, wireCall } from './encode.ts'
import { deltaLogprobs } from './logprobs.ts'
import type { ChatChunks, ChatExchange } from './profile.ts'
import { wireUsage } from './usage.ts'

/** OpenAI's chunks (openai-chat.md 6; recordings of 2025 and 2026). */
export function openaiChunks(exchange: ChatExchange): ChatChunks {
  const { id, created, model, serviceTier, fingerprint, traits } = envelope(exchange)
  const { request, usage } = exchange
  const options = request.wire.stream_options
  const tier = traits.family === 'search' ? {} : { service_tier: serviceTier }
  const head = { id, object: 'chat.completion.chunk', created, model, ...tier, system_fingerprint: fingerprint }
  const noUsage = options?.include_usage ? { usage: null } : {}
  const logprobs = traits.logprobsKey ? { logprobs: null } : {}
  const choices = (index: number, delta: object, reason: string | null = null) => ({
    choices: [{ index, delta, ...logprobs, finish_reason: reason }],
  })
  const chunk = (index: number, delta: object, reason: string | null = null) => ({
    ...head,
    ...choices(index, delta, reason),
    ...noUsage,
  })
  // In streams with parallel calls, usage stands before choices (recorded).
  const usageFirst = (index: number, delta: object) => ({ ...head, ...noUsage, ...choices(index, delta) })
  const isLegacy = request.wire.functions !== undefined && request.wire.functions !== null

  const scores = deltaLogprobs(exchange)

  return {
    ...(scores ? { isVarying: true } : {}),
    open: (choice, part) => [chunk(choice, roleDelta(part))],
    text(choice, part, delta) {
      const said = chunk(choice, part.type === 'refusal' ? { refusal: delta } : { content: delta })
      if (!scores) return said
      const choices = said.choices.map(({ finish_reason, ...one }) => ({
        ...one,
        logprobs: scores(choice, part),
        finish_reason,
      }))
      return { ...said, choices }
    },
    call(choice, part, { index, count, isFirst }) {
      const header = isLegacy
        ? { function_call: { name: part.name, arguments: '' } }
        : { tool_calls: [{ index, ...wireCall({ ...part, arguments: '' }) }] }
      if (!isFirst) return [usageFirst(choice, header)]
      if (count === 1) return [chunk(choice, { role: 'assistant', content: null, ...header, refusal: null })]
      return [usageFirst(choice, { role: 'assistant', content: null }), usageFirst(choice, header)]
    },
    callDelta(choice, part, { index, count }, delta) {
      if (isLegacy) return chunk(choice, { function_call: { arguments: delta } })
      const body = part.kind === 'custom' ? { custom: { input: delta } } : { function: { arguments: delta } }
      const write = count > 1 ? usageFirst : chunk
      return write(choice, { tool_calls: [{ index, ...body }] })
    },
    finish: (choice, answer) => [chunk(choice, {}, finishReason(answer, request))],
    end: () => (options?.include_usage ? [{ ...head, choices: [], usage: wireUsage(usage) }] : []),
    error: (error) => errorBody(error, exchange),
    ...(options?.include_obfuscation === false ? {} : { finishJson: obfuscator(exchange.seed) }),
  }
}

function roleDelta(part: ContentPart | undefined): object {
  const isRefusal = part?.type === 'refusal'
  return { role: 'assistant', content: isRefusal ? null : '', refusal: isRefusal ? '' : null }
}

const BYTES = new TextEncoder()
const POOL_LENGTH = 512

/** Adds an `obfuscation` member that fills a chunk's length, without it, to a multiple of 16; errors have none (recorded since August 2025). */
function obfuscator(seed: number): (json: string) => string {
  // One draw of characters serves all streams; each begins, and each chunk takes its padding, at another place of it.
  const pool = obfuscation()
  let place = seed % POOL_LENGTH
  return (json) => {
    if (json.startsWith('{"error":')) return json
    const length = (16 - (byteLength(json) % 16)) % 16
    place = (place + 211) % POOL_LENGTH
    return `${json.slice(0, -1)},"obfuscation":"${pool.slice(place, place + length)}"}`
  }
}

let drawn: string | undefined

function obfuscation(): string {
  return (drawn ??= drawId(0, 'obfuscation', POOL_LENGTH + 16, ALNUM))
}

function byteLength(text: string): number {
  // oxlint-disable-next-line no-control-regex
  return /^[\u0000-\u007f]*$/.test(text) ? text.length : BYTES.encode(text).length
}
