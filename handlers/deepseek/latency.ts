import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import { traitsOf } from './models.ts'

const DEFAULT: LatencyProfile = { ttftMs: 300, ttftSigma: 1.29, tokensPerSecond: 150, speedSigma: 0.8 }
const THINKING: LatencyProfile = { ttftMs: 800, ttftSigma: 1, tokensPerSecond: 60, speedSigma: 0.6 }

/** How fast a model answers: the spread is wide (latency-and-errors.md 1). */
export function latency(model: Model | undefined): LatencyProfile {
  return model && traitsOf(model).thinks ? THINKING : DEFAULT
}
