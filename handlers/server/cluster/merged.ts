import type { JournalEvent } from '../../../src/journal.ts'
import type { Simulation } from '../../../src/simulation.ts'
import type { Watched } from '../../faces/panel/remote/follow.ts'
import type { PanelMessage } from '../../faces/panel/remote/message.ts'
import type { PanelExchange } from '../../faces/panel/panel-simulation.ts'
import { createListeners } from '../../faces/panel/remote/listeners.ts'
import type { RemoteExchange } from '../../faces/panel/remote/remote-exchange.ts'
import { createRemoteSimulation, type RemoteSimulation } from '../../faces/panel/remote/remote-simulation.ts'
import { idAt } from './ids.ts'
import { sumUsage } from './sums.ts'

/** What a panel watches of several processes, as one simulation. */
export interface Merged {
  readonly watched: Watched
  receive(worker: number, message: PanelMessage): void
  /** A worker is gone, or nobody looks. */
  drop(worker?: number): void
}

const EVENTS: readonly JournalEvent[] = ['exchange', 'stream', 'end']

/** @param llm the simulation of the primary process, whose settings are those of all */
export function createMerged(llm: Simulation): Merged {
  const remotes = new Map<number, RemoteSimulation>()
  const listeners = createListeners()
  /** The worker that is telling what happened, and when. */
  let telling: RemoteSimulation | undefined
  const emit = (event: JournalEvent) => (exchange: PanelExchange) => listeners.emit(event, exchange)
  for (const event of EVENTS) llm.on(event, emit(event))
  const open = (first: PanelMessage) => {
    // It is steered by the control API.
    const remote = createRemoteSimulation(first, () => Promise.resolve(undefined))
    for (const event of EVENTS) remote.on(event, emit(event))
    return remote
  }
  return {
    watched: {
      get exchanges() {
        const far = [...remotes.values()].flatMap(({ exchanges }) => exchanges)
        return [...llm.exchanges, ...far].toSorted((one, other) => one.receivedAtMs - other.receivedAtMs)
      },
      usage: () => sumUsage([llm, ...remotes.values()].map((one) => one.usage())),
      get settings() {
        return llm.settings
      },
      providerNames: llm.providerNames,
      clock: { now: () => (telling ?? llm).clock.now() },
      streams: {
        isPaused: (exchange) =>
          exchange && 'isPaused' in exchange
            ? (exchange as unknown as RemoteExchange).isPaused
            : llm.streams.isPaused(exchange),
      },
      on: listeners.on,
    },
    receive(worker, message) {
      const renamed = withIdsOf(worker, message)
      const known = remotes.get(worker)
      if (!known) return void remotes.set(worker, open(renamed))
      telling = known
      known.receive(renamed)
      telling = undefined
    },
    drop(worker) {
      if (worker === undefined) remotes.clear()
      else remotes.delete(worker)
    },
  }
}

function withIdsOf(worker: number, message: PanelMessage): PanelMessage {
  const renamed = <E extends { readonly id: string }>(list: readonly E[]) =>
    list.map((one) => ({ ...one, id: idAt(worker, one.id) }))
  return {
    ...message,
    ...(message.exchanges ? { exchanges: renamed(message.exchanges) } : {}),
    ...(message.events ? { events: renamed(message.events) } : {}),
  }
}
