/**
 * One encoding as packed by `.scripts/pack-ranks.mjs`; numbers stand as three base64 digits.
 *
 * Every multi-byte token is made by exactly one last merge: byte pair encoding inside a token's bytes takes the same
 * steps wherever they stand. So two ids per token say all that the bytes and ranks of the original file say.
 */
export interface RankTable {
  /** The regular expression that cuts text into pieces, as tiktoken writes it. */
  readonly pattern: string
  /** Number of ids, holes included. */
  readonly size: number
  /** Id of each single byte. */
  readonly bytes: string
  /** Where each block of 64 left ids begins among the merges, and the end. */
  readonly starts: string
  /** All merges by left and right id: one digit for the left within its block, the right, the id that they merge into. */
  readonly merges: string
}

/** Digits of one merge. */
const WIDTH = 7
const BLOCK_BITS = 6
const BLOCK_MASK = (1 << BLOCK_BITS) - 1
const ID_BITS = 18

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

const values = new Uint8Array(128)
for (let value = 0; value < DIGITS.length; value++) values[DIGITS.charCodeAt(value)] = value

/** The two ids behind each token, read from the text of a {@link RankTable}. */
export interface Merges {
  /** Number of ids, holes included. */
  readonly size: number
  /** Left half of a merge, or the value of a single byte. */
  readonly lefts: Int32Array
  /** Right half of a merge, -1 for a single byte. */
  readonly rights: Int32Array
  /** Length in bytes per id, 0 where an id is no ordinary token. */
  readonly byteLengths: Uint8Array
}

/** Reads all merges of a table: some milliseconds. */
export function readMerges(table: RankTable): Merges {
  const { size, merges } = table
  const lefts = new Int32Array(size)
  const rights = new Int32Array(size).fill(-1)
  const byteLengths = new Uint8Array(size)
  for (const [byte, id] of readByteIds(table).entries()) {
    lefts[id] = byte
    byteLengths[id] = 1
  }
  for (let block = 0; block << BLOCK_BITS < size; block++) {
    const end = readId(table.starts, (block + 1) * 3) * WIDTH
    for (let at = readId(table.starts, block * 3) * WIDTH; at < end; at += WIDTH) {
      const id = readId(merges, at + 4)
      lefts[id] = (block << BLOCK_BITS) | values[merges.charCodeAt(at)]!
      rights[id] = readId(merges, at + 1)
    }
  }
  // Both halves of a token have lower ids.
  for (let id = 0; id < size; id++) {
    if (rights[id] !== -1) byteLengths[id] = byteLengths[lefts[id]!]! + byteLengths[rights[id]!]!
  }
  return { size, lefts, rights, byteLengths }
}

/** Id of each single byte. */
export function readByteIds({ bytes }: RankTable): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => readId(bytes, byte * 3))
}

/** True when an id is made of two others. */
export function isMerge(merges: Merges, id: number): boolean {
  return merges.rights[id] !== -1
}

/** Id of the token that `left` and `right` merge into, 0 when they do not merge: found in the table's text by halving. */
export function searchMerge({ starts, merges }: RankTable, left: number, right: number): number {
  const key = ((left & BLOCK_MASK) << ID_BITS) | right
  const block = (left >> BLOCK_BITS) * 3
  let low = readId(starts, block)
  let high = readId(starts, block + 3)
  while (low < high) {
    const middle = (low + high) >> 1
    const at = middle * WIDTH
    const found = (values[merges.charCodeAt(at)]! << ID_BITS) | readId(merges, at + 1)
    if (found === key) return readId(merges, at + 4)
    if (found < key) low = middle + 1
    else high = middle
  }
  return 0
}

function readId(text: string, at: number): number {
  return (
    (values[text.charCodeAt(at)]! << 12) | (values[text.charCodeAt(at + 1)]! << 6) | values[text.charCodeAt(at + 2)]!
  )
}
