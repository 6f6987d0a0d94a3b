import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'

const DEFAULT: LatencyProfile = { ttftMs: 450, ttftSigma: 0.6, tokensPerSecond: 60, speedSigma: 0.3 }
const SMALL: LatencyProfile = { ttftMs: 250, ttftSigma: 0.6, tokensPerSecond: 105, speedSigma: 0.25 }

/** How fast a model answers (latency-and-errors.md 1); the small ones are a class of their own. */
export function latency(model: Model | undefined): LatencyProfile {
  return model && /small|ministral|codestral|nemo|7b|embed|moderation/.test(model.id) ? SMALL : DEFAULT
}
