import type { Admission } from './admission.ts'
import type { Engine, ProviderHost } from './engine.ts'
import type { UsageError } from './errors.ts'
import type { ExchangeRecord } from './exchange.ts'
import type { FaultRule } from './faults/fault.ts'
import type { Hold } from './hold.ts'
import type { Incoming } from './incoming.ts'
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
  /** What the answer is made of; the standard `Response` where it is absent. */
  readonly Response?: typeof Response | undefined
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
  place?: Slot | Waiting
  /** What the prompt takes from the cache; its writes are committed when the answer begins. */
  cached?: CacheUse
  /** What the exchange holds of the limits until it ends. */
  admission?: Admission
}

/** A run with its answer cut for the wire; `cut` is absent for errors and for operations without a stream. */
export interface Decided extends Run {
  readonly cut: CutCompletion | undefined
  /** A mistake of the test author's that came up while answering; who can, rejects with it. */
  readonly mistake: UsageError | undefined
  /** What breaks the bytes of the answer. */
  readonly fault: FaultRule | undefined
  /** The place among the provider's requests, once it is taken. */
  slot?: Slot
}
