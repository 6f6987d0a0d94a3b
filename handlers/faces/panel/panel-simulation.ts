import type { Clock } from '../../../src/clock.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { FaultHandle, FaultRule } from '../../../src/faults/fault.ts'
import type { JournalEvent } from '../../../src/journal.ts'
import type { Simulation } from '../../../src/simulation.ts'

/** What the panel shows of an exchange. */
export interface PanelExchange extends Pick<
  Exchange,
  | 'id'
  | 'provider'
  | 'endpoint'
  | 'operation'
  | 'receivedAtMs'
  | 'url'
  | 'method'
  | 'body'
  | 'schedule'
  | 'usage'
  | 'costUsd'
  | 'status'
  | 'state'
  | 'note'
  | 'prompt'
  | 'text'
  | 'toolCalls'
  | 'sent'
> {
  readonly request: Pick<Exchange['request'], 'model'>
  readonly headers: Pick<Headers, 'get' | 'has'>
  /** Of an answered chat, its content among other things. */
  readonly outcome: unknown
  /** The error that was answered. */
  readonly error: Pick<NonNullable<Exchange['error']>, 'kind' | 'message'> | undefined
  /** The rule that answered, if any. */
  readonly rule: object | undefined
}

/** What the panel needs of a simulation; one that runs elsewhere can be shown by an object with these members, as `remoteSimulation` makes it. */
export interface PanelSimulation extends Pick<
  Simulation,
  'usage' | 'settings' | 'configure' | 'streams' | 'providerNames' | 'reset'
> {
  readonly exchanges: readonly PanelExchange[]
  readonly clock: Pick<Clock, 'now'>
  /** Calls the listener at each such event; gives back how to stop that. */
  on(event: JournalEvent, listener: (exchange: PanelExchange) => void): () => void
  /** Breaks exchanges from now on. */
  fault(faults: readonly FaultRule[]): Pick<FaultHandle, 'stop'>
}
