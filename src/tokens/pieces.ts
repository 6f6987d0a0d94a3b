import { CASELESS, END, LOWER, MARK, NEWLINE, NUMBER, OTHER, SPACE, UPPER } from './kinds.ts'

/**
 * Where the piece that starts at `start` ends.
 *
 * `kinds` holds the kind of every code unit of `text` and an END. Written by hand instead of as a RegExp: the result
 * does not depend on the engine's Unicode version, no text makes it back-track, and it is several times quicker.
 */
export type PieceEnd = (text: string, kinds: Uint8Array, start: number) => number

const LETTER = UPPER | LOWER | CASELESS
const CASED_OR_NOT = CASELESS | MARK
const SYMBOL = OTHER | MARK
/** What may stand before a word as a part of it: `[^\r\n\p{L}\p{N}]`. */
const PREFIX = OTHER | MARK | SPACE
const BLANK = 0x20
const SLASH = 0x2f
const APOSTROPHE = 0x27

const O200K_PATTERN =
  "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
const CL100K_PATTERN =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
const P50K_PATTERN = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"

const PIECE_ENDS: ReadonlyMap<string, PieceEnd> = new Map([
  [O200K_PATTERN, o200kEnd],
  [CL100K_PATTERN, cl100kEnd],
  [P50K_PATTERN, p50kEnd],
])

/**
 * The splitter that does what `pattern` says.
 * @throws {RangeError} for a pattern it does not know.
 */
export function pieceEndOf(pattern: string): PieceEnd {
  const pieceEnd = PIECE_ENDS.get(pattern)
  if (pieceEnd === undefined)
    throw new RangeError(`No splitter for the pattern ${pattern}. Add one to src/tokens/pieces.ts.`)
  return pieceEnd
}

function o200kEnd(text: string, kinds: Uint8Array, start: number): number {
  const kind = kinds[start]!
  if ((kind & NUMBER) !== 0) return numberEnd(text, kinds, start)
  const wordStart = (kind & PREFIX) === 0 ? start : start + unitsAt(text, start)
  let caselessEnd = 0
  let end = wordStart
  while ((kinds[end]! & (UPPER | CASED_OR_NOT)) !== 0) if ((kinds[end++]! & CASED_OR_NOT) !== 0) caselessEnd = end
  // The first alternative needs one character that is not upper case at its end, and gives back what follows it.
  if ((kinds[end]! & LOWER) !== 0) end = runEnd(kinds, end, LOWER | CASED_OR_NOT)
  else if (caselessEnd !== 0) end = caselessEnd
  else if ((kind & MARK) !== 0) end = wordStart
  if (end > wordStart || (kind & MARK) !== 0) return end + contractionLength(text, end)

  const symbolStart = text.charCodeAt(start) === BLANK ? start + 1 : start
  end = runEnd(kinds, symbolStart, SYMBOL)
  if (end === symbolStart) return whiteSpaceEnd(kinds, start, true)
  while ((kinds[end]! & NEWLINE) !== 0 || text.charCodeAt(end) === SLASH) end++
  return end
}

function cl100kEnd(text: string, kinds: Uint8Array, start: number): number {
  const kind = kinds[start]!
  if ((kind & NUMBER) !== 0) return numberEnd(text, kinds, start)
  const contraction = contractionLength(text, start)
  if (contraction !== 0) return start + contraction
  const wordStart = (kind & PREFIX) === 0 ? start : start + unitsAt(text, start)
  const wordEnd = runEnd(kinds, wordStart, LETTER)
  if (wordEnd > wordStart) return wordEnd

  const symbolStart = text.charCodeAt(start) === BLANK ? start + 1 : start
  const symbolEnd = runEnd(kinds, symbolStart, SYMBOL)
  if (symbolEnd === symbolStart) return whiteSpaceEnd(kinds, start, true)
  return runEnd(kinds, symbolEnd, NEWLINE)
}

function p50kEnd(text: string, kinds: Uint8Array, start: number): number {
  const contraction = contractionLength(text, start)
  // This pattern knows contractions in lower case only.
  if (contraction !== 0 && /^[a-z]+$/.test(text.slice(start + 1, start + contraction))) return start + contraction
  const runStart = text.charCodeAt(start) === BLANK ? start + 1 : start
  const kind = kinds[runStart]!
  if ((kind & LETTER) !== 0) return runEnd(kinds, runStart, LETTER)
  if ((kind & NUMBER) !== 0) return runEnd(kinds, runStart, NUMBER)
  if ((kind & SYMBOL) !== 0) return runEnd(kinds, runStart, SYMBOL)
  return whiteSpaceEnd(kinds, start, false)
}

/** End of the run of characters in `set`; `start` itself when there is none. */
function runEnd(kinds: Uint8Array, start: number, set: number): number {
  let end = start
  while ((kinds[end]! & set) !== 0) end++
  return end
}

/** `\p{N}{1,3}`. */
function numberEnd(text: string, kinds: Uint8Array, start: number): number {
  let end = start
  for (let digits = 0; digits < 3 && (kinds[end]! & NUMBER) !== 0; digits++) end += unitsAt(text, end)
  return end
}

/** `\s*[\r\n]+` (where `keepsLines`), `\s+(?!\S)`, `\s+`: the last character of a run is left to a word behind it. */
function whiteSpaceEnd(kinds: Uint8Array, start: number, keepsLines: boolean): number {
  let end = start
  let lineEnd = 0
  while ((kinds[end]! & (SPACE | NEWLINE)) !== 0) if ((kinds[end++]! & NEWLINE) !== 0) lineEnd = end
  if (keepsLines && lineEnd !== 0) return lineEnd
  return kinds[end] === END || end === start + 1 ? end : end - 1
}

/** Length of `(?i:'s|'t|'re|'ve|'m|'ll|'d)` at `start`, 0 when it does not stand there. */
function contractionLength(text: string, start: number): number {
  if (text.charCodeAt(start) !== APOSTROPHE) return 0
  const first = text.charAt(start + 1)
  // U+017F is an s to a comparison without case.
  if (first !== '' && 'stmdSTMD\u017f'.includes(first)) return 2
  const pair = text.slice(start + 1, start + 3).toLowerCase()
  return pair === 're' || pair === 've' || pair === 'll' ? 3 : 0
}

function unitsAt(text: string, index: number): number {
  return (text.charCodeAt(index) & 0xfc00) === 0xd800 ? 2 : 1
}
