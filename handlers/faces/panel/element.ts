import type { Exchange } from '../../../src/exchange.ts'
import { createControls } from './controls.ts'
import { h, setText } from './dom.ts'
import { createHead } from './head.ts'
import { createList } from './list.ts'
import type { PanelSimulation } from './panel-simulation.ts'
import type { Scenario } from './scenarios.ts'
import { STYLE } from './style.ts'

/** How often a list in which something runs is drawn, and one in which nothing does. */
const LIVELY_MS = 80
const QUIET_MS = 1000

// Without a DOM (a server that renders) the module loads all the same.
const Base = globalThis.HTMLElement ?? (Object as unknown as typeof HTMLElement)

/** `<msw-llm-panel>`: shows the exchanges of the simulation in its property `llm`, and steers it. */
export class PanelElement extends Base {
  /** Set before it is put into the page. */
  llm: PanelSimulation | undefined
  /** Scenarios of yours in the picker, below its own. */
  scenarios: readonly Scenario[] = []
  private view: View | undefined

  /** Whether it is unfolded; only a floating panel (attribute `floating`) folds. */
  get isOpen(): boolean {
    return !this.hasAttribute('floating') || this.hasAttribute('open')
  }

  set isOpen(isOpen: boolean) {
    this.toggleAttribute('open', isOpen)
    this.view?.draw()
  }

  connectedCallback(): void {
    if (!this.llm || this.view) return
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' })
    this.view = createView(this, root, this.llm)
  }

  disconnectedCallback(): void {
    this.view?.stop()
    this.view = undefined
  }
}

interface View {
  draw(): void
  stop(): void
}

function createView(host: PanelElement, root: ShadowRoot, llm: PanelSimulation): View {
  const status = h('p', { role: 'status', class: 'unseen' })
  const say = (text: string) => setText(status, text)
  const controls = createControls(llm, host.scenarios, say)
  const list = createList(llm, say)
  const head = createHead(host, llm, say, () => {
    llm.reset()
    controls.clear()
    list.clear()
    draw()
    say('Reset.')
  })
  const empty = h('p', { class: 'empty' }, 'No requests yet. Use the page: what it asks shows up here.')
  const foldOnEscape = (event: Event) => {
    if ((event as KeyboardEvent).key === 'Escape' && host.hasAttribute('floating')) head.setOpen(false)
  }
  root.replaceChildren(
    h('style', {}, STYLE),
    head.fold,
    h(
      'section',
      { class: 'panel', 'aria-label': 'msw-llm: simulated LLM traffic', keydown: foldOnEscape },
      head.element,
      controls.element,
      empty,
      list.element,
      status,
    ),
  )
  let timer: ReturnType<typeof setTimeout> | undefined
  const draw = () => {
    clearTimeout(timer)
    head.update()
    const wasReset = host.isOpen && list.update()
    if (wasReset) controls.clear()
    controls.update()
    empty.hidden = llm.exchanges.length > 0
    const isLively = llm.exchanges.some(({ state }) => state === 'pending' || state === 'streaming')
    timer = setTimeout(draw, isLively ? LIVELY_MS : QUIET_MS)
  }
  const stops = [
    llm.on('exchange', draw),
    llm.on('stream', draw),
    llm.on('end', (exchange) => {
      draw()
      say(toldOf(exchange))
    }),
  ]
  draw()
  return {
    draw,
    stop() {
      clearTimeout(timer)
      list.stop()
      stops.forEach((stop) => stop())
    },
  }
}

function toldOf({ provider, error, usage, state }: Exchange): string {
  if (error) return `${provider}: ${error.kind.replaceAll('_', ' ')}.`
  return `${provider}: ${state}, ${usage.outputTokens} tokens.`
}
