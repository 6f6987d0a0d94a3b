import { h, setAttribute, setText } from './dom.ts'
import { field, range, select, show } from './fields.ts'
import type { PanelSimulation } from './panel-simulation.ts'

const LATENCIES: readonly [value: string, name: string][] = [
  ['none', 'None'],
  ['realistic', 'Realistic'],
  ['300', '300 ms'],
  ['2000', '2 s'],
]

/** The fields of `llm.settings`, but for the limits. */
export function createSettings(llm: PanelSimulation) {
  const seed = h('input', {
    type: 'text',
    spellcheck: 'false',
    change: () => llm.configure({ seed: /^\d+$/.test(seed.value) ? Number(seed.value) : seed.value }),
  })
  const latency = select([...LATENCIES, ['own', 'As given']], {
    change: () => llm.configure({ latency: latencyBy(latency.value, given) }),
  })
  const given = llm.settings.latency
  const scaled = h('span', { class: 'value', 'aria-hidden': 'true' })
  const timeScale = range('0', '4', '0.25', () => {
    llm.configure({ timeScale: Number(timeScale.value) })
    update()
  })
  const share = h('span', { class: 'value', 'aria-hidden': 'true' })
  const errorRate = range('0', '100', '5', () => {
    llm.configure({ errorRate: Number(errorRate.value) / 100 })
    update()
  })
  const update = () => {
    const now = llm.settings
    show(seed, String(now.seed))
    show(latency, nameOf(now.latency))
    show(timeScale, String(now.timeScale))
    tell(timeScale, scaled, now.timeScale === 0 ? 'none' : `× ${now.timeScale}`)
    show(errorRate, now.errorRate === 'realistic' ? '0' : String(Math.round(now.errorRate * 100)))
    tell(errorRate, share, now.errorRate === 'realistic' ? 'realistic' : `${Math.round(now.errorRate * 100)} %`)
  }
  update()
  const fields = [
    field('Seed', seed),
    field('Latency', latency),
    field('Time scale', timeScale, '', scaled),
    field('Error rate', errorRate, '', share),
  ]
  return { fields, update }
}

/** A slider's value in words, for eyes and for screen readers. */
function tell(slider: HTMLInputElement, shown: HTMLElement, words: string): void {
  setText(shown, words)
  setAttribute(slider, 'aria-valuetext', words)
}

function latencyBy(name: string, given: PanelSimulation['settings']['latency']) {
  if (name === 'none') return undefined
  if (name === 'own') return given
  return name === 'realistic' ? name : Number(name)
}

function nameOf(latency: PanelSimulation['settings']['latency']): string {
  if (latency === undefined || latency === 0) return 'none'
  return LATENCIES.find(([value]) => value === String(latency))?.[0] ?? 'own'
}
