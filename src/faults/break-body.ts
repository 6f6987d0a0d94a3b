import { brokenUtf8, bytesOf, inPieces, pieceOptions } from './bytes.ts'
import { placeOf, type FaultRule } from './fault.ts'
import type { Turn } from './turn.ts'

const NEWLINE = new TextEncoder().encode('\n')

/** The body of an answer without a stream, with a fault in it. JSON readers skip the line ends that keep it alive. */
export function* breakBody(body: string | Uint8Array<ArrayBuffer>, fault: FaultRule): Generator<Turn, void> {
  const bytes = bytesOf(body)
  const cut = Math.floor(bytes.length * shareOf(fault))
  const head = bytes.slice(0, cut)
  const rest = bytes.slice(cut)
  if (head.length > 0) yield { type: 'bytes', bytes: head }
  if (fault.how === 'drip') {
    const pieces = pieceOptions(fault)
    return yield* inPieces(rest, pieces.bytes, pieces.gapMs)
  }
  if (fault.how === 'keep-alives') {
    const { everyMs = 5000, forMs = Number.POSITIVE_INFINITY } = fault
    if (forMs === Number.POSITIVE_INFINITY) yield { type: 'cut', sentTokens: 0 }
    for (let atMs = 0; atMs < forMs; atMs += everyMs) {
      yield { type: 'bytes', bytes: NEWLINE }
      yield { type: 'wait', ms: Math.min(everyMs, forMs - atMs) }
    }
    return yield { type: 'bytes', bytes: rest }
  }
  yield { type: 'cut', sentTokens: 0 }
  if (fault.how === 'broken-utf8') yield { type: 'bytes', bytes: brokenUtf8(rest) }
  yield { type: fault.how === 'stall' || fault.how === 'socket' ? fault.how : 'end' }
}

function shareOf(fault: FaultRule): number {
  const at = placeOf(fault)
  if (typeof at === 'object' && 'share' in at) return at.share
  if (at === 'headers' || at === 'start') return 0
  return at === 'end' ? 1 : 0.5
}
