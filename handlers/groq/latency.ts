import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import { traitsOf } from './models.ts'

/** Fast for all: the speed is the model's, the wait is the queue (latency-and-errors.md 1). */
export function latency(model: Model | undefined): LatencyProfile {
  return {
    ttftMs: 200,
    ttftSigma: 0.7,
    tokensPerSecond: model ? traitsOf(model).tokensPerSecond : 300,
    speedSigma: 0.15,
  }
}
