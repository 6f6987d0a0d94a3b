/**
 * Counts and cuts text as one model family does.
 *
 * Any text is legal: texts of special tokens count as ordinary text, a lone surrogate counts as U+FFFD.
 */
export interface Tokenizer {
  /** Name of the encoding or rule, for instance `o200k_base`. */
  readonly name: string
  /** Number of tokens in `text`. */
  count(text: string): number
  /** `text` cut into the texts of its tokens; a token that ends inside a UTF-8 sequence is held back until the character is complete. */
  split(text: string): string[]
}
