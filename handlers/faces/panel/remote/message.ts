import type { ContentPart } from '../../../../src/completion.ts'
import type { JournalEvent, UsageReport } from '../../../../src/journal.ts'
import type { Settings } from '../../../../src/settings.ts'
import type { PanelExchange } from '../panel-simulation.ts'

/** What one message says of a simulation that runs elsewhere; what is absent is as it was. */
export interface PanelMessage {
  /** Its clock, in epoch milliseconds. */
  readonly nowMs: number
  /** Everything that was told before is over: the first message, and the first after a reset. */
  readonly isAnew?: boolean
  readonly providerNames?: readonly string[]
  readonly settings?: SettingsView
  readonly usage?: UsageReport
  /** Whether all streams are held. */
  readonly isPaused?: boolean
  readonly exchanges?: readonly ExchangePatch[]
  readonly events?: readonly EventView[]
}

/** Settings as JSON: no latency is null, and one that is a function of the server's is `given`. */
export type SettingsView = Omit<Settings, 'latency'> & { readonly latency: unknown }

/** The word for the latency that the simulation began with, where it cannot be written as JSON. */
export const GIVEN = 'given'

/** What happened to an exchange, and when by the simulation's clock. */
export interface EventView {
  readonly event: JournalEvent
  readonly id: string
  readonly atMs: number
}

/** An exchange as JSON, without keys. */
export interface ExchangeView extends Pick<
  PanelExchange,
  | 'id'
  | 'provider'
  | 'endpoint'
  | 'operation'
  | 'receivedAtMs'
  | 'request'
  | 'url'
  | 'method'
  | 'body'
  | 'prompt'
  | 'schedule'
  | 'usage'
  | 'costUsd'
  | 'status'
  | 'state'
> {
  readonly note: string | null
  readonly error: NonNullable<PanelExchange['error']> | null
  /** Those that an API wants, keys as `any`. */
  readonly headers: Readonly<Record<string, string>>
  /** Of an answered chat. */
  readonly content: readonly ContentPart[] | undefined
  /** What has left of the answer; `all` for the whole content. */
  readonly sent: readonly ContentPart[] | 'all'
  readonly hasRule: boolean
  /** Whether its own stream is held. */
  readonly isPaused: boolean
}

/** The first patch of an exchange is the whole of it. */
export type ExchangePatch = Pick<ExchangeView, 'id'> & Partial<ExchangeView>

/** Asks the control API of the simulation that runs elsewhere; one request after the other. */
export type Act = (method: 'POST' | 'DELETE', path: string, json?: unknown) => Promise<unknown>
