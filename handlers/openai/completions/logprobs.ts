import { createRandom, fork, type Random, type Seed } from '../../../src/random.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'

/** The parallel lists of the old format; a list per token. */
export interface WireLogprobs {
  readonly tokens: string[]
  readonly token_logprobs: (number | null)[]
  readonly top_logprobs: (Readonly<Record<string, number>> | null)[] | null
  readonly text_offset: number[]
}

/** What might have stood there instead. */
const OTHERS = [' the', ' a', ',', '.', '\n', ' and', ' of', ' to', ' in', ' is'] as const

/** Draws logprobs token by token; one for each choice. */
export interface LogprobWriter {
  /** The lists for the next tokens; the offset runs on. */
  next(tokens: readonly string[]): WireLogprobs
}

/** Likelihoods for a choice's tokens: mostly near 0, at times far below. `top`: how many alternatives each token shows. */
export function createLogprobs(seed: Seed, choice: number, top: number, startOffset: number): LogprobWriter {
  const random = createRandom(fork(seed, `logprobs ${choice}`))
  let offset = startOffset
  return {
    next(tokens) {
      const lists: WireLogprobs = {
        tokens: [],
        token_logprobs: [],
        top_logprobs: top === 0 ? null : [],
        text_offset: [],
      }
      for (const token of tokens) {
        // The first token of a whole text follows nothing, so that it has no likelihood.
        const logprob = offset === 0 ? null : -0.8 * random.gamma(1, 1) * random.next()
        lists.tokens.push(token)
        lists.token_logprobs.push(logprob)
        lists.top_logprobs?.push(logprob === null ? null : alternatives(token, logprob, top, random))
        lists.text_offset.push(offset)
        offset += token.length
      }
      return lists
    },
  }
}

function alternatives(token: string, logprob: number, top: number, random: Random): Readonly<Record<string, number>> {
  const others = OTHERS.filter((other) => other !== token).slice(0, top - 1)
  let below = logprob - 1
  const rest = others.map((other) => {
    below -= random.gamma(1, 1.2)
    return [other, below]
  })
  return Object.fromEntries([[token, logprob], ...rest])
}

/** The tokens of a text, as the model had them. */
export function tokensOfText(text: string, tokenizer: Tokenizer): readonly string[] {
  return text === '' ? [] : tokenizer.split(text)
}
