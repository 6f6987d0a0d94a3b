import { testOf } from './copy-as-test.ts'
import { h, setText } from './dom.ts'
import { failureOf, milliseconds, sentReasoning, sentText, tokensPerSecond, usd } from './figures.ts'
import type { PanelExchange, PanelSimulation } from './panel-simulation.ts'

/** All of one exchange, below its row. */
export interface Detail {
  readonly element: HTMLElement
  update(): void
}

export function createDetail(
  exchange: PanelExchange,
  llm: PanelSimulation,
  id: string,
  say: (text: string) => void,
): Detail {
  const reasoning = h('pre', { class: 'reasoning', 'aria-label': 'Reasoning' })
  const answer = h('pre', { 'aria-label': 'Answer' })
  const note = h('p', { class: 'note' })
  const facts = h('dl')
  const pause = button('Pause', () => {
    if (llm.streams.isPaused(exchange)) llm.streams.resume(exchange)
    else llm.streams.pause(exchange)
    update()
  })
  const step = button('Step', () => llm.streams.step(exchange))
  const copy = button('Copy as test', () => void copyTest(exchange, copy, say))
  const update = () => {
    const isOpen = exchange.state === 'pending' || exchange.state === 'streaming'
    const isPaused = llm.streams.isPaused(exchange)
    pause.hidden = step.hidden = !isOpen
    setText(pause, isPaused ? 'Resume' : 'Pause')
    step.disabled = !isPaused
    setText(reasoning, sentReasoning(exchange))
    const error = failureOf(exchange)
    setText(answer, error ? `${error.kind} ${error.message}` : sentText(exchange))
    setText(note, exchange.note ?? '')
    const rows = factsOf(exchange)
    const text = JSON.stringify(rows)
    if (facts.dataset['of'] === text) return
    facts.dataset['of'] = text
    facts.replaceChildren(...rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))))
  }
  update()
  const element = h(
    'div',
    { class: 'detail', id, role: 'group', 'aria-label': `Exchange ${exchange.id}` },
    h('div', { class: 'actions' }, pause, step, copy),
    ...(exchange.prompt === '' ? [] : [h('pre', { class: 'prompt', 'aria-label': 'Prompt' }, exchange.prompt)]),
    reasoning,
    answer,
    note,
    facts,
  )
  return { element, update }
}

function button(name: string, press: () => void): HTMLButtonElement {
  return h('button', { type: 'button', click: press }, name)
}

async function copyTest(
  exchange: PanelExchange,
  source: HTMLButtonElement,
  say: (text: string) => void,
): Promise<void> {
  const test = testOf(exchange)
  try {
    await navigator.clipboard.writeText(test)
    say('Test copied.')
    setText(source, 'Copied')
    globalThis.setTimeout(() => setText(source, 'Copy as test'), 1500)
  } catch {
    // Pages without the right to write the clipboard show what they would have copied.
    const shown = h('pre', { class: 'snippet', tabindex: '0', 'aria-label': 'Test' }, test)
    source.closest('.detail')?.querySelector('.snippet')?.remove()
    source.closest('.detail')?.append(shown)
    shown.focus()
    say('The test is shown below.')
  }
}

function factsOf(exchange: PanelExchange): readonly (readonly [string, string])[] {
  const { usage, schedule, costUsd, endpoint, rule, id } = exchange
  const speed = tokensPerSecond(exchange)
  const details: readonly (readonly [string, string])[] = [
    ['Endpoint', endpoint],
    ['Id', id],
    ['First token', milliseconds(schedule.ttftMs)],
    ['Whole', milliseconds(schedule.totalMs)],
    ['Speed', speed === undefined ? '–' : `${speed.toFixed(1)} tok/s`],
    ['Input', `${usage.inputTokens} tokens`],
    ['Output', `${usage.outputTokens} tokens`],
    ['Cached', usage.cacheReadTokens === 0 ? '' : `${usage.cacheReadTokens} tokens`],
    ['Reasoning', usage.reasoningTokens === 0 ? '' : `${usage.reasoningTokens} tokens`],
    ['Cost', usd(costUsd)],
    ['Answered by', failureOf(exchange) ? 'a failure' : rule ? 'a rule' : 'the simulated model'],
  ]
  return details.filter(([, value]) => value !== '')
}
