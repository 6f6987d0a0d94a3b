import { h, setText } from './dom.ts'
import { count, standingOf, usd } from './figures.ts'
import type { PanelSimulation } from './panel-simulation.ts'

/** Sums over all exchanges. */
export function createTotals(llm: PanelSimulation) {
  const requests = h('dd')
  const tokens = h('dd')
  const cost = h('dd')
  const failed = h('dd')
  const failures = h('div', { class: 'failed' }, h('dt', {}, 'failed'), failed)
  const element = h(
    'dl',
    { class: 'totals', 'aria-label': 'Totals' },
    h('div', {}, h('dt', {}, 'requests'), requests),
    h('div', {}, h('dt', {}, 'tokens'), tokens),
    h('div', {}, h('dt', {}, 'would have cost'), cost),
    failures,
  )
  return {
    element,
    /** Gives back the sums in a few words. */
    update(): string {
      const { exchanges, inputTokens, outputTokens, costUsd } = llm.usage()
      const errors = llm.exchanges.filter((exchange) => ['failed', 'cut'].includes(standingOf(exchange))).length
      setText(requests, String(exchanges))
      setText(tokens, `${count(inputTokens)}→${count(outputTokens)}`)
      setText(cost, usd(costUsd))
      setText(failed, String(errors))
      failures.hidden = errors === 0
      return `${exchanges} · ${usd(costUsd)}${errors > 0 ? ` · ${errors} failed` : ''}`
    },
  }
}
