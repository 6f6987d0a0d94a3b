import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import type { Limits } from '../../src/rate-limit.ts'
import { traitsOf } from './model-traits.ts'

/** Limits of the first paid tier [11]; of no model, those of a fast one. */
export function limitsOf(model: Model | undefined): Limits {
  const [requestsPerMinute, inputTokensPerMinute, requestsPerDay] = model
    ? traitsOf(model).tier
    : [1000, 1_000_000, 10_000]
  return { requestsPerMinute, inputTokensPerMinute, requestsPerDay }
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
