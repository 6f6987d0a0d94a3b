import { isStopWord, stemOf, wordsOf } from './words.ts'

/** The sentences of a text; line ends part them too. */
export function sentencesOf(text: string): readonly string[] {
  const found = text.slice(0, 40_000).match(/[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]*/g) ?? []
  return found.map((one) => one.trim()).filter((one) => /\p{L}{2}/u.test(one))
}

/** The `count` sentences of a text that carry most of its words, in their order. */
export function summaryOf(text: string, count: number): string {
  return best(sentencesOf(text), weightsOf(text), count)
}

/** The sentences of a text that speak of what a question asks; empty where none does. */
export function passageFor(question: string, text: string, count: number): string {
  const asked = weightsOf(question)
  const ends = [...asked.keys()]
  const near = sentencesOf(text).filter(
    (one) => stemsIn(one).filter((stem) => asked.has(stem)).length >= Math.min(2, ends.length),
  )
  return best(near, asked, count)
}

function best(sentences: readonly string[], weights: ReadonlyMap<string, number>, count: number): string {
  const scored = sentences.slice(0, 400).map((sentence, index) => {
    const stems = stemsIn(sentence)
    const weight = stems.reduce((sum, stem) => sum + (weights.get(stem) ?? 0), 0)
    // Long sentences say more; first ones say what the text is about.
    return { sentence, index, score: weight / Math.sqrt(stems.length + 3) + (index === 0 ? 0.5 : 0) }
  })
  const chosen = scored.toSorted((a, b) => b.score - a.score || a.index - b.index).slice(0, count)
  return chosen
    .toSorted((a, b) => a.index - b.index)
    .map(({ sentence }) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ')
}

function weightsOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const stem of stemsIn(text.slice(0, 40_000))) counts.set(stem, (counts.get(stem) ?? 0) + 1)
  return counts
}

function stemsIn(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => !isStopWord(word))
    .map(stemOf)
}
