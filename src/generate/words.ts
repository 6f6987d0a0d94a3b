/** Words that say little about what a text is about. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about above after again all also am an and any are as at be because been before being but by can could did do does
  doing down each for from further get had has have having he her here hers him his how i if in into is it its itself just
  me more most much my no nor not of off on once only or other our out over own please same she should so some such tell
  than that the their them then there these they this those through to too under until up us very was we were what when
  where which while who whom why will with would you your yours`.split(/\s+/),
)

/** The words of a text in lower case, accents dropped; text without spaces comes as one word. */
export function wordsOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Whether a word (lower case) says little about its text. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word)
}

/** An English word without its ending, so that `gardens`, `gardening` and `garden` meet; short words stay as they are. */
export function stemOf(word: string): string {
  if (word.length < 4) return word
  const singular = word.replace(/(?<=ss)es$|(?<=[^aeiou])ies$|(?<=[^su])s$/, (ending) => (ending === 'ies' ? 'y' : ''))
  const root = singular.replace(/(?<=\w{3})(?:ingly|edly|ing|ed|ly|er|ers|ation|ations|ment|ness)$/, '')
  const single = root.replace(/([^aeioulsz])\1$/, '$1')
  return single.length >= 3 ? single.replace(/(?<=\w{3})e$/, '') : singular
}
