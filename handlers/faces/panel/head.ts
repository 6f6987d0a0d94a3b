import { h, setAttribute, setText } from './dom.ts'
import type { PanelElement } from './element.ts'
import type { PanelSimulation } from './panel-simulation.ts'
import { createTotals } from './totals.ts'

/** Totals, and the buttons that concern all streams. */
export function createHead(
  host: Pick<PanelElement, 'isOpen'>,
  llm: PanelSimulation,
  say: (text: string) => void,
  reset: () => void,
) {
  const totals = createTotals(llm)
  const folded = h('span')
  const pause = h('button', { type: 'button', class: 'pause', click: togglePause }, 'Pause')
  const step = h('button', { type: 'button', click: () => llm.streams.step() }, 'Step')
  const clear = h(
    'button',
    { type: 'button', click: reset, title: 'Exchanges, rules, faults, settings and limits back to the start' },
    'Reset',
  )
  const setOpen = (isOpen: boolean) => {
    host.isOpen = isOpen
    ;(isOpen ? close : fold).focus()
  }
  const close = h(
    'button',
    { type: 'button', class: 'close', 'aria-label': 'Fold the panel', click: () => setOpen(false) },
    '×',
  )
  const fold = h('button', { type: 'button', class: 'fold', click: () => setOpen(true) }, h('b', {}, 'LLM'), folded)
  const element = h(
    'header',
    {},
    h('h2', {}, 'msw-llm'),
    totals.element,
    h('span', { class: 'buttons' }, pause, step, clear, close),
  )
  function togglePause(): void {
    if (llm.streams.isPaused()) llm.streams.resume()
    else llm.streams.pause()
    say(llm.streams.isPaused() ? 'Streams are paused.' : 'Streams go on.')
    update()
  }
  function update(): void {
    const sums = totals.update()
    setText(folded, sums)
    setAttribute(fold, 'aria-label', `Show the LLM panel: ${sums}`)
    const isPaused = llm.streams.isPaused()
    setText(pause, isPaused ? 'Resume' : 'Pause')
    pause.classList.toggle('on', isPaused)
    step.disabled = !isPaused
  }
  return { element, fold, setOpen, update }
}
