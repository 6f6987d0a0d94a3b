import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import type { WindowShape } from '../../src/limit-counter.ts'
import type { LimitsOf } from '../../src/provider.ts'
import type { LimitName, Limits } from '../../src/rate-limit.ts'
import { limitsByModel } from '../compatible/limits.ts'
import { traitsOf } from './model-traits.ts'

/** The first paid tier [11]; of no model, that of a fast one. */
export const limitsOf: LimitsOf = (model) => {
  const [requestsPerMinute, inputTokensPerMinute, requestsPerDay] = model
    ? traitsOf(model).tier
    : [1000, 1_000_000, 10_000]
  return { requestsPerMinute, inputTokensPerMinute, requestsPerDay }
}

const FREE_TOKENS = { inputTokensPerMinute: 250_000 } as const
/** Higher tiers are known of Gemini 2.5 Flash only, and hold for all. */
const TIER_2: Limits = { requestsPerMinute: 2000, inputTokensPerMinute: 3_000_000, requestsPerDay: 100_000 }
const TIER_3: Limits = { requestsPerMinute: 10_000, inputTokensPerMinute: 8_000_000 }

/** Usage tiers [11]; of the free one, the numbers of 2026 where they are known. */
export const tiers = {
  free: limitsByModel(
    [
      ['pro', { requestsPerMinute: 5, requestsPerDay: 100, ...FREE_TOKENS }],
      ['lite', { requestsPerMinute: 15, requestsPerDay: 1000, ...FREE_TOKENS }],
      ['embedding', { requestsPerMinute: 100, requestsPerDay: 1000, inputTokensPerMinute: 30_000 }],
    ],
    { requestsPerMinute: 5, requestsPerDay: 20, ...FREE_TOKENS },
  ),
  'tier-1': limitsOf,
  'tier-2': () => TIER_2,
  'tier-3': () => TIER_3,
} as const satisfies Record<string, LimitsOf>

/** Days begin at midnight in California. */
export function limitShape(name: LimitName): WindowShape | undefined {
  return name === 'requestsPerDay' || name === 'tokensPerDay' ? 'pacific-day' : undefined
}

/** Time to the first text and speed, from the server's own timing of recorded answers [12]. */
const PROFILES = {
  old: { ttftMs: 450, ttftSigma: 0.35, tokensPerSecond: 91, speedSigma: 0.25 },
  flash: { ttftMs: 900, ttftSigma: 0.4, tokensPerSecond: 190, speedSigma: 0.25 },
  pro: { ttftMs: 1600, ttftSigma: 0.45, tokensPerSecond: 110, speedSigma: 0.25 },
} as const satisfies Record<string, LatencyProfile>

export function latencyOf(model: Model | undefined): LatencyProfile {
  if (!model) return PROFILES.flash
  const { generation } = traitsOf(model)
  if (generation === '1.5' || generation === '2.0') return PROFILES.old
  return model.id.includes('pro') ? PROFILES.pro : PROFILES.flash
}
