import { UsageError } from '../../../src/errors.ts'
import { PanelElement } from './element.ts'
import type { PanelSimulation } from './panel-simulation.ts'
import type { Scenario } from './scenarios.ts'

export { PanelElement } from './element.ts'
export { testOf } from './copy-as-test.ts'
export { remoteSimulation, type ConnectOptions } from './remote/connect.ts'
export type { PanelExchange, PanelSimulation } from './panel-simulation.ts'
export type { Scenario } from './scenarios.ts'

/** Where the panel goes and what it offers. */
export interface PanelOptions {
  /** The element that it fills. Default: it floats at the lower right of the page, folded to a button. */
  readonly into?: Element
  /** Whether a floating panel is unfolded. Default: false. */
  readonly isOpen?: boolean
  /** Scenarios of yours, below its own in the picker. */
  readonly scenarios?: readonly Scenario[]
}

/**
 * Puts `<msw-llm-panel>` into the page: it shows the exchanges of a simulation as they run, and steers it. `remove()` takes it away.
 *
 * @throws {UsageError} where there is no document
 * @example
 * import { mountPanel } from 'msw-llm/panel'
 * if (typeof document !== 'undefined') mountPanel(llm)
 */
export function mountPanel(llm: PanelSimulation, options: PanelOptions = {}): PanelElement {
  if (typeof document === 'undefined')
    throw new UsageError('mountPanel needs a page: call it where there is a document, not on a server.')
  if (!customElements.get('msw-llm-panel')) customElements.define('msw-llm-panel', PanelElement)
  const { into, isOpen = false, scenarios = [] } = options
  const panel = document.createElement('msw-llm-panel') as PanelElement
  panel.llm = llm
  panel.scenarios = scenarios
  panel.toggleAttribute('floating', into === undefined)
  panel.toggleAttribute('open', isOpen)
  ;(into ?? document.body).append(panel)
  return panel
}
