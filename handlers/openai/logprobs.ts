import type { ContentPart } from '../../src/completion.ts'
import { createRandom, fork, type Random, type Seed } from '../../src/random.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'

/** The tokens of the parts of answers whose log probabilities are asked for. */
const TOKENS = new WeakMap<ContentPart, readonly string[]>()

/** Remembers the tokens of a text. */
export function rememberTokens(part: ContentPart, tokenizer: Tokenizer): void {
  if (part.type === 'text' || part.type === 'refusal') TOKENS.set(part, tokenizer.split(part.text))
}

/** A token that stands, or might have stood, at a place of the answer; natural logarithms, 0 for certainty. */
interface Candidate {
  readonly token: string
  readonly logprob: number
}

/** A token of the answer with its rivals, itself among them, the likeliest first. */
export interface ScoredToken extends Candidate {
  readonly top: readonly Candidate[]
}

/**
 * Log probabilities of a part's tokens: mostly near 0, as a sure model has them, at times well below.
 *
 * `top`: how many candidates are listed, 0 to 20. The likelihoods of one place add up to 1 at most. Empty where the tokens are unknown.
 */
export function scoreTokens(part: ContentPart, top: number, seed: Seed): readonly ScoredToken[] {
  return (TOKENS.get(part) ?? []).map((token, index) => {
    // A place has a source of its own, so that the length of the list changes no other.
    const random = createRandom(fork(seed, `logprob ${index}`))
    const own = { token, logprob: -Math.round(random.next() ** 6 * 3e6) / 1e6 }
    return { ...own, top: candidates(own, top, random) }
  })
}

function candidates(own: Candidate, top: number, random: Random): readonly Candidate[] {
  let left = Math.max(-Math.expm1(own.logprob), 1e-6)
  const rivals = rivalsOf(own.token, random)
    .slice(0, Math.max(0, top))
    .map((token) => {
      const share = left * (0.4 + 0.4 * random.next())
      left -= share
      return { token, logprob: Math.round(Math.log(share) * 1e6) / 1e6 }
    })
  const all = [own, ...rivals].toSorted((a, b) => b.logprob - a.logprob)
  return all.slice(0, top)
}

const WITHIN =
  ' the, a, and, of, to, in, is, that, for, with, as, it, on, by, from, are, this, an, which, can, be, or, more, its'.split(
    ',',
  )
const FIRST = 'The,It,In,A,This,There,Here,You,If,As,To,For,When,Sure,I,We,That,What,At,Let,Yes,No,On,An'.split(',')
const MARKS = [
  '.',
  ',',
  ' and',
  '!',
  ':',
  ';',
  '\n',
  '\n\n',
  '?',
  ' -',
  ' (',
  ')',
  '."',
  ' or',
  '—',
  '”',
  '...',
  ' in',
  ' of',
  ' that',
  ' with',
  ' as',
  ' for',
]
const OPPOSITES: Readonly<Record<string, string>> = {
  yes: 'no',
  no: 'yes',
  true: 'false',
  false: 'true',
  positive: 'negative',
  negative: 'positive',
}

/** What might stand in a token's place: the opposite of a verdict first, then words or marks of its kind in an order of their own. */
function rivalsOf(token: string, random: Random): readonly string[] {
  const pool = /^\s*\p{P}|^\s+$/u.test(token)
    ? MARKS
    : /^\d+$/.test(token)
      ? DIGITS
      : token.startsWith(' ')
        ? WITHIN
        : FIRST
  const start = random.integer(0, 3)
  const others = [...pool.slice(start), ...pool.slice(0, start)].filter((one) => one !== token)
  const word = token.trim().toLowerCase()
  const opposite = Object.hasOwn(OPPOSITES, word)
    ? token.replace(/\S+/, likeCase(token.trim(), OPPOSITES[word]!))
    : undefined
  return opposite === undefined ? others : [opposite, ...others.filter((one) => one !== opposite)]
}

const DIGITS = Array.from({ length: 24 }, (_, index) => String(index))

function likeCase(model: string, word: string): string {
  return /^\p{Lu}/u.test(model) ? word.charAt(0).toUpperCase() + word.slice(1) : word
}

const UTF8 = new TextEncoder()

/** The UTF-8 bytes of a token. */
export function bytesOf(token: string): readonly number[] {
  return [...UTF8.encode(token)]
}
