import type { FaultRule } from './fault.ts'
import type { Turn } from './turn.ts'

type Bytes = Uint8Array<ArrayBuffer>

const encoder = new TextEncoder()

export function bytesOf(frame: string | Bytes): Bytes {
  return typeof frame === 'string' ? encoder.encode(frame) : frame
}

/** Half of the bytes, and the first two of the three bytes of a character. */
export function brokenUtf8(frame: string | Bytes): Bytes {
  const bytes = bytesOf(frame)
  const half = bytes.length >> 1
  const broken = new Uint8Array(half + 2)
  broken.set(bytes.subarray(0, half))
  broken.set([0xe2, 0x82], half)
  return broken
}

/** Size of a drip's pieces in bytes, and the milliseconds between them. */
export function pieceOptions(fault: FaultRule): { readonly bytes: number; readonly gapMs: number } {
  const { bytes = 16, gapMs = 100 } = fault as { bytes?: number; gapMs?: number }
  return { bytes, gapMs }
}

/** The frame piece by piece, with a pause after each. */
export function* inPieces(frame: string | Bytes, size: number, gapMs: number): Generator<Turn, void> {
  const bytes = bytesOf(frame)
  for (let start = 0; start < bytes.length; start += size) {
    yield { type: 'bytes', bytes: bytes.slice(start, start + size) }
    yield { type: 'wait', ms: gapMs }
  }
}
