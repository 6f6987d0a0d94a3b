import type { Exchange } from '../../src/exchange.ts'
import { createRandom, fork, type Seed } from '../../src/random.ts'
import { isCloud } from './headers.ts'
import { latency } from './latency.ts'

/** A time stamp as Go writes it: microseconds, no zeros at the end. */
export function stamp(seed: Seed, atMs: number, name: string, later = 0): string {
  const micros = Math.min(999, createRandom(fork(seed, `stamp ${name}`)).integer(0, 499) + later)
  const wholeMs = Math.floor(atMs)
  const text = new Date(wholeMs).toISOString().slice(0, -1) + String(micros).padStart(3, '0')
  return `${text.replace(/0+$/, '')}Z`
}

/** Every stamp of a stream in its own time. */
export function stamper({ seed }: Pick<Exchange, 'seed'>): (json: string, atMs: number) => string {
  let count = 0
  return (json, atMs) => json.replace('"created_at":""', `"created_at":"${stamp(seed, atMs, 'line', count++)}"`)
}

/** Nanoseconds of loading, reading and writing, and the tokens of the latter two; `total` holds them all. */
export function metrics(exchange: Exchange): object {
  const { usage, schedule, seed, model } = exchange
  const random = createRandom(fork(seed, 'metrics'))
  const speed = latency(model?.model).tokensPerSecond * (0.9 + 0.2 * random.next())
  const load = nanos(0.05 + 0.06 * random.next())
  const totalSeconds = schedule.totalMs / 1000
  const prompt = nanos(Math.min(0.01 + usage.inputTokens / 900, totalSeconds > 0 ? totalSeconds / 3 : Infinity))
  const paced = Math.max(0, schedule.totalMs - schedule.ttftMs) / 1000
  const evaluated = nanos(paced > 0 ? paced : usage.outputTokens / speed)
  const total = Math.max(nanos(totalSeconds), load + prompt + evaluated + nanos(0.001 + 0.002 * random.next()))
  // The cloud tells neither loading nor the parts of the time (recorded July 2026).
  if (isCloud(exchange))
    return { total_duration: total, prompt_eval_count: usage.inputTokens, eval_count: usage.outputTokens }
  return {
    total_duration: total,
    load_duration: load,
    prompt_eval_count: usage.inputTokens,
    prompt_eval_duration: prompt,
    eval_count: usage.outputTokens,
    eval_duration: evaluated,
  }
}

export function nanos(seconds: number): number {
  return Math.round(seconds * 1e9)
}
