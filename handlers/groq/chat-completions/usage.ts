import { createRandom, fork } from '../../../src/random.ts'
import type { ChatExchange } from '../../openai/chat-completions/profile.ts'
import { latency } from '../latency.ts'

/** Prompt tokens that a chip reads in a second. */
const PREFILL_PER_SECOND = 20_000

/** Usage with its times in seconds (groq.md 3): queue before the prompt, total of prompt and completion only. */
export function wireUsage(exchange: ChatExchange): object {
  const { usage } = exchange
  const { queue, prompt, completion } = timesOf(exchange)
  return {
    queue_time: queue,
    prompt_tokens: usage.inputTokens,
    prompt_time: prompt,
    completion_tokens: usage.outputTokens,
    completion_time: completion,
    total_tokens: usage.inputTokens + usage.outputTokens,
    total_time: nanos(prompt + completion),
    ...(usage.cacheReadTokens > 0 ? { prompt_tokens_details: { cached_tokens: usage.cacheReadTokens } } : {}),
    ...(usage.reasoningTokens > 0 ? { completion_tokens_details: { reasoning_tokens: usage.reasoningTokens } } : {}),
  }
}

/** Seconds of each stage: those of the schedule where it takes its time, else those of the model's speed. */
function timesOf({ usage, schedule, model, seed }: ChatExchange) {
  const random = createRandom(fork(seed, 'times'))
  const speed = latency(model?.model).tokensPerSecond * (0.9 + 0.2 * random.next())
  const prompt = nanos(0.0008 + (usage.inputTokens / PREFILL_PER_SECOND) * (0.8 + 0.4 * random.next()))
  const drawn = nanos(0.0012 + usage.outputTokens / speed)
  const queue = nanos(0.004 + 0.2 * random.next() ** 2)
  const totalSeconds = schedule.totalMs / 1000
  if (totalSeconds === 0) return { queue, prompt, completion: drawn }
  const paced = (schedule.totalMs - schedule.ttftMs) / 1000
  const completion = nanos(paced > 0 ? paced : Math.min(drawn, 0.9 * totalSeconds))
  const waited = Math.max(0, totalSeconds - completion)
  const read = nanos(Math.min(prompt, waited / 2))
  return { queue: nanos(waited - read), prompt: read, completion }
}

function nanos(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e9
}
