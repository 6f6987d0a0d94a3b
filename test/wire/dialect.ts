import type { FinishReason } from '../../src/completion.ts'
import type { PartInput } from '../../src/reply/answer.ts'
import type { KindOf } from './event-kind.ts'
import type { Recording, RecordedResponse } from './recording.ts'

/** What a recorded answer says, in the words in which a rule says it. */
export interface Outcome {
  readonly content: readonly PartInput[]
  readonly finishReason: FinishReason
  /** Pieces that no rule can ask for yet (server tools, citations). */
  readonly beyond: readonly string[]
}

/** What the suite must know of a wire format to read its recordings. */
export interface WireDialect {
  readonly kindOf: KindOf
  /** Kinds of events whose place is a matter of time. */
  readonly floating: readonly string[]
  /** Where ours come: the kind before a floating one, always right. */
  readonly floatAfter: Readonly<Record<string, string>>
  /** What ends every stream: recorders that keep the data alone leave it out, and it is put back. */
  readonly terminator?: string
  outcomeOf(response: RecordedResponse): Outcome
  /** What splits the facts of one kind of outcome further: whatever the request decides about the shape. */
  flagsOf(recording: Recording): readonly string[]
  /** A request that may be answered so, for recordings that lost theirs. */
  standIn(outcome: Outcome, stream: boolean, model: string, response: RecordedResponse): unknown
  /** Request headers that the recorder dropped and the answer shows to have been sent. */
  lostHeaders?(response: RecordedResponse): Readonly<Record<string, string>>
}
