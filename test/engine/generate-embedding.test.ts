import { expect, test } from 'vitest'
import { embed, similarity } from '../../src/generate/embedding.ts'
import { relevance } from '../../src/generate/rerank.ts'

const TOPICS: readonly (readonly string[])[] = [
  [
    'The cat slept on the warm windowsill all afternoon.',
    'A puppy chased the cat around the yard.',
    'Wolves hunt in packs during the winter.',
    'My dog barks at every bird in the garden.',
    'The zoo has a new tiger and two elephants.',
    'Whales are mammals that live in the sea.',
    'The owl is a bird that hunts mice at night.',
    'She feeds her kitten and her dog twice a day.',
    'A lion rested while the deer ran from the tiger.',
    'Sharks and dolphins share the same waters as whales.',
  ],
  [
    'The compiler reported a bug in my TypeScript code.',
    'We deployed the server with Docker and Kubernetes.',
    'The database query was slow without an index.',
    'Python is a popular programming language.',
    'A developer wrote the program in Rust.',
    'The API returns JSON over the network.',
    'Git stores every version of the source code.',
    'Linux runs on most cloud servers.',
    'The software developer fixed the bug in the database.',
    'JavaScript code runs in every web browser.',
  ],
  [
    'The team scored a goal in the last minute of the match.',
    'She won the tennis tournament for the third time.',
    'The marathon runner broke the record.',
    'Football fans filled the stadium.',
    'The coach praised the goalkeeper after the game.',
    'He plays basketball in a local league.',
    'The cyclist won the race and a gold medal.',
    'The hockey player scored twice for his team.',
    'The referee stopped the football game.',
    'Athletes train for the Olympic games.',
  ],
  [
    'Heavy rain caused a flood in the valley.',
    'The forecast says it will be sunny and warm.',
    'A thunder storm with lightning is coming tonight.',
    'Snow and frost made the roads white.',
    'The temperature fell below zero degrees.',
    'Strong wind and hail damaged the roofs.',
    'Fog covered the coast this morning.',
    'The hurricane brought wind and rain.',
    'A cold winter with much snow is forecast.',
    'The storm passed and the sun came out.',
  ],
  [
    'The bank raised the interest rate on loans.',
    'Investors sold their shares as the stock market fell.',
    'She paid the invoice with her credit card.',
    'Inflation makes every dollar worth less.',
    'The company reported a record profit.',
    'He put his savings into a pension fund.',
    'The tax refund arrived on my bank account.',
    'The budget includes a new tax on income.',
    'Mortgage rates rose again at the bank.',
    'The investor bought bonds and stock.',
  ],
]

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
