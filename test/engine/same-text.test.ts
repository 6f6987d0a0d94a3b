import { expect, test } from 'vitest'
import { embed } from '../../src/generate/embedding.ts'
import { simulateAnswer } from '../../src/generate/model.ts'
import { moderate } from '../../src/generate/moderation.ts'
import { relevance } from '../../src/generate/rerank.ts'
import type { CompletionRequest } from '../../src/request.ts'
import { modelAt, request, tool } from '../generate/ask.ts'
import { SCHEMAS } from '../generate/schemas.ts'

const PROMPTS = [
  'Tell me about the harbour of Lisbon.',
  'Write a Python function that sorts a list.',
  'List five uses for a brick.',
  'Explain tides in Markdown with headings.',
  'Erkläre mir bitte, wie Ebbe und Flut entstehen.',
  'Give me a title for an article about owls.',
  'Is the sea salty?',
  'Summarise: The owl is a bird. It hunts at night. Mice fear it, and farmers like it.',
  'Reply in JSON with the name and age of a pirate.',
  'Classify the sentiment: I love this boat!',
  'What is 17 * 23?',
  'Hello!',
]
const text = { type: 'string' }
const tools = [
  tool('get_weather', { city: text }),
  tool('get_time', { timezone: text }),
  tool('book_hotel', {
    city: text,
    check_in: { type: 'string', format: 'date' },
    guests: { type: 'integer' },
    email: text,
  }),
]
const ERRANDS = [
  'What is the weather in Paris and in Rome?',
  'What time is it in Tokyo?',
  'Book a hotel in Vienna from 3 to 7 April 2026 for 4 people.',
]

/** SHA-256 of the values as JSON, in hexadecimal, as WebCrypto has it everywhere. */
async function hashOf(values: readonly unknown[]): Promise<string> {
  const bytes = new TextEncoder().encode(values.map((one) => JSON.stringify(one)).join('\n'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function answers(prompts: readonly string[], other: Partial<CompletionRequest> = {}) {
  const asked = prompts.flatMap((prompt) => [1, 5, 20].map((usd) => ({ prompt, usd })))
  const made = asked.map(({ prompt, usd }, seed) => simulateAnswer(request(prompt, other), modelAt(usd), seed))
  return hashOf(await Promise.all(made))
}

// The cells of the matrix run this file: a platform that answers anything else fails it. Who changes what the model says
// on purpose renews the hashes with `npx vitest run test/engine/same-text.test.ts -u`.

test('writes the same prose on every platform', async () => {
  expect(await answers(PROMPTS)).toMatchInlineSnapshot(
    `"4d313b51a96ca411d70e144ca342e053f0c23e77dd4fab8215b2ec6d3d31542c"`,
  )
})

test('thinks the same', async () => {
  expect(await answers(PROMPTS, { reasoning: { effort: 'high', visible: true } })).toMatchInlineSnapshot(
    `"481156d9a0550b3a8b04189c2dd5374b639b1ff0042ed85238313cf6b9d739a1"`,
  )
})

test('calls tools with the same arguments', async () => {
  expect(await answers(ERRANDS, { tools })).toMatchInlineSnapshot(
    `"fbb265b81234a9781c0704f352ab388e645856923a2889b7e047c8f91be022ef"`,
  )
})

test('fills schemas with the same values', async () => {
  const made = Object.values(SCHEMAS)
    .flat()
    .map((schema, seed) =>
      simulateAnswer(
        request(PROMPTS[seed % PROMPTS.length]!, {
          responseFormat: {
            type: 'json-schema',
            name: 'answer',
            schema: { type: 'object', properties: { value: schema }, required: ['value'] } as never,
          },
        }),
        modelAt(5),
        seed,
      ),
    )
  expect(await hashOf(await Promise.all(made))).toMatchInlineSnapshot(
    `"a9945c019f777ca47f58102179df9ebb37e65723a77aa581ef69acc56a1a90c3"`,
  )
})

test('embeds, ranks and moderates the same', async () => {
  const scores = PROMPTS.flatMap((one) => PROMPTS.map((other) => relevance(one, other)))
  expect(await hashOf(PROMPTS.map((one) => [...embed(one, 256)]))).toMatchInlineSnapshot(
    `"01263c6fd3512f46936b319a02d3649d5eb3b1eb91428db0432f1fc9eeb6e869"`,
  )
  expect(await hashOf(scores)).toMatchInlineSnapshot(
    `"ae687f5b71b42a9235445100d2214a28ff2c211fd197193b31c8e86321b3f78e"`,
  )
  expect(await hashOf(PROMPTS.map(moderate))).toMatchInlineSnapshot(
    `"954dcd690f30fb7eba250fac051dffe085ac730a77dbfdec9c58ee12d36b8a45"`,
  )
})
