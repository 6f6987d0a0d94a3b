import type { LatencyProfile } from '../../src/latency.ts'
import type { Model } from '../../src/models.ts'
import { traitsOf } from './models.ts'

/** A laptop with a good GPU: the larger the file, the slower (guess around the recorded 32 to 130 tokens a second). */
export function latency(model: Model | undefined): LatencyProfile {
  const gigabytes = (model ? traitsOf(model).size : 5e9) / 1e9
  return {
    ttftMs: 120 + 40 * gigabytes,
    ttftSigma: 0.4,
    tokensPerSecond: Math.max(8, Math.round(180 / Math.max(1, gigabytes))),
    speedSigma: 0.1,
  }
}
