import { UsageError } from '../errors.ts'
import { spread } from './scaled.ts'
import type { OwnTokenizer } from './tokenizer-option.ts'
import type { Tokenizer } from './tokenizer.ts'

/**
 * A tokenizer over one of the user's, which decides every count.
 *
 * Without a `split` of its own a text is cut where the count of a piece would exceed 1, and into as many pieces as the whole counts.
 *
 * @throws {UsageError} for what neither is a function nor can count, and later for a count that is no number from 0 on
 */
export function ownTokenizer(own: OwnTokenizer, provider: string): Tokenizer {
  const counter = typeof own === 'function' ? { count: own } : own
  if (typeof counter?.count !== 'function') {
    throw new UsageError(
      `The tokenizer of ${provider} must be a function of a text that gives a number, or an object with count and split.`,
    )
  }
  const count = (text: string): number => {
    if (text === '') return 0
    const tokens: unknown = counter.count(text)
    if (typeof tokens === 'number' && tokens >= 0 && Number.isFinite(tokens)) return Math.ceil(tokens)
    const shown = JSON.stringify(text.slice(0, 40))
    throw new UsageError(
      `The tokenizer of ${provider} counted ${String(tokens)} for ${shown}; it must give a number from 0 on.`,
    )
  }
  return {
    name: ('name' in counter && counter.name) || `${provider}, own`,
    count,
    split: (text) => counter.split?.(text).slice() ?? spread(pieces(text, count), count(text)),
  }
}

/** The longest pieces that count no more than 1 token, one after the other. */
function pieces(text: string, count: (text: string) => number): readonly string[] {
  const found: string[] = []
  for (let start = 0; start < text.length;) {
    const end = pieceEnd(text, start, count)
    found.push(text.slice(start, end))
    start = end
  }
  return found
}

/** Steps that double until the piece is too long, then halve. */
function pieceEnd(text: string, start: number, count: (text: string) => number): number {
  let end = whole(text, start + 1)
  let step = 1
  let isGrowing = true
  while (step >= 1 && end < text.length) {
    const next = whole(text, Math.min(text.length, end + step))
    if (count(text.slice(start, next)) <= 1) {
      end = next
      step = isGrowing ? step * 2 : Math.floor(step / 2)
    } else {
      isGrowing = false
      step = Math.floor(step / 2)
    }
  }
  return end
}

/** The place itself, or behind the surrogate pair that it would cut. */
function whole(text: string, place: number): number {
  const isInside = (text.charCodeAt(place) & 0xfc00) === 0xdc00 && (text.charCodeAt(place - 1) & 0xfc00) === 0xd800
  return isInside ? place + 1 : place
}
