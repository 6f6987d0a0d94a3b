import type { Schedule } from './exchange.ts'
import type { FixedLatency, LatencyProfile } from './latency.ts'
import type { Random } from './random.ts'

/** What a schedule depends on. */
export interface Pace {
  readonly option: FixedLatency | undefined
  readonly profile: LatencyProfile
  readonly uncachedInputTokens: number
  readonly cachedInputTokens: number
  /** Tokens that are produced before the first visible one. */
  readonly hiddenTokens: number
  /** Tokens per stream part, in order; null where all tokens leave as one body. Asked for only where parts have times of their own. */
  partTokens(): readonly number[] | null
  readonly totalTokens: number
  /** Factors of a slow provider. */
  readonly slow: { readonly ttft: number; readonly speed: number } | undefined
}

const NETWORK_MS = 25
const SERIALISE_MS = 5
const PREFILL_TOKENS = 2000

/** When the parts of an answer leave. All zero without a latency option. */
export function scheduleOf(pace: Pace, random: Random): Schedule {
  const { slow } = pace
  const option = slow && !pace.option ? 'realistic' : pace.option
  if (option === undefined || option === 0) return atOnce(0)
  if (typeof option === 'number') return atOnce(option * (slow?.ttft ?? 1))
  const profile = option === 'realistic' ? pace.profile : { ...pace.profile, ...option }
  return realistic(pace, slow ? slowed(profile, slow) : profile, random)
}

function slowed(profile: LatencyProfile, { ttft, speed }: NonNullable<Pace['slow']>): LatencyProfile {
  return { ...profile, ttftMs: profile.ttftMs * ttft, tokensPerSecond: profile.tokensPerSecond * speed }
}

/** Everything after `ms`: what `latencyMs` means, as in the ancestor. */
function atOnce(ms: number): Schedule {
  return { headersMs: ms, ttftMs: ms, totalMs: ms }
}

function realistic(pace: Pace, profile: LatencyProfile, random: Random): Schedule {
  const networkMs = NETWORK_MS * Math.exp(0.3 * random.normal())
  const ttftMs = networkMs + timeToFirstToken(profile, pace.uncachedInputTokens + 0.1 * pace.cachedInputTokens, random)
  const meanGapMs = 1000 / (profile.tokensPerSecond * Math.exp(profile.speedSigma * random.normal()))
  const hiddenMs = pace.hiddenTokens === 0 ? 0 : random.gamma(4, meanGapMs) * pace.hiddenTokens
  const headersMs = networkMs + 0.2 * (ttftMs - networkMs)
  const partTokens = pace.partTokens()
  if (partTokens === null) {
    const totalMs = ttftMs + pace.totalTokens * meanGapMs + SERIALISE_MS
    return { headersMs: totalMs, ttftMs: totalMs, totalMs }
  }
  const partsMs = new Float64Array(partTokens.length)
  let atMs = headersMs
  let started = false
  for (const [index, tokens] of partTokens.entries()) {
    if (tokens > 0 && !started) atMs = ttftMs + hiddenMs
    else if (tokens > 0) atMs += gapMs(tokens, meanGapMs, random)
    started ||= tokens > 0
    partsMs[index] = atMs
  }
  return { headersMs, ttftMs: ttftMs + hiddenMs, totalMs: atMs, partsMs }
}

/** Gaps of single tokens are gamma distributed with shape 4; a chunk of many has the sum's mean and spread. */
function gapMs(tokens: number, meanGapMs: number, random: Random): number {
  const gap = random.gamma(4 * Math.min(tokens, 4), meanGapMs * tokens)
  return random.chance(0.002) ? gap + 200 + 600 * random.next() : gap
}

/**
 * Milliseconds until the first token, network aside: log-normal around a fixed share plus a share per uncached input token,
 * kept between 0.3 and exp(3.1 sigma) times its median.
 */
export function timeToFirstToken(profile: LatencyProfile, uncachedTokens: number, random: Random): number {
  const { ttftMs, ttftSigma } = profile
  const median = 0.6 * ttftMs + (0.4 * ttftMs * uncachedTokens) / PREFILL_TOKENS
  const factor = Math.exp(ttftSigma * random.normal())
  return median * Math.min(Math.max(factor, 0.3), Math.exp(3.1 * ttftSigma))
}
