import { expect, test } from 'vitest'
import { evaluate, expressionsIn } from '../../src/generate/arithmetic.ts'
import { isoDate } from '../../src/generate/dates.ts'
import { simulateAnswer } from '../../src/generate/model.ts'
import { modelAt, request, said, textFor } from './ask.ts'

const words = (text: string) => text.split(/\s+/).length
const sentences = (text: string) => (text.match(/[.!?](?=\s|$)/g) ?? []).length

test.each([
  ['What is 2+2?', /= 4\.$/],
  ['What is 15% of 80? Just the number.', /^12$/],
  ['Say this is a test', /^This is a test$/],
  ['Reply with exactly "pong"', /^pong$/],
  ['Repeat after me: the cat sat', /^the cat sat$/],
  ['Please say exactly: X = 1', /^X = 1$/],
  ['Hello!', /^(?:Hello|Hi)/],
  ['hola', /^¡Hola/],
  ['Thank you so much!', /welcome|Glad/],
  ['Is Lisbon the capital of Portugal?', /^(?:Yes|No)\. /],
  ['Is water wet? Answer yes or no.', /^(?:Yes|No)$/],
  ['Classify the sentiment of this review: "I love this phone, it is great"', /^positive$/],
  ['Classify this ticket as billing, shipping or other: The shipping took two weeks.', /^shipping$/],
  ['Translate "good morning" to French', /^Bonjour$/],
  ['Translate to German: The house is big.', /German.*The house is big/],
  ['Write a title for an article about coffee', /^[^.]*Coffee[^.]*$/],
  ['Write a Python function that adds two numbers', /```python\ndef \w+\(/],
  ['Give me a TypeScript function called slugify', /```typescript\nexport function slugify\(/],
  ['Write a SQL query for all users', /```sql\nSELECT/],
  ['Erkläre mir bitte, wie ein Motor funktioniert', /Motor/],
  ['Write an email to Maria about the delayed shipment', /^Subject: The delayed shipment\n\nDear Maria,/],
  ['Explain rivers in markdown', /^# Rivers\n\n## /],
  ['Respond in JSON with keys city and country', /^\{"city":".+","country":".+"\}$/],
])('%s', async (prompt, answer) => {
  for (const seed of [1, 2, 3]) expect(await textFor(prompt, seed)).toMatch(answer)
})

test('keeps to the number of sentences, words and items that is asked for', async () => {
  for (const seed of [1, 2, 3, 4]) {
    expect(sentences(await textFor('Explain tides in one sentence.', seed))).toBe(1)
    expect(sentences(await textFor('Describe Berlin in 7 sentences.', seed))).toBe(7)
    expect(words(await textFor('Describe Berlin in 50 words.', seed))).toBe(50)
    expect(words(await textFor('Describe Berlin in under 20 words.', seed))).toBeLessThan(20)
    expect((await textFor('Give me 5 tips for better sleep.', seed)).split('\n')).toHaveLength(5)
    expect((await textFor('List three city names', seed)).split('\n')).toHaveLength(3)
    expect(
      (await textFor('Give me a bullet list of ideas', seed)).split('\n').every((line) => line.startsWith('- ')),
    ).toBe(true)
  }
})

test('writes more with dearer models and when asked for detail, less when asked to be brief', async () => {
  const mean = async (prompt: string, usd: number) => {
    const texts = await Promise.all(Array.from({ length: 12 }, (_, seed) => textFor(prompt, seed, {}, usd)))
    return texts.reduce((sum, text) => sum + words(text), 0) / texts.length
  }
  const [economy, balanced, premium] = await Promise.all([1, 5, 60].map((usd) => mean('Tell me about tides.', usd)))
  expect(economy!).toBeLessThan(balanced!)
  expect(balanced!).toBeLessThan(premium!)
  expect(await mean('Tell me about tides briefly.', 5)).toBeLessThan(balanced!)
  expect(await mean('Tell me about tides in detail.', 5)).toBeGreaterThan(2 * balanced!)
})

test('speaks about the subject in plain words', async () => {
  for (const seed of [1, 2, 3])
    expect(await textFor('Tell me about the harbour of Lisbon.', seed)).toContain('the harbour of Lisbon')
})

test('summarises with sentences of the text', async () => {
  const source = [
    'The bicycle was invented in 1817 by Karl von Drais.',
    'It had no pedals at first.',
    'Pedals were added in France in the 1860s.',
    'The safety bicycle of 1885 made cycling popular with everyone.',
    'More than one billion bicycles exist today.',
  ]
  const summary = await textFor(`Summarize in 2 sentences: ${source.join(' ')}`)
  expect(source.filter((one) => summary.includes(one))).toHaveLength(2)
})

test('answers from the context that it is given', async () => {
  const context = `Use this context.\n${'Filler about nothing at all here. '.repeat(12)}\nThe office in Porto opens at nine on weekdays.\nThe canteen serves soup.`
  expect(
    await textFor('When does the Porto office open?', 1, {
      messages: [said('system', context), said('user', 'When does the Porto office open?')],
    }),
  ).toContain('opens at nine')
})

test('follows a classifier’s instructions in the system prompt', async () => {
  const messages = [
    said('system', 'You are a classifier. Answer only with one of: billing, shipping, other.'),
    said('user', 'My billing address is wrong.'),
  ]
  expect(await textFor('', 1, { messages })).toBe('billing')
})

test('gives JSON with the keys and the shape that the prompt shows', async () => {
  const json = async (prompt: string) => JSON.parse(await textFor(prompt, 1, { responseFormat: { type: 'json' } }))
  expect(Object.keys(await json('Give me a profile as JSON with keys name, age and email'))).toEqual([
    'name',
    'age',
    'email',
  ])
  expect(await json('Like {"city": "string", "population": number, "tags": ["..."]} for Paris')).toMatchObject({
    city: 'Paris',
    population: expect.any(Number),
    tags: expect.any(Array),
  })
  expect(await json('Anything.')).toEqual({ answer: expect.any(String) })
})

test('fills a schema from the text', async () => {
  const text = { type: 'string' }
  const schema = {
    type: 'object',
    properties: { name: text, age: { type: 'integer' }, email: { type: ['string', 'null'] } },
    required: ['name', 'age', 'email'],
  }
  const answer = await textFor('Extract the person. Name: Ada Lovelace, age: 36', 1, {
    responseFormat: { type: 'json-schema', schema },
  })
  expect(JSON.parse(answer)).toEqual({ name: 'Ada Lovelace', age: 36, email: null })
})

test('thinks longer with more effort, about the task', async () => {
  const think = async (effort: 'low' | 'high') => {
    const choice = await simulateAnswer(
      request('Tell me about tides.', { reasoning: { effort, visible: true } }),
      modelAt(5),
      3,
    )
    const [part] = choice.content
    return part?.type === 'reasoning' ? part.text : ''
  }
  expect(await think('low')).toContain('tides')
  expect(words(await think('high'))).toBeGreaterThan(3 * words(await think('low')))
})

test('gives the same text for the same seed, another for another', async () => {
  expect(await textFor('Tell me about tides.', 4)).toBe(await textFor('Tell me about tides.', 4))
  expect(await textFor('Tell me about tides.', 4)).not.toBe(await textFor('Tell me about tides.', 5))
})

test('evaluates arithmetic and nothing else', () => {
  expect(
    ['1 + 2 * 3', '(1 + 2) * 3', '-2 ^ 2', '2 ^ 3 ^ 2', '7 % 4', '0.1 + 0.2', '1 / 0', 'alert(1)', '1 +', '('].map(
      evaluate,
    ),
  ).toEqual([7, 9, -4, 512, 3, 0.3, undefined, undefined, undefined, undefined])
  expect(expressionsIn('Is 2026-03-04 or 555-1234 before 3 plus 4?')).toEqual(['3 + 4'])
})

test('reads dates relative to a fixed day', () => {
  expect(
    [
      '2026-02-03',
      'March 3',
      '3rd of April 2027',
      '24.12.2025',
      '12/24/2025',
      'tomorrow',
      'in 2 weeks',
      'next Friday',
      'someday',
    ].map(isoDate),
  ).toEqual([
    '2026-02-03',
    '2026-03-03',
    '2027-04-03',
    '2025-12-24',
    '2025-12-24',
    '2026-01-02',
    '2026-01-15',
    '2026-01-02',
    undefined,
  ])
})

test('keeps the form that is asked for out of the subject', async () => {
  const lisbon = await textFor('Describe Lisbon in exactly 20 words.')
  expect(lisbon).toContain('Lisbon')
  expect(lisbon).not.toContain('exactly')
  const tides = await textFor('Explique les marées en français.')
  expect(tides).toContain('marées')
  expect(tides).not.toContain('français')
})
