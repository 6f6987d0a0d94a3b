import { h } from './dom.ts'
import type { PanelExchange, PanelSimulation } from './panel-simulation.ts'
import { createRow, type Row } from './row.ts'
import { watchTiming } from './timing.ts'
import { barsOf } from './waterfall.ts'

/** Exchanges that the list shows; the totals count all. */
const SHOWN = 100

/** The rows, newest first. */
export function createList(llm: PanelSimulation, say: (text: string) => void) {
  const timing = watchTiming(llm)
  let rows = new Map<PanelExchange, Row>()
  const element = h('ol', {
    class: 'list',
    'aria-label': 'Exchanges, newest first',
    keydown: (event) => moveFocus(event as KeyboardEvent),
  })
  function moveFocus(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const buttons = Array.from(element.querySelectorAll<HTMLButtonElement>('.row'))
    const index = buttons.indexOf(event.target as HTMLButtonElement)
    if (step === undefined || index < 0) return
    event.preventDefault()
    buttons[index + step]?.focus()
  }
  const clear = () => {
    rows = new Map()
    element.replaceChildren()
  }
  return {
    element,
    clear,
    stop: timing.stop,
    /** Gives back whether the simulation was reset meanwhile. */
    update(): boolean {
      const shown = llm.exchanges.slice(-SHOWN)
      const known = [...rows.keys()]
      const wasReset = known.length > 0 && !known.some((exchange) => shown.includes(exchange))
      if (wasReset) clear()
      for (const exchange of shown) {
        if (rows.has(exchange)) continue
        const row = createRow(exchange, llm, say)
        rows.set(exchange, row)
        element.prepend(row.element)
      }
      for (const [exchange, row] of rows) {
        if (shown.includes(exchange)) continue
        row.element.remove()
        rows.delete(exchange)
      }
      const bars = barsOf(shown.map((exchange) => timing.spanOf(exchange)))
      for (const [index, exchange] of shown.entries()) rows.get(exchange)!.update(bars[index]!)
      return wasReset
    },
  }
}
