import type { TextPart } from '../../../src/completion.ts'
import type { Seed } from '../../../src/random.ts'
import { bytesOf, scoreTokens } from '../logprobs.ts'

/** One token of the answer as the Responses API writes it. */
export interface TokenLogprob {
  readonly bytes: readonly number[]
  readonly logprob: number
  readonly token: string
  readonly top_logprobs: readonly object[]
}

/** Log probabilities of a text's tokens. */
export function logprobsOf(part: TextPart, top: number, seed: Seed): readonly TokenLogprob[] {
  const write = ({ token, logprob }: { readonly token: string; readonly logprob: number }) => ({
    bytes: bytesOf(token),
    logprob,
    token,
  })
  return scoreTokens(part, top, seed).map((one) => ({ ...write(one), top_logprobs: one.top.map(write) }))
}
