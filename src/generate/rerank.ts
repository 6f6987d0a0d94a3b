import { embed, similarity } from './embedding.ts'
import { conceptsOf } from './concepts.ts'
import { isStopWord, stemOf, wordsOf } from './words.ts'

const DIMENSIONS = 256

/**
 * How well a document answers a query, in (0, 1): the share of the query's words, and of its pairs of neighbours, that it holds, its nearness in meaning, and its brevity.
 *
 * Pure and the same for the same two texts; the order of several documents follows from their own scores.
 */
export function relevance(query: string, document: string): number {
  return createRelevance(query)(document)
}

/** {@link relevance} of many documents to one query, whose words are read once. */
export function createRelevance(query: string): (document: string) => number {
  const wanted = contentStems(query)
  const pairs = pairsOf(query)
  const queryVector = embed(query, DIMENSIONS)
  return (document) => {
    const found = contentStems(document)
    const covered = wanted.size === 0 ? 0 : [...wanted].filter((stem) => found.has(stem)).length / wanted.size
    const foundPairs = new Set(pairsOf(document))
    const paired = pairs.length === 0 ? covered : pairs.filter((pair) => foundPairs.has(pair)).length / pairs.length
    const related = wanted.size === 0 ? 0 : [...wanted].filter((stem) => isRelated(stem, found)).length / wanted.size
    const near = Math.max(0, similarity(queryVector, embed(document, DIMENSIONS)))
    // The slope and centre put a full answer at some 0.75, a related text at 0.5 and an unrelated one below 0.2 (recorded scores of rerank-2-lite).
    return 1 / (1 + Math.exp(-(-2.4 + 1.2 * covered + 0.4 * paired + 0.6 * related + 1.7 * near)))
  }
}

function contentStems(text: string): ReadonlySet<string> {
  return new Set(stemsInOrder(text))
}

function stemsInOrder(text: string): readonly string[] {
  const words = wordsOf(text)
  const content = words.filter((word) => !isStopWord(word))
  return (content.length > 0 ? content : words).map(stemOf)
}

/** Telling words that follow each other: `capital of the United States` has two such pairs. */
function pairsOf(text: string): readonly string[] {
  const stems = stemsInOrder(text)
  return stems.slice(1).map((stem, index) => `${stems[index]} ${stem}`)
}

function isRelated(stem: string, found: ReadonlySet<string>): boolean {
  if (found.has(stem)) return true
  const concepts = conceptsOf(stem)
  return concepts.length > 0 && [...found].some((other) => conceptsOf(other).some((one) => concepts.includes(one)))
}
