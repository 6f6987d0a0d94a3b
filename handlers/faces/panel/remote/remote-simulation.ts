import type { PanelSimulation } from '../panel-simulation.ts'
import { isOpen } from './exchange-view.ts'
import { createListeners } from './listeners.ts'
import type { Act, PanelMessage, SettingsView } from './message.ts'
import { isWhole, patched, remoteExchange, type RemoteExchange } from './remote-exchange.ts'
import { remoteFaults } from './remote-faults.ts'
import { remoteStreams } from './remote-streams.ts'

/** A simulation that runs elsewhere, as its messages tell it. */
export interface RemoteSimulation extends PanelSimulation {
  receive(message: PanelMessage): void
  /** Ids of the faults that were asked for here and hold until they are taken back. */
  lastingFaults(): readonly string[]
}

/** Exchanges that are kept; as many as a journal keeps. */
const KEPT = 2000

/** @param first the message that tells everything */
export function createRemoteSimulation(first: PanelMessage, act: Act): RemoteSimulation {
  const exchanges = new Map<string, RemoteExchange>()
  const listeners = createListeners()
  const faults = remoteFaults(act)
  let now = first
  const streams = remoteStreams(act, () => [...exchanges.values()].filter(isOpen))
  const receive = (message: PanelMessage) => {
    if (message.isAnew) {
      exchanges.clear()
      faults.clear()
    }
    now = { ...now, ...message }
    if (message.isPaused !== undefined) streams.all = message.isPaused
    for (const patch of message.exchanges ?? []) {
      const known = exchanges.get(patch.id)
      if (known) patched(known, patch)
      else if (isWhole(patch)) exchanges.set(patch.id, remoteExchange(patch))
    }
    for (const id of exchanges.keys()) if (exchanges.size > KEPT) exchanges.delete(id)
    for (const { event, id, atMs } of message.events ?? []) {
      const exchange = exchanges.get(id)
      if (!exchange) continue
      // Listeners look at the clock.
      now = { ...now, nowMs: atMs }
      listeners.emit(event, exchange)
    }
    now = { ...now, nowMs: message.nowMs }
  }
  receive(first)
  return {
    receive,
    get exchanges() {
      return [...exchanges.values()]
    },
    get providerNames() {
      return now.providerNames!
    },
    get settings() {
      return settingsOf(now.settings!)
    },
    clock: { now: () => now.nowMs },
    streams,
    usage: () => now.usage!,
    on: listeners.on,
    configure(change) {
      now = { ...now, settings: { ...now.settings!, ...change } }
      void act('POST', '/settings', 'latency' in change ? { ...change, latency: change.latency ?? null } : change)
    },
    fault: faults.add,
    lastingFaults: faults.lasting,
    reset() {
      exchanges.clear()
      faults.clear()
      streams.all = false
      void act('POST', '/reset')
    },
  }
}

function settingsOf(view: SettingsView): PanelSimulation['settings'] {
  const { latency, ...rest } = view
  return { ...rest, latency: latency ?? undefined }
}
