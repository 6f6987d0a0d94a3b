/** Remembers the tokens of short pieces, so that a word is merged once. */
export interface PieceCache {
  /** Number of the entry for the piece between two code units of `text`, -1 when there is none. */
  find(text: string, start: number, end: number): number
  /** Remembers the first `count` of `tokens` for a piece that is not in the cache. */
  add(text: string, start: number, end: number, tokens: Int32Array, count: number): void
  /** Entry `n` holds the cells of {@link PieceCache.tokens} from `tokenStarts[n]` to `tokenStarts[n + 1]`. */
  readonly tokenStarts: Int32Array
  readonly tokens: Int32Array
}

/** Longer pieces are rare and seldom come again. */
const MAX_UNITS = 32
const MAX_ENTRIES = 2 ** 15
const SLOT_MASK = MAX_ENTRIES * 2 - 1
const MAX_KEY_UNITS = MAX_ENTRIES * 8
const MAX_TOKENS = MAX_ENTRIES * 2
/** A piece that finds no slot within so many steps is not remembered: texts made to collide cost no more than others. */
const MAX_STEPS = 8

/** A cache of at most 1.5 MB that starts anew when it is full. */
export function createPieceCache(): PieceCache {
  const slots = new Uint16Array(SLOT_MASK + 1)
  const keyStarts = new Int32Array(MAX_ENTRIES + 1)
  const keys = new Uint16Array(MAX_KEY_UNITS)
  const tokenStarts = new Int32Array(MAX_ENTRIES + 1)
  const tokens = new Int32Array(MAX_TOKENS)
  let size = 0

  const holds = (entry: number, text: string, start: number, length: number): boolean => {
    const keyStart = keyStarts[entry]!
    if (keyStarts[entry + 1]! - keyStart !== length) return false
    for (let index = 0; index < length; index++) {
      if (keys[keyStart + index] !== text.charCodeAt(start + index)) return false
    }
    return true
  }

  return {
    tokenStarts,
    tokens,
    find(text, start, end) {
      const length = end - start
      if (length > MAX_UNITS) return -1
      const first = hashPiece(text, start, end)
      for (let step = 0; step < MAX_STEPS; step++) {
        // Entries stand in the slots one higher: 0 is an empty slot.
        const entry = slots[(first + step) & SLOT_MASK]! - 1
        if (entry < 0) return -1
        if (holds(entry, text, start, length)) return entry
      }
      return -1
    },
    add(text, start, end, pieceTokens, count) {
      const length = end - start
      if (length > MAX_UNITS) return
      const isFull =
        size === MAX_ENTRIES || keyStarts[size]! + length > MAX_KEY_UNITS || tokenStarts[size]! + count > MAX_TOKENS
      if (isFull) {
        slots.fill(0)
        size = 0
      }
      const first = hashPiece(text, start, end)
      for (let step = 0; step < MAX_STEPS; step++) {
        const slot = (first + step) & SLOT_MASK
        if (slots[slot] !== 0) continue
        const keyStart = keyStarts[size]!
        const tokenStart = tokenStarts[size]!
        for (let index = 0; index < length; index++) keys[keyStart + index] = text.charCodeAt(start + index)
        for (let index = 0; index < count; index++) tokens[tokenStart + index] = pieceTokens[index]!
        size++
        keyStarts[size] = keyStart + length
        tokenStarts[size] = tokenStart + count
        slots[slot] = size
        return
      }
    },
  }
}

function hashPiece(text: string, start: number, end: number): number {
  let hash = end - start
  for (let index = start; index < end; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return hash ^ (hash >>> 15)
}
