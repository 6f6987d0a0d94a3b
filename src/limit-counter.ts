/**
 * How a limit forgets what was taken from it:
 *
 * - `bucket`: continuously, at limit per window. In any span of T ms at most `limit + limit × T / window` is admitted.
 * - `sliding`: each unit one window after it was taken. In any span of one window at most `limit` is admitted.
 * - `utc-day`, `pacific-day`: all at once, at 00:00 UTC, or at 08:00 UTC (midnight in California, standard time).
 */
export type WindowShape = 'bucket' | 'sliding' | 'utc-day' | 'pacific-day'

/** What has been taken from one limit. Times are milliseconds since the epoch; one that lies back counts as the latest. */
export interface Counter {
  /** Units that count now. */
  used(nowMs: number, limit: number): number
  /** Counts `units`, or gives them back where they are below 0; `used` is never below 0. */
  add(units: number, nowMs: number, limit: number): void
  /** Milliseconds until `units` of those that count now do not any more. */
  waitMs(units: number, nowMs: number, limit: number): number
}

export function createCounter(shape: WindowShape | 'in-flight', windowMs: number): Counter {
  if (shape === 'bucket') return createBucket(windowMs)
  if (shape === 'sliding') return createSliding(windowMs)
  if (shape === 'in-flight') return createInFlight()
  return createDay(windowMs, shape === 'utc-day' ? 0 : PACIFIC_MS)
}

function createBucket(windowMs: number): Counter {
  let level = 0
  let atMs = Number.NEGATIVE_INFINITY
  const drain = (nowMs: number, limit: number) => {
    if (nowMs <= atMs) return
    level = level === 0 ? 0 : Math.max(0, level - ((nowMs - atMs) * limit) / windowMs)
    atMs = nowMs
  }
  return {
    used(nowMs, limit) {
      drain(nowMs, limit)
      return level
    },
    add(units, nowMs, limit) {
      drain(nowMs, limit)
      level = Math.max(0, level + units)
    },
    waitMs: (units, _nowMs, limit) => (units * windowMs) / limit,
  }
}

interface Taken {
  readonly atMs: number
  units: number
}

function createSliding(windowMs: number): Counter {
  const log: Taken[] = []
  let sum = 0
  const forget = (nowMs: number) => {
    const kept = log.findIndex(({ atMs }) => atMs > nowMs - windowMs)
    if (kept === 0) return
    const gone = kept < 0 ? log.splice(0) : log.splice(0, kept)
    sum = log.length === 0 ? 0 : sum - gone.reduce((total, { units }) => total + units, 0)
  }
  return {
    used(nowMs) {
      forget(nowMs)
      return sum
    },
    add(units, nowMs) {
      forget(nowMs)
      const newest = log.at(-1)
      if (units < 0) giveBack(log, -units)
      else if (newest && newest.atMs >= nowMs) newest.units += units
      else log.push({ atMs: nowMs, units })
      sum = Math.max(0, sum + units)
    },
    waitMs(units, nowMs) {
      let freed = 0
      for (const taken of log) {
        freed += taken.units
        if (freed >= units - 1e-6) return Math.max(0, taken.atMs + windowMs - nowMs)
      }
      return 0
    },
  }
}

/** Takes units back from the newest entries. */
function giveBack(log: readonly Taken[], units: number): void {
  let left = units
  for (const taken of log.toReversed()) {
    const back = Math.min(left, taken.units)
    taken.units -= back
    left -= back
  }
}

const PACIFIC_MS = 8 * 3_600_000

function createDay(windowMs: number, beginsMs: number): Counter {
  let count = 0
  let day = Number.NEGATIVE_INFINITY
  const turn = (nowMs: number) => {
    const today = Math.floor((nowMs - beginsMs) / windowMs)
    if (today > day) count = 0
    day = Math.max(day, today)
  }
  return {
    used(nowMs) {
      turn(nowMs)
      return count
    },
    add(units, nowMs) {
      turn(nowMs)
      count = Math.max(0, count + units)
    },
    waitMs: (_units, nowMs) => (day + 1) * windowMs + beginsMs - nowMs,
  }
}

/** When a request in flight ends, no clock knows: a second is the wait that is asked for. */
const IN_FLIGHT_WAIT_MS = 1000

function createInFlight(): Counter {
  let count = 0
  return {
    used: () => count,
    add(units) {
      count = Math.max(0, count + units)
    },
    waitMs: () => IN_FLIGHT_WAIT_MS,
  }
}
