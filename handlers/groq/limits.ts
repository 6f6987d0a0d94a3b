import type { LimitsOf } from '../../src/provider.ts'
import { limitsByModel } from '../compatible/limits.ts'

const DEVELOPER = { requestsPerMinute: 1000, requestsPerDay: 500_000, tokensPerMinute: 300_000 } as const

function free(requestsPerMinute: number, requestsPerDay: number, tokensPerMinute: number, tokensPerDay: number) {
  return { requestsPerMinute, requestsPerDay, tokensPerMinute, tokensPerDay }
}

/** Plans; the free one's numbers are public measurements of 2026 for gpt-oss and Llama 3, else memory. */
export const tiers = {
  free: limitsByModel(
    [
      ['gpt-oss', free(30, 1000, 8000, 200_000)],
      ['llama-3.3-70b', free(30, 1000, 12_000, 100_000)],
      ['llama-3.1-8b', free(30, 14_400, 6000, 500_000)],
      ['llama-4-scout', free(30, 1000, 30_000, 500_000)],
      ['llama-4-maverick', free(30, 1000, 6000, 500_000)],
      ['kimi', free(60, 1000, 10_000, 300_000)],
      ['qwen', free(60, 1000, 6000, 500_000)],
      ['compound', { requestsPerMinute: 30, requestsPerDay: 250, tokensPerMinute: 70_000 }],
    ],
    free(30, 14_400, 6000, 500_000),
  ),
  developer: () => DEVELOPER,
} as const satisfies Record<string, LimitsOf>
