import type { Tokenizer } from './tokenizer.ts'

/** What a family's tokens never hold together with anything else, though those of the base do. */
export type Alone = 'digits' | 'digits-and-breaks'

/** Runs of digits: the encodings join up to three of them. */
const DIGITS = /\d{2,}/g
/** Line breaks behind a sign: the encodings join both. */
const BREAKS = /[^\s\p{L}\p{N}][\r\n]/gu

/** Counts and cuts as `base` does, but every digit by itself, and where asked line breaks apart from the sign before them. */
export function alone(base: Tokenizer, what: Alone): Tokenizer {
  const hasBreaks = what === 'digits-and-breaks'
  return {
    name: base.name,
    count: (text) => base.count(text) + joinedDigits(text) + (hasBreaks ? (text.match(BREAKS)?.length ?? 0) : 0),
    split: (text) => base.split(text).flatMap((piece) => cut(piece, hasBreaks)),
  }
}

function joinedDigits(text: string): number {
  let joined = 0
  for (const [run] of text.matchAll(DIGITS)) joined += run.length - Math.ceil(run.length / 3)
  return joined
}

function cut(piece: string, hasBreaks: boolean): readonly string[] {
  if (piece.length < 2) return [piece]
  if (/^\d+$/.test(piece)) return Array.from(piece)
  const [, sign, breaks] = (hasBreaks && /^(\S+)([\r\n]+)$/.exec(piece)) || []
  return sign === undefined ? [piece] : [sign, breaks!]
}
