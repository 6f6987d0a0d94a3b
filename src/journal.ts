import { NO_USAGE, sumDetails, type Usage } from './completion.ts'
import type { Exchange, ExchangeRecord } from './exchange.ts'

/** Sums over exchanges. */
export interface UsageTotals extends Usage {
  readonly exchanges: number
  readonly costUsd: number
}

/** Sums of all exchanges, and of each provider, model and tag. */
export interface UsageReport extends UsageTotals {
  readonly byProvider: Readonly<Record<string, UsageTotals>>
  readonly byModel: Readonly<Record<string, UsageTotals>>
  readonly byTag: Readonly<Record<string, UsageTotals>>
}

/**
 * What `llm.on` tells: `exchange` when an answer is decided, before its first byte leaves; `stream` when its stream begins; `end` when the
 * exchange is complete, aborted or cut.
 */
export type JournalEvent = 'exchange' | 'stream' | 'end'

/** Hears of an exchange. */
export type JournalListener = (exchange: Exchange) => void

/** The exchanges so far. Keeps the newest `limit` of them; what is forgotten stays in the sums. */
export interface Journal {
  add(record: ExchangeRecord): void
  /** Puts usage and cost into an exchange; again where it ended early. */
  charge(record: ExchangeRecord, usage: Usage, costUsd: number): void
  /** Calls the listener from now on, also after `reset`; gives back how to stop that. */
  on(event: JournalEvent, listener: JournalListener): () => void
  /** Tells the listeners, unless the exchange is from before a reset. */
  emit(event: JournalEvent, record: ExchangeRecord): void
  /** The kept exchanges in order of arrival. */
  entries(): readonly Exchange[]
  usage(): UsageReport
  /** USD of all exchanges, also of those that are still streaming. */
  costUsd(): number
  reset(): void
}

interface Sum {
  totals: UsageTotals
  readonly byProvider: Map<string, UsageTotals>
  readonly byModel: Map<string, UsageTotals>
  readonly byTag: Map<string, UsageTotals>
}

export function createJournal(limit: number): Journal {
  let records: ExchangeRecord[] = []
  let forgotten = emptySum()
  /** Marks the exchanges since the last reset. */
  let life = {}
  let spentUsd = 0
  const listeners = new Set<{ readonly event: JournalEvent; readonly listener: JournalListener }>()

  const slack = Math.max(64, limit >> 2)
  let forgetAt = limit + slack
  const forgetOldest = () => {
    const cut = records.length - limit
    const kept = records.slice(cut)
    const running: ExchangeRecord[] = []
    for (const record of records.slice(0, cut)) {
      // Exchanges that still stream may yet change what they cost.
      if (record.state === 'pending' || record.state === 'streaming') running.push(record)
      else addTo(forgotten, record)
    }
    records = [...running, ...kept]
    forgetAt = records.length + slack
  }
  return {
    add(record) {
      records.push(record)
      record.life = life
      if (records.length >= forgetAt) forgetOldest()
    },
    charge(record, usage, costUsd) {
      if (record.life === life) spentUsd += costUsd - record.costUsd
      record.usage = usage
      record.costUsd = costUsd
    },
    on(event, listener) {
      const entry = { event, listener }
      listeners.add(entry)
      return () => void listeners.delete(entry)
    },
    emit(event, record) {
      if (listeners.size === 0 || record.life !== life) return
      for (const one of listeners) if (one.event === event) tell(one.listener, record)
    },
    entries: () => records.slice(-limit),
    usage() {
      const sum = copyOf(forgotten)
      for (const record of records) addTo(sum, record)
      return reportOf(sum)
    },
    costUsd: () => spentUsd,
    reset() {
      records = []
      life = {}
      spentUsd = 0
      forgetAt = limit + slack
      forgotten = emptySum()
    },
  }
}

/** A listener's mistake is uncaught, as one of an event target: the exchange goes on. */
function tell(listener: JournalListener, exchange: Exchange): void {
  try {
    listener(exchange)
  } catch (error) {
    queueMicrotask(() => {
      throw error
    })
  }
}

/** Sums over a list of exchanges. */
export function totalsOf(exchanges: readonly Exchange[]): UsageReport {
  const sum = emptySum()
  for (const exchange of exchanges) addTo(sum, exchange)
  return reportOf(sum)
}

function reportOf(sum: Sum): UsageReport {
  return {
    ...sum.totals,
    byProvider: Object.fromEntries(sum.byProvider),
    byModel: Object.fromEntries(sum.byModel),
    byTag: Object.fromEntries(sum.byTag),
  }
}

const NOTHING: UsageTotals = { ...NO_USAGE, exchanges: 0, costUsd: 0 }

function emptySum(): Sum {
  return { totals: NOTHING, byProvider: new Map(), byModel: new Map(), byTag: new Map() }
}

function copyOf(sum: Sum): Sum {
  return {
    totals: sum.totals,
    byProvider: new Map(sum.byProvider),
    byModel: new Map(sum.byModel),
    byTag: new Map(sum.byTag),
  }
}

function addTo(sum: Sum, record: Exchange): void {
  sum.totals = plus(sum.totals, record)
  const addAt = (map: Map<string, UsageTotals>, key: string) => map.set(key, plus(map.get(key) ?? NOTHING, record))
  addAt(sum.byProvider, record.provider)
  if (record.model) addAt(sum.byModel, record.model.id)
  if (record.tag !== undefined) addAt(sum.byTag, record.tag)
}

function plus(totals: UsageTotals, { usage, costUsd }: Exchange): UsageTotals {
  return {
    exchanges: totals.exchanges + 1,
    costUsd: totals.costUsd + costUsd,
    inputTokens: totals.inputTokens + usage.inputTokens,
    outputTokens: totals.outputTokens + usage.outputTokens,
    cacheReadTokens: totals.cacheReadTokens + usage.cacheReadTokens,
    cacheWriteTokens: totals.cacheWriteTokens + usage.cacheWriteTokens,
    cacheWriteLongTokens: totals.cacheWriteLongTokens + usage.cacheWriteLongTokens,
    reasoningTokens: totals.reasoningTokens + usage.reasoningTokens,
    ...sumDetails([totals, usage]),
  }
}
