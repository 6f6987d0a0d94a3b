import { UsageError } from '../errors.ts'

/**
 * A tokenizer of your own: a function that counts, or an object that counts and, where it can, cuts a text into the texts
 * of its tokens. {@link Tokenizer}s are such objects, those of `msw-llm/tokens` and `msw-llm/tiktoken` too. It may come
 * as a promise.
 */
export type TokenizerOption = OwnTokenizer | Promise<OwnTokenizer>

/** Tokenizers by the provider whose counts they decide. */
export type TokenizersOption = Readonly<Record<string, TokenizerOption>>

/** A tokenizer as its author writes it. */
export type OwnTokenizer =
  | ((text: string) => number)
  | {
      readonly name?: string
      count(text: string): number
      split?(text: string): readonly string[]
    }

/** @throws {UsageError} where a tokenizer is given for a provider that is not there */
export function checkTokenizers(tokenizers: TokenizersOption | undefined, providers: readonly string[]): void {
  const unknown = Object.keys(tokenizers ?? {}).find((name) => !providers.includes(name))
  if (unknown === undefined) return
  throw new UsageError(
    `tokenizers names the provider "${unknown}", which this simulation does not have. It has: ${providers.join(', ')}.`,
  )
}
