import { mergedId, type PairTable } from './pair-table.ts'
import { createRankQueue } from './rank-queue.ts'

/** Stands where there is no neighbour. */
const NONE = -1

/** Merges the first `count` tokens in place; returns how many are left. */
export type LongMerge = (tokens: Int32Array, count: number) => number

/**
 * Merges the lowest and leftmost pair until none is left, in time linear in the length: for pieces of any length.
 *
 * A merged token has a higher rank than its halves, so a merge only makes pairs of a higher rank: one walk over the ranks
 * upwards meets them all, and each rank's pairs come up from left to right by appending alone.
 * `byteLengths` are the lengths of the ids merged so far.
 */
export function createLongMerge(pairs: PairTable, byteLengths: Uint8Array): LongMerge {
  const size = byteLengths.length
  const heads = new Int32Array(size).fill(NONE)
  const tails = new Int32Array(size).fill(NONE)
  return (tokens, count) => {
    const queue = createRankQueue(heads, tails, count)
    const next = new Int32Array(count)
    const previous = new Int32Array(count)
    for (let position = 0; position < count; position++) {
      const following = position + 1 < count ? position + 1 : NONE
      next[position] = following
      previous[position] = position - 1
      if (following !== NONE) queue.set(position, mergedId(pairs, tokens[position]!, tokens[following]!))
    }
    for (let position = queue.take(); position !== NONE; position = queue.take()) {
      const absorbed = next[position]!
      const following = next[absorbed]!
      const before = previous[position]!
      const merged = mergedId(pairs, tokens[position]!, tokens[absorbed]!)
      byteLengths[merged] = byteLengths[tokens[position]!]! + byteLengths[tokens[absorbed]!]!
      queue.set(absorbed, 0)
      tokens[position] = merged
      next[position] = following
      if (before !== NONE) queue.set(before, mergedId(pairs, tokens[before]!, merged))
      if (following !== NONE) {
        previous[following] = position
        queue.set(position, mergedId(pairs, merged, tokens[following]!))
      }
    }
    let left = 0
    for (let position = 0; position !== NONE; position = next[position]!) tokens[left++] = tokens[position]!
    return left
  }
}
