import { UsageError } from './errors.ts'
import type { Exchange } from './exchange.ts'
import type { Random } from './random.ts'

/** Believable timing of one model, as its provider serves it. */
export interface LatencyProfile {
  /** Median milliseconds until the first content for a prompt of 2,000 tokens. */
  readonly ttftMs: number
  /** Log-normal sigma of that: ln(p95/p50)/1.645. */
  readonly ttftSigma: number
  /** Median output tokens per second. */
  readonly tokensPerSecond: number
  /** Log-normal sigma of the speed between requests. */
  readonly speedSigma: number
}

/** A latency without a function: a fixed delay in ms, each provider's own profile, or a profile of which any part may be left out. */
export type FixedLatency = number | 'realistic' | Partial<LatencyProfile>

/**
 * Decides by the exchange, whose outcome and usage are known; `random` belongs to the exchange, so any distribution can be drawn from it.
 *
 * @example
 * createSimulation({ latency: (exchange, random) => (exchange.provider === 'groq' ? 50 : 300 * Math.exp(0.4 * random.normal())) })
 */
export type LatencyFunction = (exchange: Exchange, random: Random) => FixedLatency

/** Numbers for all, `realistic` for each provider's own profile, or a function. Undefined: no waiting. */
export type LatencyOption = FixedLatency | LatencyFunction

/** What a latency function says of this exchange, checked. */
export function latencyBy(latency: LatencyFunction, exchange: Exchange, random: Random): FixedLatency {
  return latencyOption({ latency: latency(exchange, random) }) as FixedLatency
}

/** The latency option of a simulation out of its two spellings. */
export function latencyOption(options: {
  readonly latencyMs?: number
  readonly latency?: LatencyOption
}): LatencyOption | undefined {
  if (options.latencyMs !== undefined && options.latency !== undefined) {
    throw new UsageError(
      `Both latencyMs (${options.latencyMs}) and latency (${JSON.stringify(options.latency)}) are given. Keep one: latencyMs for a fixed delay, latency for a profile.`,
    )
  }
  const option = options.latencyMs ?? options.latency
  if (typeof option === 'number' && !(option >= 0 && option < Number.POSITIVE_INFINITY)) {
    throw new UsageError(`latencyMs must be 0 or more milliseconds, not ${option}.`)
  }
  if (typeof option === 'string' && option !== 'realistic') {
    throw new UsageError(`latency must be a number of milliseconds, 'realistic' or a profile, not '${String(option)}'.`)
  }
  return option
}
