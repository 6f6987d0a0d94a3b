import type { PanelExchange, PanelSimulation } from './panel-simulation.ts'
import type { Span } from './waterfall.ts'

/** When exchanges ran, pauses and slowness included, as far as the panel was there to see it. */
export interface Timing {
  spanOf(exchange: PanelExchange): Span
  stop(): void
}

export function watchTiming(llm: PanelSimulation): Timing {
  const scales = new WeakMap<PanelExchange, number>()
  const ends = new WeakMap<PanelExchange, number>()
  const stops = [
    llm.on('exchange', (exchange) => scales.set(exchange, llm.settings.timeScale)),
    llm.on('end', (exchange) => ends.set(exchange, llm.clock.now())),
  ]
  return {
    spanOf(exchange) {
      const { receivedAtMs: startMs, schedule, state } = exchange
      const scale = scales.get(exchange) ?? llm.settings.timeScale
      const isOpen = state === 'pending' || state === 'streaming'
      const endMs = ends.get(exchange) ?? (isOpen ? llm.clock.now() : startMs + schedule.totalMs * scale)
      return { startMs, firstMs: startMs + schedule.ttftMs * scale, endMs: Math.max(startMs, endMs) }
    },
    stop: () => stops.forEach((stop) => stop()),
  }
}
