import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'

const FAST: LatencyProfile = { ttftMs: 350, ttftSigma: 0.5, tokensPerSecond: 215, speedSigma: 0.2 }
const LARGE: LatencyProfile = { ttftMs: 900, ttftSigma: 0.7, tokensPerSecond: 75, speedSigma: 0.3 }

/** How fast a model answers (latency-and-errors.md 1). */
export function latency(model: Model | undefined): LatencyProfile {
  return model && /fast|mini/.test(model.id) ? FAST : LARGE
}
