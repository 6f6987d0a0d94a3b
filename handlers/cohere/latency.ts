import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import { traitsOf } from './models.ts'

/** Medians as the recordings of 2026-08 have them (`x-envoy-upstream-service-time`), and public comparisons of 2026 for the speed. */
const CHAT: LatencyProfile = { ttftMs: 260, ttftSigma: 0.5, tokensPerSecond: 90, speedSigma: 0.25 }
const SMALL: LatencyProfile = { ttftMs: 170, ttftSigma: 0.5, tokensPerSecond: 160, speedSigma: 0.25 }
const SEARCH: LatencyProfile = { ttftMs: 55, ttftSigma: 0.5, tokensPerSecond: 100_000, speedSigma: 0 }

/** How fast a model answers. */
export function latency(model: Model | undefined): LatencyProfile {
  if (!model) return CHAT
  if (traitsOf(model).api !== 'chat') return SEARCH
  return /r7b|8b|light/.test(model.id) ? SMALL : CHAT
}
