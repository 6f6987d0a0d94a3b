import { UsageError } from '../errors.ts'
import type { RejectReason, RouteAttempt } from './route.ts'

/** When a model that fails is left alone. */
export interface CooldownOptions {
  /** Failures within a minute that are borne. Default: 3. */
  readonly allowedFails?: number
  /** Default: 5,000 ms, or what a `retry-after` says if that is longer. */
  readonly timeMs?: number
  /** Statuses after which a model rests at once. Default: 401, 404, 408, 429. */
  readonly onStatus?: readonly number[]
}

/** What is known of a provider from elsewhere. */
export type ProviderHealth = 'up' | 'degraded' | 'down'

/** How models have fared lately: cool-downs, measured times, calls in flight, tokens of this minute. */
export interface Health {
  /** Why a model rests; undefined: it does not. */
  restOf(provider: string, key: string): Extract<RejectReason, 'cooling-down' | 'rate-limited'> | undefined
  isDegraded(provider: string): boolean
  /** Measured time by expected time; 1 before anything is measured. */
  slownessOf(key: string): number
  /** The 95th percentile of measured times, in ms. */
  p95MsOf(key: string): number | undefined
  inFlight(key: string): number
  tokensThisMinute(key: string): number
  start(key: string, tokens: number): void
  end(key: string, attempt: RouteAttempt, expectedMs: number): void
  set(provider: string, health: ProviderHealth): void
  reset(): void
}

interface Record {
  restsUntilMs: number
  rest: 'cooling-down' | 'rate-limited'
  slowness: number
  readonly latencies: number[]
  inFlight: number
  minute: number
  tokens: number
  failures: number
  requests: number
}

const MINUTE_MS = 60_000
const KEPT = 64
/** Share of the newest measurement in the mean. */
const NEWEST = 0.3

export function createHealth(now: () => number, options: CooldownOptions = {}): Health {
  const { allowedFails = 3, timeMs = 5000, onStatus = [401, 404, 408, 429] } = options
  let records = new Map<string, Record>()
  let states = new Map<string, ProviderHealth>()

  const recordOf = (key: string) => recordIn(records, key, Math.floor(now() / MINUTE_MS))
  return {
    restOf(provider, key) {
      if (states.get(provider) === 'down') return 'cooling-down'
      const record = records.get(key)
      return record && record.restsUntilMs > now() ? record.rest : undefined
    },
    isDegraded: (provider) => states.get(provider) === 'degraded',
    slownessOf: (key) => records.get(key)?.slowness ?? 1,
    p95MsOf(key) {
      const latencies = records.get(key)?.latencies
      if (!latencies || latencies.length === 0) return undefined
      return latencies.toSorted((a, b) => a - b)[Math.ceil(0.95 * latencies.length) - 1]
    },
    inFlight: (key) => records.get(key)?.inFlight ?? 0,
    tokensThisMinute: (key) => (records.has(key) ? recordOf(key).tokens : 0),
    start(key, tokens) {
      const record = recordOf(key)
      record.inFlight++
      record.tokens += tokens
    },
    end(key, attempt, expectedMs) {
      const record = recordOf(key)
      record.inFlight = Math.max(0, record.inFlight - 1)
      record.requests++
      if (isAnswered(attempt)) measure(record, attempt.latencyMs, expectedMs)
      else if (fails(record, attempt, allowedFails, onStatus)) {
        record.restsUntilMs = now() + Math.max(timeMs, attempt.retryAfterMs ?? 0)
        record.rest = attempt.status === 429 ? 'rate-limited' : 'cooling-down'
      }
    },
    set(provider, health) {
      if (!['up', 'degraded', 'down'].includes(health)) {
        throw new UsageError(`setHealth: ${JSON.stringify(health)} is no state. States: up, degraded, down.`)
      }
      states.set(provider, health)
    },
    reset() {
      records = new Map()
      states = new Map()
    },
  }
}

function recordIn(records: Map<string, Record>, key: string, minute: number): Record {
  let record = records.get(key)
  if (!record) {
    record = {
      restsUntilMs: -Infinity,
      rest: 'cooling-down',
      slowness: 1,
      latencies: [],
      inFlight: 0,
      minute,
      tokens: 0,
      failures: 0,
      requests: 0,
    }
    records.set(key, record)
  }
  if (record.minute !== minute) Object.assign(record, { minute, tokens: 0, failures: 0, requests: 0 })
  return record
}

function isAnswered({ status }: RouteAttempt): boolean {
  return typeof status === 'number' && status < 400
}

function measure(record: Record, latencyMs: number, expectedMs: number): void {
  if (expectedMs > 0) record.slowness += NEWEST * (latencyMs / expectedMs - record.slowness)
  record.latencies.push(latencyMs)
  if (record.latencies.length > KEPT) record.latencies.shift()
}

/** Counts a failure; gives back whether the model has to rest. */
function fails(record: Record, { status }: RouteAttempt, allowedFails: number, onStatus: readonly number[]): boolean {
  // What the request itself did wrong says nothing of the model.
  if (status === 400 || status === 422) return false
  record.failures++
  if (typeof status === 'number' && onStatus.includes(status)) return true
  return record.failures > allowedFails || (record.requests >= 5 && record.failures > record.requests / 2)
}
