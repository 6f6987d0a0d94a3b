import type { Clock } from './clock.ts'
import type { Turn } from './faults/turn.ts'
import type { Framing, WireEvent } from './framing/framing.ts'
import type { Lane } from './stream-gate.ts'
import type { StreamPart } from './stream.ts'

/** What a stream is made of. */
export interface BodyPlan {
  readonly clock: Clock
  readonly parts: Iterator<StreamPart>
  /** The events of a part; where a fault is at work, also what else the body does there. */
  encode(part: StreamPart): Iterable<WireEvent | Turn>
  readonly framing: Framing
  /** Epoch milliseconds at which the part with this index may leave; undefined: no pacing. */
  readonly dueMs: ((index: number) => number) | undefined
  /** Where the stream may be held back. */
  readonly lane?: Lane
  /** Frames between which no time passes leave as one chunk: for a server, to which every chunk is a write. Default: false. */
  readonly joinsFrames?: boolean
  /** Told how many parts have left. */
  readonly progress?: { parts: number } | undefined
  readonly signal: AbortSignal | undefined
  /** Registers the stream's emergency stop; gives back the release. */
  track(stop: (reason: Error) => void): () => void
  /** Called once, when nothing more will leave; `isOpen` where the connection stays. */
  onEnd(state: 'complete' | 'aborted' | 'cut', sentTokens: number, isOpen: boolean): void
  /** Called once a connection that stayed is gone. */
  onClose(): void
}
