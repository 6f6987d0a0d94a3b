import { expect, test } from 'vitest'
import { embed, similarity } from '../../src/generate/embedding.ts'
import { relevance } from '../../src/generate/rerank.ts'
import { TOPICS } from '../generate/topics.ts'

test('finds a neighbour of the right topic for at least nine of ten sentences', () => {
  const sentences = TOPICS.flatMap((texts, topic) => texts.map((text) => ({ topic, vector: embed(text, 1536) })))
  const right = sentences.filter(({ topic, vector }, index) => {
    const others = sentences.filter((_, other) => other !== index)
    const nearest = others.reduce((best, other) =>
      similarity(vector, other.vector) > similarity(vector, best.vector) ? other : best,
    )
    return nearest.topic === topic
  })
  expect(right.length / sentences.length).toBeGreaterThanOrEqual(0.9)
})

test('gives the same unit vector for the same text, whatever the text', () => {
  for (const text of ['hello', '', '日本語の文章です', 'a'.repeat(5000), '🙂🙃', '\ud800']) {
    const vector = embed(text, 512)
    expect(vector).toEqual(embed(text, 512))
    expect(similarity(vector, vector)).toBeCloseTo(1, 6)
    expect(vector.every(Number.isFinite)).toBe(true)
  }
})

test('puts near texts nearer than far ones, and lets stop words weigh little', () => {
  const base = embed('How do I reset my password?', 1536)
  const near = similarity(base, embed('I forgot my password, how can I reset it?', 1536))
  const far = similarity(base, embed('The recipe needs two cups of flour.', 1536))
  expect(near).toBeGreaterThan(0.6)
  expect(far).toBeLessThan(0.2)
  expect(similarity(base, embed('reset password', 1536))).toBeGreaterThan(0.8)
})

test('ranks the answer first, what is related next and what is not last', () => {
  const documents = [
    'I like turtles.',
    'Berlin is the capital of Germany.',
    'The capital of France is Paris, a beautiful city.',
  ]
  const scores = documents.map((document) => relevance('What is the capital of France?', document))
  expect(scores[2]).toBeGreaterThan(scores[1]!)
  expect(scores[1]).toBeGreaterThan(scores[0]! + 0.2)
  for (const score of scores) expect(score > 0 && score < 1).toBe(true)
})
