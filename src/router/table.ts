import { priceAt } from '../cost.ts'
import type { Capability, Price } from '../models.ts'
import { qualityOf } from './quality.ts'
import { modelKeyOf, type RouteEntry } from './route.ts'

/** One model with all that does not depend on the request. */
export interface Row {
  readonly provider: string
  readonly model: string
  readonly key: `${string}:${string}`
  /** The price that holds at the table's hour. */
  readonly price: Price | undefined
  readonly quality: number
  readonly ttftMs: number
  readonly tokensPerSecond: number
  readonly contextWindow: number
  readonly maxInputTokens: number
  readonly capabilities: ReadonlySet<Capability>
  readonly weight: number
  readonly priority: number
}

const TTFT_MS = 600
const TOKENS_PER_SECOND = 80
const HOUR_MS = 3_600_000

/** The rows of a router; made anew in each hour that is asked for, since prices have days and hours. */
export function createTable(entries: readonly RouteEntry[]): (atMs: number) => readonly Row[] {
  let hour = Number.NaN
  let rows: readonly Row[] = []
  return (atMs) => {
    const asked = Math.floor(atMs / HOUR_MS)
    if (asked !== hour) {
      hour = asked
      rows = entries.map((entry, index) => rowOf(entry, index, atMs))
    }
    return rows
  }
}

/** The row of one model. */
export function rowOf(entry: RouteEntry, index: number, atMs: number): Row {
  const { provider, model, latency } = entry
  const price = priceAt(model, atMs)
  return {
    provider,
    model: model.id,
    key: modelKeyOf({ provider, model: model.id }),
    price,
    quality: entry.quality ?? qualityOf(model, price),
    ttftMs: latency?.ttftMs ?? TTFT_MS,
    tokensPerSecond: latency?.tokensPerSecond ?? TOKENS_PER_SECOND,
    contextWindow: model.contextWindow,
    maxInputTokens: model.maxInputTokens ?? model.contextWindow,
    capabilities: new Set(model.capabilities),
    weight: entry.weight ?? 1,
    priority: entry.priority ?? index,
  }
}
