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

/** Kind of every code point, from runs such as `9OSR2S`: a length in base 36 (none: one) and a letter. */
export function readKinds(runs: string): Uint8Array {
  const kinds = new Uint8Array(0x110000)
  let codePoint = 0
  for (const [, length, letter] of runs.matchAll(/([0-9a-z]*)([A-Z])/g)) {
    const end = codePoint + (length === '' ? 1 : Number.parseInt(length!, 36))
    kinds.fill(KIND_BY_LETTER[letter!]!, codePoint, end)
    codePoint = end
  }
  return kinds
}

const SCRATCH_LENGTH = 0x10000
let scratch: Uint8Array | undefined

/**
 * Kind of every code unit of well-formed `text`, and {@link END} behind the last; both halves of a surrogate pair carry
 * the kind of their code point.
 *
 * The result is good until the next call: short texts share one array.
 */
export function kindsOf(text: string, kinds: Uint8Array): Uint8Array {
  const { length } = text
  const result = length < SCRATCH_LENGTH ? (scratch ??= new Uint8Array(SCRATCH_LENGTH)) : new Uint8Array(length + 1)
  for (let index = 0; index < length; index++) {
    const unit = text.charCodeAt(index)
    if ((unit & 0xfc00) !== 0xd800) {
      result[index] = kinds[unit]!
    } else {
      const kind = kinds[text.codePointAt(index)!]!
      result[index++] = kind
      result[index] = kind
    }
  }
  result[length] = END
  return result
}
