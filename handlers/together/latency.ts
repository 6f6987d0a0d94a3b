import type { LatencyProfile } from '../../src/latency.ts'

/** One class for all (latency-and-errors.md 1). */
export function latency(): LatencyProfile {
  return { ttftMs: 350, ttftSigma: 0.7, tokensPerSecond: 120, speedSigma: 0.3 }
}
