import { createDetail, type Detail } from './detail.ts'
import { h, setAttribute, setText } from './dom.ts'
import {
  askedOf,
  count,
  failureOf,
  milliseconds,
  sentText,
  standingOf,
  tokensPerSecond,
  usd,
  type Standing,
} from './figures.ts'
import type { PanelExchange, PanelSimulation } from './panel-simulation.ts'
import type { Bar } from './waterfall.ts'

/** One exchange in the list. */
export interface Row {
  readonly element: HTMLLIElement
  /** The button that opens it, which takes the focus. */
  readonly button: HTMLButtonElement
  update(bar: Bar): void
}

const WORDS: Record<Standing, string> = {
  waiting: 'waiting',
  streaming: 'streaming',
  done: 'done',
  failed: 'failed',
  aborted: 'aborted by the client',
  cut: 'broken off',
}

export function createRow(exchange: PanelExchange, llm: PanelSimulation, say: (text: string) => void): Row {
  const standing = h('span', { class: 'standing' })
  const figures = h('span', { class: 'figures' })
  const asked = h(
    'span',
    { class: 'line' },
    h('span', { class: 'asked' }, askedOf(exchange)),
    h('span', { class: 'provider' }, exchange.provider),
  )
  const answer = h('span', { class: 'answer' })
  const wait = h('span', { class: 'wait' })
  const send = h('span', { class: 'send' })
  const detailId = `detail-${exchange.id}`
  let detail: Detail | undefined
  const toggle = () => {
    const isOpen = button.getAttribute('aria-expanded') !== 'true'
    button.setAttribute('aria-expanded', String(isOpen))
    if (isOpen) {
      detail = createDetail(exchange, llm, detailId, say)
      element.append(detail.element)
    } else {
      detail?.element.remove()
      detail = undefined
    }
  }
  const button = h(
    'button',
    { class: 'row', type: 'button', 'aria-expanded': 'false', 'aria-controls': detailId, click: toggle },
    h('span', { class: 'line' }, standing, h('b', {}, exchange.request.model || exchange.operation), figures),
    asked,
    answer,
    h('span', { class: 'bar', 'aria-hidden': 'true' }, wait, send),
  )
  const element = h('li', {}, button)
  return {
    element,
    button,
    update({ left, waiting, sending }) {
      const now = standingOf(exchange)
      setAttribute(element, 'data-standing', now)
      setAttribute(element, 'data-paused', isHeld(exchange, llm) ? '' : undefined)
      setText(standing, exchange.status === 0 ? '···' : String(exchange.status))
      setAttribute(standing, 'title', WORDS[now])
      setAttribute(standing, 'aria-label', `${exchange.status === 0 ? '' : exchange.status} ${WORDS[now]}`.trim())
      setText(figures, figuresOf(exchange))
      setText(answer, answerOf(exchange))
      wait.style.cssText = `left:${percent(left)};width:${percent(waiting)}`
      send.style.cssText = `left:${percent(left + waiting)};width:${percent(sending)}`
      detail?.update()
    },
  }
}

/** Whether its stream stands still. */
export function isHeld(exchange: PanelExchange, llm: PanelSimulation): boolean {
  return exchange.state === 'streaming' && llm.streams.isPaused(exchange)
}

function figuresOf(exchange: PanelExchange): string {
  const { schedule, usage, costUsd } = exchange
  const speed = tokensPerSecond(exchange)
  const tokens = usage.inputTokens + usage.outputTokens
  return [
    schedule.ttftMs > 0 ? milliseconds(schedule.ttftMs) : '',
    speed === undefined ? '' : `${Math.round(speed)} tok/s`,
    tokens === 0 ? '' : `${count(usage.inputTokens)}→${count(usage.outputTokens)}`,
    tokens === 0 ? '' : usd(costUsd),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

function answerOf(exchange: PanelExchange): string {
  const { state } = exchange
  const error = failureOf(exchange)
  if (error) return `${error.kind}${error.message === '' ? '' : `: ${error.message}`}`
  // One line is shown: the newest words of a stream, the first of a whole answer.
  const text = sentText(exchange).replaceAll(/\s+/g, ' ')
  if (state === 'cut' || state === 'aborted')
    return `${WORDS[state]}${text === '' ? '' : ` after “${text.slice(-60)}”`}`
  return state === 'streaming' && text.length > 64 ? `…${text.slice(-64)}` : text.slice(0, 200)
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`
