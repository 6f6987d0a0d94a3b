import { ERROR_KINDS, type ErrorKind } from '../../../src/errors.ts'
import type { FaultRule } from '../../../src/faults/fault.ts'
import { h } from './dom.ts'
import { field, select } from './fields.ts'
import type { PanelSimulation } from './panel-simulation.ts'
import { createSettings } from './settings-fields.ts'
import { SCENARIOS, type Scenario } from './scenarios.ts'

/** What changes the simulation. */
export interface Controls {
  readonly element: HTMLElement
  /** Shows the settings as they are; a field that has the focus is left alone. */
  update(): void
  /** As at the start, after a reset. */
  clear(): void
}

const ALL = ''

export function createControls(
  llm: PanelSimulation,
  scenarios: readonly Scenario[],
  say: (text: string) => void,
): Controls {
  const offered = [...SCENARIOS, ...scenarios]
  let scenario: ReturnType<PanelSimulation['fault']> | undefined
  let down: ReturnType<PanelSimulation['fault']> | undefined
  /** Faults at the provider that is chosen. */
  const here = (faults: readonly FaultRule[]): FaultRule[] =>
    faults.map((fault) => (provider.value === ALL ? fault : { ...fault, provider: provider.value }))

  const setScenario = () => {
    scenario?.stop()
    const chosen = offered[Number(picker.value)]
    scenario = chosen && llm.fault(here(chosen.faults))
    say(chosen ? `Scenario: ${chosen.name}.` : 'No scenario.')
  }
  const setOutage = () => {
    down?.stop()
    down = outage.checked ? llm.fault(here([{ kind: 'overloaded' }])) : undefined
    say(outage.checked ? 'Outage on.' : 'Outage off.')
  }
  const moveFaults = () => {
    if (scenario) setScenario()
    if (down) setOutage()
  }

  const provider = select([[ALL, 'All'], ...llm.providerNames.map((name): [string, string] => [name, name])], {
    change: moveFaults,
  })
  const picker = select(
    [['-1', 'None: all is well'], ...offered.map(({ name }, index): [string, string] => [String(index), name])],
    { change: setScenario },
  )
  const outage = h('input', { type: 'checkbox', role: 'switch', change: setOutage })
  const named = () => (provider.value === ALL ? llm.providerNames : [provider.value])
  const limit = createLimit(llm, named, say)
  const settings = createSettings(llm)
  const element = h(
    'div',
    { class: 'controls', role: 'group', 'aria-label': 'Controls' },
    field('Scenario', picker, 'wide'),
    field('Provider', provider),
    ...settings.fields,
    field('Requests / min', limit),
    h('label', { class: 'switch' }, outage, 'Outage'),
    createFailNext((fault) => llm.fault(here([fault])), say),
  )
  return {
    element,
    update: settings.update,
    clear() {
      scenario = down = undefined
      picker.value = '-1'
      outage.checked = false
      limit.value = ''
    },
  }
}

/** The next request fails, in a way that is chosen. */
function createFailNext(add: (fault: FaultRule) => void, say: (text: string) => void): HTMLElement {
  const failNext = () => {
    add({ kind: kind.value as ErrorKind, next: 1 })
    say(`The next request fails: ${kind.value}.`)
  }
  const kinds = ERROR_KINDS.map((one): [string, string] => [one, one.replaceAll('_', ' ')])
  const kind = select(kinds, { 'aria-label': 'Kind of failure' })
  return h('div', { class: 'fail' }, kind, h('button', { type: 'button', click: failNext }, 'Fail next'))
}

/** Requests per minute of some providers; without a number, what they had at the start. */
function createLimit(
  llm: PanelSimulation,
  names: () => readonly string[],
  say: (text: string) => void,
): HTMLInputElement {
  const started = llm.settings.limits
  const setLimit = () => {
    const perMinute = Number(limit.value)
    const limits = { ...llm.settings.limits }
    for (const name of names()) {
      const before = started[name]
      if (perMinute > 0) limits[name] = { requestsPerMinute: perMinute }
      else if (before === undefined) delete limits[name]
      else limits[name] = before
    }
    llm.configure({ limits })
    say(perMinute > 0 ? `${perMinute} requests per minute.` : 'Limits as at the start.')
  }
  const limit = h('input', { type: 'number', min: '0', step: '1', placeholder: 'as it is', change: setLimit })
  return limit
}
