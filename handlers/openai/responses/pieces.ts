import type { ContentPart, TextPart } from '../../../src/completion.ts'
import { createRandom, fork, type Seed } from '../../../src/random.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'

/** The tokens of the parts of answers whose log probabilities are asked for. */
const TOKENS = new WeakMap<ContentPart, readonly string[]>()

/** Remembers the tokens of a text. */
export function rememberTokens(part: ContentPart, tokenizer: Tokenizer): void {
  if (part.type === 'text') TOKENS.set(part, tokenizer.split(part.text))
}

export interface TokenLogprob {
  readonly bytes: readonly number[]
  readonly logprob: number
  readonly token: string
  readonly top_logprobs: readonly object[]
}

const BYTES = new TextEncoder()

/** Log probabilities of a text's tokens: mostly near 0, as a sure model has them. */
export function logprobsOf(part: TextPart, top: number, seed: Seed): readonly TokenLogprob[] {
  const random = createRandom(fork(seed, 'logprobs'))
  return (TOKENS.get(part) ?? []).map((token) => {
    const entry = { bytes: [...BYTES.encode(token)], logprob: -Math.round(random.next() ** 6 * 3e6) / 1e6, token }
    const { bytes, logprob } = entry
    return { ...entry, top_logprobs: top > 0 ? [{ bytes, logprob, token }] : [] }
  })
}
