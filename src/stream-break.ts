import type { ApiError } from './errors.ts'
import type { CutMode } from './faults.ts'
import type { PartDelta, StreamPart } from './stream.ts'

/** The place at which a fault breaks a stream; nothing follows it. */
export interface StreamBreak {
  readonly type: 'break'
  readonly how: CutMode
  /** What an in-band break says. */
  readonly error: ApiError
}

/** A stream up to the first `afterTokens` tokens of its content; a delta that goes beyond is cut short. */
export function* breakAfter(
  parts: Iterable<StreamPart>,
  afterTokens: number,
  fault: StreamBreak,
): Generator<StreamPart | StreamBreak, void> {
  let left = afterTokens
  for (const part of parts) {
    if (part.type === 'finish') return yield fault
    if (part.type === 'part-delta' && part.tokens > left) {
      if (left > 0) yield shortened(part, left)
      return yield fault
    }
    if (part.type === 'part-delta') left -= part.tokens
    yield part
  }
}

function shortened(part: PartDelta, tokens: number): PartDelta {
  let end = Math.ceil((part.delta.length * tokens) / part.tokens)
  // Never inside a surrogate pair.
  const code = part.delta.charCodeAt(end - 1)
  if (code >= 0xd800 && code < 0xdc00) end--
  return { ...part, delta: part.delta.slice(0, end), tokens }
}
