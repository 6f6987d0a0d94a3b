import { createLongMerge, type LongMerge } from './merge-long.ts'
import { mergedId, type PairTable } from './pair-table.ts'

/** Merges pieces of text into tokens. */
export interface Merger {
  /** Tokens of the last piece: the first `merge(…)` of them count. */
  readonly tokens: Int32Array
  /** Length in bytes of every id that it has merged, and of single bytes. */
  readonly byteLengths: Uint8Array
  /** Number of tokens of the piece of well-formed `text` between two code units. */
  merge(text: string, start: number, end: number): number
}

/** Up to here looking for the lowest rank again after every merge is quicker than keeping a queue. */
const SHORT = 96

/** A merger over one encoding's pairs; `byteIds` are its ids of the single bytes, `size` the number of its ids. */
export function createMerger(pairs: PairTable, byteIds: Int32Array, size: number): Merger {
  const shortTokens = new Int32Array(SHORT)
  const ranks = new Int32Array(SHORT)
  const byteLengths = new Uint8Array(size)
  for (const id of byteIds) byteLengths[id] = 1
  let mergeLong: LongMerge | undefined
  let tokens = shortTokens
  return {
    get tokens() {
      return tokens
    },
    byteLengths,
    merge(text, start, end) {
      // A code unit takes three bytes at most.
      const bound = (end - start) * 3
      tokens = bound <= SHORT ? shortTokens : new Int32Array(bound)
      const count = toByteIds(text, start, end, byteIds, tokens)
      if (count <= SHORT) return mergeShort(pairs, tokens, ranks, byteLengths, count)
      mergeLong ??= createLongMerge(pairs, byteLengths)
      return mergeLong(tokens, count)
    },
  }
}

/** Merges the lowest and leftmost pair until none is left; returns the number of tokens. */
function mergeShort(
  pairs: PairTable,
  tokens: Int32Array,
  ranks: Int32Array,
  byteLengths: Uint8Array,
  byteCount: number,
): number {
  let last = byteCount - 1
  for (let index = 0; index < last; index++) ranks[index] = mergedId(pairs, tokens[index]!, tokens[index + 1]!)
  for (;;) {
    let lowest = 0
    let at = 0
    for (let index = 0; index < last; index++) {
      const rank = ranks[index]!
      if (rank !== 0 && (lowest === 0 || rank < lowest)) {
        lowest = rank
        at = index
      }
    }
    if (lowest === 0) return last + 1
    last--
    byteLengths[lowest] = byteLengths[tokens[at]!]! + byteLengths[tokens[at + 1]!]!
    tokens[at] = lowest
    for (let index = at + 1; index <= last; index++) tokens[index] = tokens[index + 1]!
    for (let index = at + 1; index < last; index++) ranks[index] = ranks[index + 1]!
    if (at > 0) ranks[at - 1] = mergedId(pairs, tokens[at - 1]!, lowest)
    if (at < last) ranks[at] = mergedId(pairs, lowest, tokens[at + 1]!)
  }
}

/** Writes the ids of the UTF-8 bytes between two code units; returns their number. */
function toByteIds(text: string, start: number, end: number, byteIds: Int32Array, ids: Int32Array): number {
  let count = 0
  for (let index = start; index < end; index++) {
    let code = text.charCodeAt(index)
    if (code < 0x80) {
      ids[count++] = byteIds[code]!
      continue
    }
    if (code < 0x800) {
      ids[count++] = byteIds[0xc0 | (code >> 6)]!
    } else {
      if ((code & 0xfc00) === 0xd800) {
        code = text.codePointAt(index++)!
        ids[count++] = byteIds[0xf0 | (code >> 18)]!
        ids[count++] = byteIds[0x80 | ((code >> 12) & 63)]!
      } else {
        ids[count++] = byteIds[0xe0 | (code >> 12)]!
      }
      ids[count++] = byteIds[0x80 | ((code >> 6) & 63)]!
    }
    ids[count++] = byteIds[0x80 | (code & 63)]!
  }
  return count
}
