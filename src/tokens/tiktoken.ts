import { createCutter, wellFormed } from './cut.ts'
import type { Tokenizer } from './tokenizer.ts'

/** What a list of token ids must be able to do: `number[]` and `Uint32Array` are such lists. */
export interface TokenList {
  readonly length: number
  /** The ids from `start` up to `end`, which is left out. */
  slice(start: number, end: number): this
}

/**
 * An encoder with tiktoken's interface: `tiktoken`, `js-tiktoken`, `gpt-tokenizer` and their like.
 *
 * `encode_ordinary` is preferred where there is one. Else `encode(text, [], [])` is called, which makes the texts of
 * special tokens ordinary in the tiktoken family; wrap an encoder that wants to be told in another way.
 */
export interface TiktokenLike<Tokens extends TokenList = TokenList> {
  readonly name?: string | undefined
  /** Ids of the tokens of a text. */
  encode(text: string, allowedSpecial?: never[], disallowedSpecial?: never[]): Tokens
  /** The same, with the texts of special tokens as ordinary text. */
  encode_ordinary?(text: string): Tokens
  /** Bytes or text of a list of tokens. */
  decode(tokens: Tokens): Uint8Array | string
}

/**
 * A tokenizer over an encoder with tiktoken's interface.
 *
 * It is as strong as its encoder: tiktoken takes seconds for 100,000 times the same letter and traps on a million.
 * `name` defaults to the encoder's own.
 */
export function tiktokenTokenizer<Tokens extends TokenList>(encoding: TiktokenLike<Tokens>, name?: string): Tokenizer {
  const encode = (text: string): Tokens => encoding.encode_ordinary?.(text) ?? encoding.encode(text, [], [])
  return {
    name: name ?? encoding.name ?? 'tiktoken',
    count: (text) => encode(text).length,
    split(text) {
      const wellFormedText = wellFormed(text)
      return splitTokens(encoding, encode(wellFormedText), wellFormedText)
    },
  }
}

function splitTokens<Tokens extends TokenList>(encoding: TiktokenLike<Tokens>, tokens: Tokens, text: string): string[] {
  const cutter = createCutter(text)
  const texts: string[] = []
  let end = 0
  let held = 0
  for (let index = 0; index < tokens.length; index++) {
    const decoded = encoding.decode(tokens.slice(held, index + 1))
    if (typeof decoded !== 'string') {
      cutter.advance(decoded.length)
      held = index + 1
    } else if (text.startsWith(decoded, end)) {
      // A token that ends inside a character decodes to U+FFFD and so is held back.
      texts.push(decoded)
      end += decoded.length
      held = index + 1
    }
  }
  if (cutter.texts.length > 0) return cutter.texts
  return end < text.length ? [...texts, text.slice(end)] : texts
}

/** Names of tiktoken's encodings. */
export type TiktokenName = 'gpt2' | 'r50k_base' | 'p50k_base' | 'p50k_edit' | 'cl100k_base' | 'o200k_base'

const loading = new Map<TiktokenName, Promise<Tokenizer>>()

/**
 * A tokenizer over the `tiktoken` package, imported on the first call. One encoder per name is kept and never freed.
 * @throws {Error} tiktoken's own, for an unknown name.
 */
export function loadTiktoken(name: TiktokenName): Promise<Tokenizer> {
  const known = loading.get(name)
  if (known !== undefined) return known
  const tokenizer = import('tiktoken').then(({ get_encoding }) => tiktokenTokenizer(get_encoding(name), name))
  loading.set(name, tokenizer)
  tokenizer.catch(() => loading.delete(name))
  return tokenizer
}
