import type { Exchange } from '../../../src/exchange.ts'

/** Milliseconds at the engine, the service and the client, as inference reports them of OpenAI's models (recorded August 2026). */
export function latencyCheckpoint({ schedule, usage }: Pick<Exchange, 'schedule' | 'usage'>): object {
  const total = Math.round(schedule.totalMs)
  const first = Math.round(schedule.ttftMs)
  const gap = Math.round((total - first) / Math.max(1, usage.outputTokens))
  return {
    engine_tbt_ms: gap,
    engine_ttft_ms: Math.round(first / 10),
    engine_ttlt_ms: total,
    pre_inference_ms: Math.round(first / 3),
    service_tbt_ms: gap,
    service_ttft_ms: first,
    service_ttlt_ms: total,
    total_duration_ms: total,
    user_visible_ttft_ms: Math.round((first * 2) / 3),
  }
}
