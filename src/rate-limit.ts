import { createCounter, type Counter, type WindowShape } from './limit-counter.ts'

/** Limits of one provider; what is absent is not limited. */
export interface Limits {
  /** Requests in flight: from admission to the last byte, or until the client leaves. */
  readonly concurrentRequests?: number
  readonly requestsPerMinute?: number
  readonly requestsPerHour?: number
  readonly requestsPerDay?: number
  /** In 30 days. */
  readonly requestsPerMonth?: number
  /** Input and output together. */
  readonly tokensPerMinute?: number
  readonly inputTokensPerMinute?: number
  readonly outputTokensPerMinute?: number
  readonly tokensPerHour?: number
  readonly tokensPerDay?: number
  /** Images in prompts. */
  readonly imagesPerMinute?: number
}

/** What a limit is about. */
export type LimitName = keyof Limits

/** One limiter as an exchange left it. */
export interface Meter {
  readonly name: LimitName
  readonly limit: number
  /** Units that count after the exchange was counted, fractions included. */
  readonly used: number
  /** Milliseconds until nothing counts any more; 0 for requests in flight, which no clock ends. */
  readonly resetMs: number
  /** 0 for requests in flight. */
  readonly windowMs: number
}

/** A refusal: the meter that had no room for longest, what was asked of it, and when there will be room in all. */
export interface LimitExcess {
  readonly meter: Meter
  readonly requested: number
  /** Infinity where the request alone is larger than the limit. */
  readonly retryAfterMs: number
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

const WINDOW_MS: Record<LimitName, number> = {
  concurrentRequests: 0,
  requestsPerMinute: MINUTE_MS,
  tokensPerMinute: MINUTE_MS,
  inputTokensPerMinute: MINUTE_MS,
  outputTokensPerMinute: MINUTE_MS,
  requestsPerHour: HOUR_MS,
  tokensPerHour: HOUR_MS,
  requestsPerDay: DAY_MS,
  tokensPerDay: DAY_MS,
  requestsPerMonth: 30 * DAY_MS,
  imagesPerMinute: MINUTE_MS,
}

/** Every limit there is. */
export const LIMIT_NAMES = Object.keys(WINDOW_MS) as readonly LimitName[]

/** What one exchange takes from each limit; 0 is refused where more than the limit counts already, what is absent never. */
export interface Demand {
  readonly requests?: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly images?: number
  /** Requests that begin (or, below 0, end) to be in flight. */
  readonly concurrent?: number
}

const DEMAND: Record<LimitName, (demand: Demand) => number | undefined> = {
  concurrentRequests: (demand) => demand.concurrent,
  requestsPerMinute: (demand) => demand.requests,
  tokensPerMinute: tokensOf,
  inputTokensPerMinute: (demand) => demand.inputTokens,
  outputTokensPerMinute: (demand) => demand.outputTokens,
  requestsPerHour: (demand) => demand.requests,
  tokensPerHour: tokensOf,
  requestsPerDay: (demand) => demand.requests,
  tokensPerDay: tokensOf,
  requestsPerMonth: (demand) => demand.requests,
  imagesPerMinute: (demand) => demand.images,
}

function tokensOf({ inputTokens, outputTokens }: Demand): number {
  return inputTokens + outputTokens
}

/** Where a request is counted, and against what. */
export interface LimitPlan {
  /** Requests with the same scope share their meters. */
  readonly scope: string
  readonly limits: Limits
  /** How a limit forgets. Default: a bucket that drains continuously. */
  shape?(name: LimitName): WindowShape | undefined
}

/** The meters of a simulation's traffic. */
export interface Limiter {
  /** Takes the demand from every meter of the plan, or from none and says which has no room. */
  take(plan: LimitPlan, demand: Demand, nowMs: number): readonly Meter[] | LimitExcess
  /** Adds a difference, or gives it back, without asking for room. */
  settle(plan: LimitPlan, difference: Demand, nowMs: number): readonly Meter[]
  /** Ends one request in flight; later than a `reset` it does nothing. Called once with what `take` was called with. */
  releaseLater(plan: LimitPlan): () => void
  reset(): void
}

/** Whether `take` refused. */
export function isExcess(result: readonly Meter[] | LimitExcess): result is LimitExcess {
  return 'meter' in result
}

interface Entry {
  readonly name: LimitName
  readonly limit: number
  readonly counter: Counter
}

/** What one scope has been counted in. */
interface Counted {
  readonly counters: Map<LimitName, Counter>
  /** The limits that `entries` are of. */
  limits: Limits | undefined
  entries: readonly Entry[]
}

/** What doubles may be off by: a request must not be refused at the instant that it was promised. */
const SLACK = 1e-6

export function createLimiter(): Limiter {
  const places = new Map<string, Counted>()

  const entriesOf = (plan: LimitPlan): readonly Entry[] => {
    const { scope, limits, shape } = plan
    let place = places.get(scope)
    if (!place) places.set(scope, (place = { counters: new Map(), limits: undefined, entries: [] }))
    // Most exchanges of a scope meet the same limits.
    if (place.limits === limits) return place.entries
    const entries: Entry[] = []
    for (const name of LIMIT_NAMES) {
      const limit = limits[name]
      if (limit === undefined) continue
      let counter = place.counters.get(name)
      if (!counter) {
        const kind = name === 'concurrentRequests' ? 'in-flight' : (shape?.(name) ?? 'bucket')
        place.counters.set(name, (counter = createCounter(kind, WINDOW_MS[name])))
      }
      entries.push({ name, limit, counter })
    }
    place.limits = limits
    place.entries = entries
    return entries
  }

  return {
    take(plan, demand, nowMs) {
      const entries = entriesOf(plan)
      let worst: LimitExcess | undefined
      for (const entry of entries) {
        const excess = excessOf(entry, DEMAND[entry.name](demand), nowMs)
        if (excess && (!worst || excess.retryAfterMs > worst.retryAfterMs)) worst = excess
      }
      return worst ?? entries.map((entry) => added(entry, demand, nowMs))
    },
    settle: (plan, difference, nowMs) => entriesOf(plan).map((entry) => added(entry, difference, nowMs)),
    releaseLater(plan) {
      const held = entriesOf(plan).find(({ name }) => name === 'concurrentRequests')?.counter
      return () => held?.add(-1, 0, 1)
    },
    reset: () => places.clear(),
  }
}

function added({ name, limit, counter }: Entry, demand: Demand, nowMs: number): Meter {
  const units = DEMAND[name](demand) ?? 0
  if (units !== 0) counter.add(units, nowMs, limit)
  return meterOf({ name, limit, counter }, nowMs)
}

function excessOf(entry: Entry, requested: number | undefined, nowMs: number): LimitExcess | undefined {
  if (requested === undefined) return undefined
  const { limit, counter } = entry
  const excess = counter.used(nowMs, limit) + requested - limit
  if (excess <= SLACK) return undefined
  const retryAfterMs = requested > limit ? Number.POSITIVE_INFINITY : counter.waitMs(excess, nowMs, limit)
  return { meter: meterOf(entry, nowMs), requested, retryAfterMs }
}

function meterOf({ name, limit, counter }: Entry, nowMs: number): Meter {
  const used = counter.used(nowMs, limit)
  const windowMs = WINDOW_MS[name]
  return { name, limit, used, windowMs, resetMs: windowMs === 0 || used === 0 ? 0 : counter.waitMs(used, nowMs, limit) }
}
