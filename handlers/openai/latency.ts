import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import { traitsOf, type OpenAiFamily } from './models.ts'

/** Public medians of 2026 (latency-and-errors.md 1); `mini` and `nano` models are a class of their own. */
const PROFILES: Partial<Record<OpenAiFamily, LatencyProfile>> & {
  readonly default: LatencyProfile
  readonly small: LatencyProfile
} = {
  default: { ttftMs: 450, ttftSigma: 0.55, tokensPerSecond: 131, speedSigma: 0.25 },
  small: { ttftMs: 380, ttftSigma: 0.55, tokensPerSecond: 110, speedSigma: 0.3 },
  'gpt-5': { ttftMs: 450, ttftSigma: 0.6, tokensPerSecond: 85, speedSigma: 0.26 },
  'gpt-5.1+': { ttftMs: 450, ttftSigma: 0.6, tokensPerSecond: 85, speedSigma: 0.26 },
  o: { ttftMs: 450, ttftSigma: 0.6, tokensPerSecond: 100, speedSigma: 0.3 },
  embedding: { ttftMs: 120, ttftSigma: 0.6, tokensPerSecond: 100_000, speedSigma: 0 },
}

/** How fast a model answers. */
export function latency(model: Model | undefined): LatencyProfile {
  if (!model) return PROFILES.default
  if (/mini|nano/.test(model.id)) return PROFILES.small
  return PROFILES[traitsOf(model).family] ?? PROFILES.default
}
