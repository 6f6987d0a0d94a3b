import { sumDetails } from '../../../src/completion.ts'
import type { UsageReport, UsageTotals } from '../../../src/journal.ts'

/** The sums of several processes in one. */
export function sumUsage(reports: readonly UsageReport[]): UsageReport {
  return {
    ...sumTotals(reports.map(({ byProvider: _provider, byModel: _model, byTag: _tag, ...totals }) => totals)),
    byProvider: sumEach(reports.map(({ byProvider }) => byProvider)),
    byModel: sumEach(reports.map(({ byModel }) => byModel)),
    byTag: sumEach(reports.map(({ byTag }) => byTag)),
  }
}

function sumEach(records: readonly Readonly<Record<string, UsageTotals>>[]): Readonly<Record<string, UsageTotals>> {
  const names = new Set(records.flatMap((record) => Object.keys(record)))
  return Object.fromEntries(
    [...names].map((name) => [name, sumTotals(records.flatMap((record) => record[name] ?? []))]),
  )
}

function sumTotals(all: readonly UsageTotals[]): UsageTotals {
  const sum = (count: (totals: UsageTotals) => number) => all.reduce((so, totals) => so + count(totals), 0)
  return {
    exchanges: sum(({ exchanges }) => exchanges),
    costUsd: sum(({ costUsd }) => costUsd),
    inputTokens: sum(({ inputTokens }) => inputTokens),
    outputTokens: sum(({ outputTokens }) => outputTokens),
    cacheReadTokens: sum(({ cacheReadTokens }) => cacheReadTokens),
    cacheWriteTokens: sum(({ cacheWriteTokens }) => cacheWriteTokens),
    cacheWriteLongTokens: sum(({ cacheWriteLongTokens }) => cacheWriteLongTokens),
    reasoningTokens: sum(({ reasoningTokens }) => reasoningTokens),
    ...sumDetails(all),
  }
}
