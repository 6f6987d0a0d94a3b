import type { Random } from '../random.ts'
import { matches } from './pattern-match.ts'
import type { Pattern } from './pattern.ts'

interface Writing {
  readonly random: Random
  /** Characters beyond the shortest text that may still be spent. */
  left: number
  /** Whether the first quantifier takes all that is left. */
  readonly isGreedy: boolean
  /** Positive lookaheads that were passed: texts that have to be laid over. */
  readonly demands: Pattern[]
  readonly groups: Map<string, string>
  /** Whether characters that may be anything are left open. */
  readonly isOverlay: boolean
}

const ATTEMPTS = 80
/** Stands for a character that may be any. */
const ANY = '\0'

/** A text that all patterns accept, of `min` to `max` code points; undefined where none was found. */
export function patternText(
  patterns: readonly Pattern[],
  min: number,
  max: number,
  random: Random,
  isAccepted: (text: string) => boolean = () => true,
): string | undefined {
  const isFine = (text: string) => {
    const length = Array.from(text).length
    return length >= min && length <= max && patterns.every((one) => matches(one, text)) && isAccepted(text)
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const pieces = patterns.map((pattern) => piece(pattern, min, max, attempt, random))
    const candidates = [pieces[attempt % pieces.length]!, inOrder(patterns, pieces)]
    for (const text of candidates) {
      const found = [text, ...padded(text, min)].find(isFine)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function piece(pattern: Pattern, min: number, max: number, attempt: number, random: Random): string {
  const least = Math.max(min - pattern.length, 0)
  const most = Math.max(Math.min(max - pattern.length, least + (attempt < 4 ? 6 : 4 * attempt)), 0)
  const isGreedy = attempt % 2 === 1 || least > 0
  const left = isGreedy ? random.integer(Math.min(least, most), most) : most
  const writing: Writing = { random, left, isGreedy, demands: [], groups: new Map(), isOverlay: false }
  return overlaid(write(pattern, writing), writing)
}

function write(pattern: Pattern, writing: Writing): string {
  switch (pattern.type) {
    case 'chars': {
      if (writing.isOverlay && 'a0 '.split('').every((char) => pattern.takes(char))) return ANY
      const samples = pattern.samples()
      return samples.length > 0 ? writing.random.pick(samples) : ''
    }
    case 'sequence':
      return pattern.items.map((item) => write(item, writing)).join('')
    case 'choice': {
      const short = pattern.items.filter((item) => item.length <= pattern.length + writing.left)
      const chosen = writing.random.pick(short)
      writing.left -= chosen.length - pattern.length
      return write(chosen, writing)
    }
    case 'repeat':
      return writeRepeat(pattern, writing)
    case 'group': {
      const text = write(pattern.item, writing)
      for (const name of pattern.names) writing.groups.set(name, text)
      return text
    }
    case 'look':
      if (pattern.isNegated) return ''
      if (pattern.isBehind) return write(pattern.item, writing)
      writing.demands.push(pattern.item)
      return ''
    case 'back':
      return writing.groups.get(pattern.name) ?? ''
    case 'edge':
      return ''
  }
}

function writeRepeat({ item, min, max }: Extract<Pattern, { type: 'repeat' }>, writing: Writing): string {
  const affordable = item.length === 0 ? 3 : Math.floor(writing.left / item.length)
  const most = Math.max(Math.min(max - min, affordable), 0)
  const extra = writing.isGreedy ? most : writing.random.integer(0, most)
  writing.left -= extra * item.length
  return Array.from({ length: min + extra }, () => write(item, writing)).join('')
}

/** The text with what its lookaheads want laid over it, the longest first. */
function overlaid(text: string, writing: Writing): string {
  if (writing.demands.length === 0) return text
  const { random } = writing
  const wanted = writing.demands
    .map((demand) => Array.from(write(demand, { ...writing, left: 0, demands: [], isOverlay: true })))
    .toSorted((a, b) => b.length - a.length)
  let chars = Array.from(text)
  for (const piece of wanted) {
    const start = random.integer(0, Math.max(chars.length - piece.length, 0))
    const laid = piece.map((char, index) => (char === ANY ? (chars[start + index] ?? 'a') : char))
    chars = [...chars.slice(0, start), ...laid, ...chars.slice(start + piece.length)]
  }
  return chars.join('')
}

function padded(text: string, min: number): string[] {
  const missing = min - Array.from(text).length
  if (missing <= 0) return []
  return ['a', '0', ' '].flatMap((char) => [text + char.repeat(missing), char.repeat(missing) + text])
}

/** The pieces of several patterns one after the other: those bound to the start first, those bound to the end last. */
function inOrder(patterns: readonly Pattern[], pieces: readonly string[]): string {
  const rank = (pattern: Pattern) => {
    const items = pattern.type === 'sequence' ? pattern.items : [pattern]
    const isAt = (item: Pattern | undefined, kind: string) => item?.type === 'edge' && item.kind === kind
    return isAt(items[0], '^') ? 0 : isAt(items.at(-1), '$') ? 2 : 1
  }
  return pieces
    .map((text, index) => ({ text, rank: rank(patterns[index]!) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ text }) => text)
    .join('')
}
