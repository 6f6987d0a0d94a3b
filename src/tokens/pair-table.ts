import { isMerge, readMerges, searchMerge, type RankTable } from './rank-table.ts'

/**
 * Which token two neighbouring tokens merge into.
 *
 * A test file that asks for some sentences needs a few hundred of 200,000 merges: these are searched in the table's text. Who asks for more gets a
 * hash table of all.
 */
export interface PairTable {
  readonly table: RankTable
  /** Pairs that were searched in the text so far. */
  searched: number
  /** Two cells per slot: {@link lowBits} of the pair; then the merged id with the pair's remaining bits above it. Empty before it is built. */
  slots: Int32Array
  /** Number of slots less one; the number is a power of two. -1 before they are built. */
  mask: number
}

/** From here on the hash table, which is built in some 20 ms, is quicker. */
const MAX_SEARCHED = 20_000

/** Bits of an id; the pack script refuses more. */
const ID_BITS = 18
const ID_MASK = (1 << ID_BITS) - 1
/** Bits of the right id that fit beside the left one in a cell of 32. */
const FITTING_BITS = 32 - ID_BITS

/** The pairs of a table, none of which has been looked for. */
export function createPairTable(table: RankTable): PairTable {
  return { table, searched: 0, slots: new Int32Array(0), mask: -1 }
}

/** Id of the token that `left` and `right` merge into, 0 when they do not merge (id 0 is a single byte, never a merge). */
export function mergedId(pairs: PairTable, left: number, right: number): number {
  const { slots, mask } = pairs
  if (mask === -1) return searchedId(pairs, left, right)
  const low = lowBits(left, right)
  const high = right >>> FITTING_BITS
  let slot = hashPair(left, right) & mask
  for (;;) {
    const cell = slots[slot * 2 + 1]!
    if (cell === 0) return 0
    if (slots[slot * 2] === low && cell >>> ID_BITS === high) return cell & ID_MASK
    slot = (slot + 1) & mask
  }
}

function searchedId(pairs: PairTable, left: number, right: number): number {
  if (++pairs.searched === MAX_SEARCHED) build(pairs)
  return searchMerge(pairs.table, left, right)
}

/** Builds the hash table of all merges: linear probing, at most 40 % full. */
function build(pairs: PairTable): void {
  const merges = readMerges(pairs.table)
  const slotCount = 2 ** Math.ceil(Math.log2(merges.size / 0.4))
  const mask = slotCount - 1
  const slots = new Int32Array(slotCount * 2)
  for (let id = 0; id < merges.size; id++) {
    if (!isMerge(merges, id)) continue
    const left = merges.lefts[id]!
    const right = merges.rights[id]!
    let slot = hashPair(left, right) & mask
    while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
    slots[slot * 2] = lowBits(left, right)
    slots[slot * 2 + 1] = id | ((right >>> FITTING_BITS) << ID_BITS)
  }
  pairs.slots = slots
  pairs.mask = mask
}

function lowBits(left: number, right: number): number {
  return left | (right << ID_BITS)
}

function hashPair(left: number, right: number): number {
  const mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)
  return Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 8
}
