// What the journal knows: one row per model.
import { table } from './terminal.mjs'

const TITLES = ['provider', 'model', 'exch', 'in', 'out', 'cached', 'TTFT', 'tok/s', 'cost']
const IS_NUMBER = [false, false, true, true, true, true, true, true, true]

export function printReport(llm) {
  const usage = llm.usage()
  const rows = Object.entries(usage.byModel).map(([id, totals]) => {
    const exchanges = llm.exchanges.filter((exchange) => exchange.model?.id === id)
    const [{ provider, model: resolved }] = exchanges
    return [provider, resolved.model.id, ...sums(totals), ...pace(exchanges), usd(totals.costUsd)]
  })
  table(TITLES, [...rows, ['total', '', ...sums(usage), '', '', usd(usage.costUsd)]], IS_NUMBER)
}

function sums({ exchanges, inputTokens, outputTokens, cacheReadTokens }) {
  return [exchanges, inputTokens, outputTokens, cacheReadTokens].map(String)
}

/** Median time to first token of the streams that were not cut, and the speed of the longest of them. */
function pace(exchanges) {
  const streams = exchanges.filter(({ request, state, error }) => request.stream && state !== 'cut' && !error)
  const firsts = streams.map(({ schedule }) => schedule.ttftMs).toSorted((a, b) => a - b)
  const [{ schedule, usage }] = streams.toSorted((a, b) => b.usage.outputTokens - a.usage.outputTokens)
  const perSecond = (1000 * usage.outputTokens) / (schedule.totalMs - schedule.ttftMs)
  return [`${firsts[firsts.length >> 1].toFixed(0)} ms`, perSecond.toFixed(0)]
}

function usd(amount) {
  return `$${amount.toFixed(4)}`
}
