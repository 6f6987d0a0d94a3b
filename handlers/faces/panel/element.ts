import { createControls } from './controls.ts'
import { h, setText } from './dom.ts'
import { createHead } from './head.ts'
import { createList } from './list.ts'
import type { PanelExchange, PanelSimulation } from './panel-simulation.ts'
import { createRedraw } from './redraw.ts'
import type { Scenario } from './scenarios.ts'
import { STYLE } from './style.ts'

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
    redraw.now()
    say('Reset.')
  })
  const empty = h('p', { class: 'empty' }, 'No requests yet. What is asked shows up here.')
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
  const redraw = createRedraw(() => {
    head.update()
    const wasReset = host.isOpen && list.update()
    if (wasReset) controls.clear()
    controls.update()
    empty.hidden = llm.exchanges.length > 0
    return llm.exchanges.some(({ state }) => state === 'pending' || state === 'streaming')
  })
  const stops = [
    llm.on('exchange', redraw.soon),
    llm.on('stream', redraw.soon),
    llm.on('end', (exchange) => {
      redraw.soon()
      say(toldOf(exchange))
    }),
  ]
  redraw.now()
  return {
    draw: redraw.now,
    stop() {
      redraw.stop()
      list.stop()
      stops.forEach((stop) => stop())
    },
  }
}

function toldOf({ provider, error, usage, state }: PanelExchange): string {
  if (error) return `${provider}: ${error.kind.replaceAll('_', ' ')}.`
  return `${provider}: ${state}, ${usage.outputTokens} tokens.`
}
