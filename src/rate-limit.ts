/** Limits of one provider; what is absent is not limited. */
export interface Limits {
  readonly requestsPerMinute?: number
  readonly tokensPerMinute?: number
  readonly inputTokensPerMinute?: number
  readonly outputTokensPerMinute?: number
  readonly requestsPerDay?: number
  readonly tokensPerDay?: number
  /** Images in prompts. */
  readonly imagesPerMinute?: number
}

export type LimitName = keyof Limits

/** One limiter as an exchange left it. */
export interface Meter {
  readonly name: LimitName
  readonly limit: number
  /** Units in the bucket after the exchange was counted, fractions included. */
  readonly used: number
  /** Milliseconds until the bucket is empty again. */
  readonly resetMs: number
  readonly windowMs: number
}

/** A refusal: the meter that had no room, what was asked of it, and when there will be room. */
export interface LimitExcess {
  readonly meter: Meter
  readonly requested: number
  /** Infinity where the request alone is larger than the limit. */
  readonly retryAfterMs: number
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const WINDOW_MS: Record<LimitName, number> = {
  requestsPerMinute: MINUTE_MS,
  tokensPerMinute: MINUTE_MS,
  inputTokensPerMinute: MINUTE_MS,
  outputTokensPerMinute: MINUTE_MS,
  requestsPerDay: DAY_MS,
  tokensPerDay: DAY_MS,
  imagesPerMinute: MINUTE_MS,
}

/** What one exchange takes from each bucket. */
export interface Demand {
  readonly requests: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly images?: number
}

const DEMAND: Record<LimitName, (demand: Demand) => number> = {
  requestsPerMinute: (demand) => demand.requests,
  tokensPerMinute: (demand) => demand.inputTokens + demand.outputTokens,
  inputTokensPerMinute: (demand) => demand.inputTokens,
  outputTokensPerMinute: (demand) => demand.outputTokens,
  requestsPerDay: (demand) => demand.requests,
  tokensPerDay: (demand) => demand.inputTokens + demand.outputTokens,
  imagesPerMinute: (demand) => demand.images ?? 0,
}

interface Bucket {
  used: number
  atMs: number
}

/** Counts one provider's traffic, in buckets that drain continuously at limit per window. */
export interface Limiter {
  /** Takes the demand from every bucket of `key`, or from none and says which has no room. */
  take(key: string, limits: Limits, demand: Demand, nowMs: number): readonly Meter[] | LimitExcess
  /** Corrects an estimate: adds (or gives back) the difference without asking for room. */
  settle(key: string, limits: Limits, difference: Demand, nowMs: number): readonly Meter[]
  reset(): void
}

/** Whether `take` refused. */
export function isExcess(result: readonly Meter[] | LimitExcess): result is LimitExcess {
  return 'meter' in result
}

export function createLimiter(): Limiter {
  const buckets = new Map<string, Bucket>()

  const drained = (key: string, name: LimitName, limit: number, nowMs: number): Bucket => {
    const id = `${key}\n${name}`
    let bucket = buckets.get(id)
    if (!bucket) buckets.set(id, (bucket = { used: 0, atMs: nowMs }))
    bucket.used = Math.max(0, bucket.used - ((nowMs - bucket.atMs) * limit) / WINDOW_MS[name])
    bucket.atMs = nowMs
    return bucket
  }
  const meterOf = (name: LimitName, limit: number, used: number): Meter => {
    const windowMs = WINDOW_MS[name]
    return { name, limit, used, windowMs, resetMs: (used * windowMs) / limit }
  }
  return {
    take(key, limits, demand, nowMs) {
      const wanted = limitNames(limits).map((name) => {
        const limit = limits[name]!
        return { name, limit, requested: DEMAND[name](demand), bucket: drained(key, name, limit, nowMs) }
      })
      for (const { name, limit, requested, bucket } of wanted) {
        // A millionth of a unit of slack: arithmetic of doubles must not refuse at the promised instant.
        const excess = bucket.used + requested - limit
        if (excess <= 1e-6) continue
        const waitMs = requested > limit ? Number.POSITIVE_INFINITY : (excess * WINDOW_MS[name]) / limit
        return { meter: meterOf(name, limit, bucket.used), requested, retryAfterMs: waitMs }
      }
      return wanted.map(({ name, limit, requested, bucket }) => meterOf(name, limit, (bucket.used += requested)))
    },
    settle(key, limits, difference, nowMs) {
      return limitNames(limits).map((name) => {
        const bucket = drained(key, name, limits[name]!, nowMs)
        bucket.used = Math.max(0, bucket.used + DEMAND[name](difference))
        return meterOf(name, limits[name]!, bucket.used)
      })
    },
    reset: () => buckets.clear(),
  }
}

function limitNames(limits: Limits): LimitName[] {
  const names = Object.keys(WINDOW_MS) as LimitName[]
  return names.filter((name) => limits[name] !== undefined)
}
