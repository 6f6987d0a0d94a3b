import type { Random } from './random.ts'
import type { CutText } from './stream.ts'
import type { Tokenizer } from './tokens/tokenizer.ts'

/** One delta per token, as OpenAI streams. */
export function cutByToken(text: string, tokenizer: Tokenizer): CutText {
  return { texts: tokenizer.split(text) }
}

/** Deltas of several tokens each: `size(n)` tell how many the n-th one takes. */
export function cutByTokens(text: string, tokenizer: Tokenizer, size: (index: number) => number): CutText {
  const pieces = tokenizer.split(text)
  const texts: string[] = []
  const tokens: number[] = []
  for (let start = 0; start < pieces.length;) {
    const count = Math.max(1, Math.min(size(texts.length), pieces.length - start))
    texts.push(pieces.slice(start, start + count).join(''))
    tokens.push(count)
    start += count
  }
  return { texts, tokens }
}

/** Deltas of `min` to `max` characters cut anywhere but inside a surrogate pair; the tokens of the text are spread over them. */
export function cutByCharacters(text: string, tokenizer: Tokenizer, random: Random, min: number, max: number): CutText {
  const texts: string[] = []
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + random.integer(min, max))
    if (splitsPair(text, end)) end++
    texts.push(text.slice(start, end))
    start = end
  }
  return { texts, tokens: spread(tokenizer.count(text), texts.length) }
}

function splitsPair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  const after = text.charCodeAt(at)
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000
}

/** `total` as `count` whole numbers that differ by at most one. */
function spread(total: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, index) => Math.floor(((index + 1) * total) / count) - Math.floor((index * total) / count),
  )
}
