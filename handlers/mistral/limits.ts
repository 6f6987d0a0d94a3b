import type { WindowShape } from '../../src/limit-counter.ts'
import type { LimitsOf } from '../../src/provider.ts'
import type { LimitName } from '../../src/rate-limit.ts'
import { limitsByModel } from '../compatible/limits.ts'

const SCALE = { requestsPerMinute: 1250, tokensPerMinute: 5_000_000 } as const

/** Plans (mistral.md 8): the free one of August 2026, and the largest recorded limits. */
export const tiers = {
  free: limitsByModel(
    [
      ['ministral', { requestsPerMinute: 188, tokensPerMinute: 625_000 }],
      ['embed', { requestsPerMinute: 60 }],
      ['codestral', { requestsPerMinute: 125, tokensPerMinute: 625_000 }],
      ['large', { requestsPerMinute: 4, tokensPerMinute: 250_000 }],
      ['magistral-medium', { requestsPerMinute: 5, tokensPerMinute: 75_000 }],
      ['medium', { requestsPerMinute: 50, tokensPerMinute: 25_000 }],
    ],
    { requestsPerMinute: 50, tokensPerMinute: 50_000 },
  ),
  scale: () => SCALE,
} as const satisfies Record<string, LimitsOf>

/** Each call counts for a minute after it came. */
export function limitShape(name: LimitName): WindowShape | undefined {
  return name.endsWith('PerMinute') ? 'sliding' : undefined
}
