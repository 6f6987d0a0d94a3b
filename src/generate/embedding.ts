import { createRandom, fork } from '../random.ts'
import { conceptsOf } from './concepts.ts'
import { isStopWord, stemOf, wordsOf } from './words.ts'

/** Weights of what a text is made of. */
const WORD = 1
const CONCEPT = 0.7
const PAIR = 0.35
const TRIGRAM = 0.16
const STOP_WORD = 0.08
/** What no other text has, over all components. */
const FINGERPRINT = 0.18

/** Components that one feature touches. */
const SPREAD = 64

/**
 * A vector of a text: always the same for the same text, of length 1, near for texts that share words, parts of words or subjects.
 *
 * Words, word pairs, character trigrams and subjects are hashed onto the components; stop words weigh little.
 */
export function embed(text: string, dimensions: number): number[] {
  const vector = new Float64Array(dimensions)
  for (const [feature, weight] of featuresOf(text)) scatter(vector, feature, weight)
  const random = createRandom(fork(EMBEDDING_SEED, `text ${text}`))
  const noise = FINGERPRINT / Math.sqrt(dimensions)
  for (let index = 0; index < dimensions; index++) vector[index]! += noise * (2 * random.next() - 1)
  return normalized(vector)
}

/** A vector of the same direction and length 1; what embeddings cut to fewer dimensions are made with. */
export function normalized(vector: ArrayLike<number>): number[] {
  const values = Array.from(vector)
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1
  // Single precision, as vectors are sent.
  return values.map((value) => Math.fround(value / length))
}

/** Cosine of the angle between two vectors of length 1. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

const EMBEDDING_SEED = 0x656d62

function scatter(vector: Float64Array, feature: string, weight: number): void {
  const random = createRandom(fork(EMBEDDING_SEED, feature))
  const share = weight / Math.sqrt(SPREAD)
  for (let count = 0; count < SPREAD; count++) {
    const sign = random.next() < 0.5 ? -1 : 1
    vector[Math.floor(random.next() * vector.length)]! += sign * share * (0.6 + 0.8 * random.next())
  }
}

/** Features with their weights; what comes often weighs more, but less than as often. */
function featuresOf(text: string): ReadonlyMap<string, number> {
  const weights = new Map<string, { weight: number; count: number }>()
  const add = (feature: string, weight: number) => {
    const known = weights.get(feature)
    if (known) known.count++
    else weights.set(feature, { weight, count: 1 })
  }
  let before: string | undefined
  for (const word of wordsOf(text)) {
    if (isStopWord(word)) {
      add(`word ${word}`, STOP_WORD)
      continue
    }
    const stem = stemOf(word)
    add(`word ${stem}`, WORD)
    for (const concept of conceptsOf(stem)) add(`concept ${concept}`, CONCEPT)
    if (before !== undefined) add(`pair ${before} ${stem}`, PAIR)
    before = stem
    const padded = [...` ${word} `]
    for (let at = 0; at + 3 <= padded.length; at++) add(`tri ${padded.slice(at, at + 3).join('')}`, TRIGRAM)
  }
  return new Map([...weights].map(([feature, { weight, count }]) => [feature, weight * (1 + Math.log(count))]))
}
