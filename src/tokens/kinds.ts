/**
 * What a code point is to the patterns that cut text into pieces: one bit each, so that a set is a mask.
 *
 * The classes come from tiktoken itself, not from the engine's `\p{…}`: those follow the Unicode version of the engine.
 */
export const UPPER = 1
export const LOWER = 2
/** Letters without case, modifiers included: `\p{Lm}` and `\p{Lo}`. */
export const CASELESS = 4
export const MARK = 8
export const NUMBER = 16
/** White space other than line breaks. */
export const SPACE = 32
/** `\r` and `\n`. */
export const NEWLINE = 64
export const OTHER = 128
/** Behind the last character: in no set. */
export const END = 0

const KIND_BY_LETTER: Readonly<Record<string, number>> = {
  U: UPPER,
  L: LOWER,
  C: CASELESS,
  M: MARK,
  N: NUMBER,
  S: SPACE,
  R: NEWLINE,
  O: OTHER,
}

/** The kind of every code point, read when text needs it. */
export interface Kinds {
  /** By code point; 0 where it has not been read. */
  readonly cells: Uint8Array
  /** Reads what is not read yet. */
  readAll(): void
}

/** Kinds from runs such as `9OSR2S`: a length in base 36 (none: one) and a letter. Those of ASCII are read at once. */
export function readKinds(runs: string): Kinds {
  const cells = new Uint8Array(0x110000)
  let at = 0
  let codePoint = 0
  const readTo = (end: number) => {
    let length = 0
    for (; at < runs.length && codePoint < end; at++) {
      const letter = runs[at]!
      const kind = KIND_BY_LETTER[letter]
      if (kind === undefined) {
        length = length * 36 + Number.parseInt(letter, 36)
        continue
      }
      const next = codePoint + (length || 1)
      cells.fill(kind, codePoint, next)
      codePoint = next
      length = 0
    }
  }
  readTo(0x80)
  return { cells, readAll: () => readTo(cells.length) }
}

const SCRATCH_LENGTH = 0x10000
let scratch: Uint8Array | undefined

/**
 * Kind of every code unit of well-formed `text`, and {@link END} behind the last; both halves of a surrogate pair carry
 * the kind of their code point.
 *
 * The result is good until the next call: short texts share one array.
 */
export function kindsOf(text: string, kinds: Kinds): Uint8Array {
  const { length } = text
  const { cells } = kinds
  const result = length < SCRATCH_LENGTH ? (scratch ??= new Uint8Array(SCRATCH_LENGTH)) : new Uint8Array(length + 1)
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index)
    const isPair = (unit & 0xfc00) === 0xd800
    const codePoint = isPair ? text.codePointAt(index)! : unit
    if (cells[codePoint] === 0) kinds.readAll()
    const kind = cells[codePoint]!
    result[index] = kind
    if (isPair) result[++index] = kind
  }
  result[length] = END
  return result
}
