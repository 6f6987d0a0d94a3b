import type { JournalEvent } from '../../../../src/journal.ts'
import type { PanelExchange, PanelSimulation } from '../panel-simulation.ts'

/** Those who want to hear of exchanges. */
export function createListeners() {
  const entries = new Set<{ readonly event: JournalEvent; readonly listener: (exchange: PanelExchange) => void }>()
  const on: PanelSimulation['on'] = (event, listener) => {
    const entry = { event, listener }
    entries.add(entry)
    return () => void entries.delete(entry)
  }
  return {
    on,
    emit(event: JournalEvent, exchange: PanelExchange): void {
      for (const one of entries) if (one.event === event) one.listener(exchange)
    },
  }
}
