import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import type { LimitsOf } from '../../src/provider.ts'
import type { Limits } from '../../src/rate-limit.ts'
import { traitsOf } from './models.ts'

/** What holds where a request named no model. */
const NO_MODEL: Limits = { requestsPerMinute: 4000, inputTokensPerMinute: 2_000_000, outputTokensPerMinute: 400_000 }

function tier(number: 1 | 2 | 3 | 4): LimitsOf {
  return (model) => {
    const row = model && traitsOf(model).tiers[number - 1]
    if (!row) return NO_MODEL
    const [requestsPerMinute, inputTokensPerMinute, outputTokensPerMinute] = row
    return { requestsPerMinute, inputTokensPerMinute, outputTokensPerMinute }
  }
}

/** The classic usage tiers [9]. */
export const tiers = { 'tier-1': tier(1), 'tier-2': tier(2), 'tier-3': tier(3), 'tier-4': tier(4) } as const

/** The limits of the highest classic tier. */
export const limitsOf = tiers['tier-4']

/** All of Opus 4 share their limits, and all of Sonnet 4 (the vendor's page of limits, by memory). */
export function limitPool({ id }: Model): string {
  return /^claude-(?:opus|sonnet)-4/.exec(id)?.[0] ?? id
}

/** Latency by class of model; p50 and p95 of public measurements (Sonnet), else estimates. */
const PROFILES = {
  haiku: { ttftMs: 380, ttftSigma: 0.4, tokensPerSecond: 150, speedSigma: 0.25 },
  sonnet: { ttftMs: 620, ttftSigma: 0.36, tokensPerSecond: 97, speedSigma: 0.2 },
  opus: { ttftMs: 1200, ttftSigma: 0.45, tokensPerSecond: 55, speedSigma: 0.25 },
} as const satisfies Record<string, LatencyProfile>

/** Believable timing of a model; those larger than Opus have Opus's. */
export function latencyOf(model: Model | undefined): LatencyProfile {
  const id = model?.id ?? 'sonnet'
  if (id.includes('haiku')) return PROFILES.haiku
  return id.includes('sonnet') ? PROFILES.sonnet : PROFILES.opus
}
