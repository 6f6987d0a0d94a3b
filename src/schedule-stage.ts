import { isAnsweredChat } from './exchange.ts'
import { slowness } from './faults/strike.ts'
import { latencyBy } from './latency.ts'
import { createRandom, fork } from './random.ts'
import type { Run } from './run.ts'
import { scheduleOf } from './schedule.ts'
import { deltaTextOf, toParts, type CutCompletion } from './stream.ts'

/** When the parts of the answer leave. */
export function schedule(run: Run, cut: CutCompletion | undefined): void {
  const { record, host } = run
  const { definition, latency } = host
  if (record.verbatim?.schedule) {
    record.schedule = record.verbatim.schedule
    return
  }
  const isStream = cut !== undefined && record.request.stream
  // Work in the background is paced like a stream, of which nobody sees the parts.
  const isUnseen =
    isAnsweredChat(record) && cut === undefined && run.endpoint.answersAtHeaders?.(record.request) === true
  const hidden = isAnsweredChat(record)
    ? record.outcome.content.filter((part) => part.type === 'reasoning' && deltaTextOf(part) === '')
    : []
  const hiddenTokens = hidden.reduce((sum, part) => sum + (part.type === 'reasoning' ? (part.tokens ?? 0) : 0), 0)
  const random = createRandom(fork(record.seed, 'latency'))
  record.schedule = scheduleOf(
    {
      option: typeof latency === 'function' ? latencyBy(latency, record, random) : latency,
      profile: definition.latency(record.model?.model),
      uncachedInputTokens: record.usage.inputTokens - record.usage.cacheReadTokens,
      cachedInputTokens: record.usage.cacheReadTokens,
      hiddenTokens,
      partTokens: () =>
        isStream ? tokensPerPart(cut) : isUnseen ? [1, Math.max(0, record.usage.outputTokens - 1)] : null,
      totalTokens: record.usage.outputTokens,
      slow: slowness(run),
    },
    random,
  )
}

/** Tokens of every stream part in the order of the stream. */
function tokensPerPart(cut: CutCompletion): number[] {
  return Array.from(toParts(cut), (part) => (part.type === 'part-delta' ? part.tokens : 0))
}
