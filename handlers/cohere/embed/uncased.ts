/**
 * A text as a model without capital letters reads it, and as the API gives it back (recorded for embed-english-light-v3.0):
 * in lower case, punctuation apart, and put together again as BERT's decoder does.
 */
export function uncased(text: string): string {
  const apart = text.toLowerCase().replace(/([^\p{L}\p{N}\s])/gu, ' $1 ')
  return CONTRACTIONS.reduce((joined, [from, to]) => joined.replaceAll(from, to), apart.trim().replace(/\s+/g, ' '))
}

/** What the decoder puts together: ends of sentences and English contractions. */
const CONTRACTIONS: readonly (readonly [string, string])[] = [
  [' .', '.'],
  [' ?', '?'],
  [' !', '!'],
  [' ,', ','],
  [" ' ", "'"],
  [" n't", "n't"],
  [" 'm", "'m"],
  [" 's", "'s"],
  [" 've", "'ve"],
  [" 're", "'re"],
]
