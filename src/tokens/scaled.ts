import type { Tokenizer } from './tokenizer.ts'

export interface ScaledOptions {
  /** Name of the rule, for instance `claude`. */
  readonly name: string
  /** Tokens of the family per token of the base, above 0. */
  readonly factor: number
  /** Tokens a caller adds once per message; not part of `count`. Default 0. */
  readonly constant?: number
}

/** A calibrated rule for a family whose tokenizer is not public. */
export interface ScaledTokenizer extends Tokenizer {
  /** What counts before the factor. */
  readonly base: Tokenizer
  readonly factor: number
  /** Tokens a caller adds once per message; not part of `count`. */
  readonly constant: number
}

/**
 * Counts `factor` times what `base` counts, rounded, and at least 1 for any text but the empty one.
 *
 * `split` gives exactly as many texts as `count` says, or one per character where there are fewer characters: the
 * base's texts evenly joined, or evenly cut and never inside a character.
 * @throws {RangeError} when `factor` is not above 0.
 */
export function scaled(base: Tokenizer, options: ScaledOptions): ScaledTokenizer {
  const { name, factor, constant = 0 } = options
  if (!(factor > 0 && Number.isFinite(factor)))
    throw new RangeError(`The factor of "${name}" is ${factor}; it must be above 0.`)
  const count = (text: string): number => (text === '' ? 0 : Math.max(1, Math.round(base.count(text) * factor)))
  return {
    name,
    base,
    factor,
    constant,
    count,
    split(text) {
      return spread(base.split(text), count(text))
    },
  }
}

/** `pieces` joined or cut to `target` texts as evenly as can be, and never cut inside a character. */
export function spread(pieces: readonly string[], target: number): string[] {
  return target <= pieces.length ? join(pieces, target) : cut(pieces, target)
}

/** `pieces` joined to `target` texts of as equal a number of pieces as can be. */
function join(pieces: readonly string[], target: number): string[] {
  return Array.from({ length: target }, (_, index) =>
    pieces.slice(share(pieces.length, index, target), share(pieces.length, index + 1, target)).join(''),
  )
}

/** `pieces` cut into `target` texts; the longer a piece, the more of the cuts it takes. */
function cut(pieces: readonly string[], target: number): string[] {
  const characters = pieces.map((piece) => Array.from(piece))
  const places = characters.reduce((sum, piece) => sum + piece.length - 1, 0)
  const cuts = Math.min(target - pieces.length, places)
  let before = 0
  return characters.flatMap((piece) => {
    const after = before + piece.length - 1
    const parts = places === 0 ? 1 : 1 + share(cuts, after, places) - share(cuts, before, places)
    before = after
    return parts === 1 ? [piece.join('')] : join(piece, parts)
  })
}

/** Where the part number `index` of `parts` starts when `total` is shared out evenly, rounded to the nearest. */
function share(total: number, index: number, parts: number): number {
  return Math.floor((2 * total * index + parts) / (2 * parts))
}
