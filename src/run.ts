import type { Admission } from './admission.ts'
import type { Answerer } from './answer-with.ts'
import type { Engine, ProviderHost } from './engine.ts'
import type { UsageError } from './errors.ts'
import type { ExchangeRecord } from './exchange.ts'
import type { FaultRule } from './faults/fault.ts'
import { createHold, type Hold } from './hold.ts'
import type { Client, Incoming } from './incoming.ts'
import type { Slot, Waiting } from './load.ts'
import type { CacheUse } from './prompt-cache.ts'
import type { AnyEndpoint, Call, Credential } from './provider.ts'
import type { CutCompletion } from './stream.ts'

/** One exchange on its way through the stages. `call` is absent for direct calls, which skip authentication and parsing. */
export interface Run {
  readonly engine: Engine
  readonly host: ProviderHost
  readonly endpoint: AnyEndpoint
  readonly record: ExchangeRecord
  readonly call: Call | undefined
  readonly client: Client
  /** Makes the answer. */
  readonly answer: Answerer
  /** See {@link Incoming.joinsFrames}. */
  readonly joinsFrames?: Incoming['joinsFrames'] | undefined
  /** Who asks, where that is known already. */
  readonly credential?: Credential | undefined
  /** Keeps the clock from moving while the exchange is decided. */
  readonly hold: Hold
  /** The API key that asks; empty until it is known. */
  key: string
  /** The simulation's resets when it came. */
  readonly resets: number
  /** A place among the provider's requests, or in the queue for one. */
  place: Slot | Waiting | undefined
  /** What the prompt takes from the cache; its writes are committed when the answer begins. */
  cached: CacheUse | undefined
  /** What the exchange holds of the limits until it ends. */
  admission: Admission | undefined
}

/** What a run begins with. */
export type RunStart = Omit<Run, 'key' | 'hold' | 'place' | 'cached' | 'admission'>

/** An exchange before its first stage. All members are there from the start: objects of one form are quicker. */
export function openRun(start: RunStart): Deciding {
  return {
    engine: start.engine,
    host: start.host,
    endpoint: start.endpoint,
    record: start.record,
    call: start.call,
    client: start.client,
    answer: start.answer,
    joinsFrames: start.joinsFrames,
    credential: start.credential,
    hold: createHold(start.engine.clock, start.client),
    key: '',
    resets: start.resets,
    place: undefined,
    cached: undefined,
    admission: undefined,
    cut: undefined,
    mistake: undefined,
    fault: undefined,
    slot: undefined,
  }
}

/** A run with its answer cut for the wire; `cut` is absent for errors and for operations without a stream. */
export interface Decided extends Run {
  readonly cut: CutCompletion | undefined
  /** A mistake of the test author's that came up while answering; who can, rejects with it. */
  readonly mistake: UsageError | undefined
  /** What breaks the bytes of the answer. */
  readonly fault: FaultRule | undefined
  /** The place among the provider's requests, once it is taken. */
  slot: Slot | undefined
}

/** A run whose answer is being decided. */
export type Deciding = { -readonly [Name in keyof Decided]: Decided[Name] }
