/**
 * One encoding as packed by `.scripts/pack-ranks.mjs`.
 *
 * Every multi-byte token is made by exactly one last merge: byte pair encoding inside a token's bytes takes the same
 * steps wherever they stand. So two ids per token say all that the bytes and ranks of the original file say.
 */
export interface RankTable {
  /** The regular expression that cuts text into pieces, as tiktoken writes it. */
  readonly pattern: string
  /**
   * Six digits per id from 0 on: the two ids that merge into it, three base64 digits each.
   * A single byte stands as its value and the greatest id; an id that is no ordinary token as the greatest id twice.
   */
  readonly data: string
}

/** Right side of a token that is a single byte; both sides of an id that is no ordinary token. */
const NONE = 64 ** 3 - 1

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The two ids behind each token, read from the text of a {@link RankTable}. */
export interface Merges {
  /** Number of ids, holes included. */
  readonly size: number
  /** Left half of a merge, or the value of a single byte. */
  readonly lefts: Int32Array
  /** Right half of a merge, {@link NONE} for a single byte. */
  readonly rights: Int32Array
  /** Id of each single byte. */
  readonly byteIds: Int32Array
  /** Length in bytes per id, 0 where an id is no ordinary token. */
  readonly byteLengths: Uint8Array
}

/** Reads all merges of a table. */
export function readMerges(table: RankTable): Merges {
  const { data } = table
  const size = data.length / 6
  const lefts = new Int32Array(size)
  const rights = new Int32Array(size)
  const byteIds = new Int32Array(256)
  const byteLengths = new Uint8Array(size)
  const values = digitValues()
  for (let id = 0, at = 0; id < size; id++, at += 6) {
    const left = readId(data, at, values)
    const right = readId(data, at + 3, values)
    lefts[id] = left
    rights[id] = right
    if (right !== NONE) {
      byteLengths[id] = byteLengths[left]! + byteLengths[right]!
    } else if (left !== NONE) {
      byteLengths[id] = 1
      byteIds[left] = id
    }
  }
  return { size, lefts, rights, byteIds, byteLengths }
}

/** True when an id is made of two others. */
export function isMerge(merges: Merges, id: number): boolean {
  return merges.rights[id] !== NONE
}

function readId(data: string, at: number, values: Uint8Array): number {
  return (
    (values[data.charCodeAt(at)]! << 12) | (values[data.charCodeAt(at + 1)]! << 6) | values[data.charCodeAt(at + 2)]!
  )
}

function digitValues(): Uint8Array {
  const values = new Uint8Array(128)
  for (let value = 0; value < DIGITS.length; value++) values[DIGITS.charCodeAt(value)] = value
  return values
}
