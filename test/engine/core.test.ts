import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/core.ts'
import { openai } from '../../handlers/openai/card.ts'
import { UsageError } from '../../src/errors.ts'

test('the core simulates the providers that it is given', async () => {
  const llm = createSimulation({ providers: [openai] })
  llm.when('sea').reply('Deep.')
  const client = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
  const answer = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'How is the sea?' }],
  })
  expect(answer.choices[0]!.message.content).toBe('Deep.')
  expect(llm.handlers).toHaveLength(2)
  expect(() => llm.provider('anthropic')).toThrow('It has: openai.')
})

test.each([
  ['no provider', [], 'knows no provider by itself'],
  ['a name', ['openai'], "Import the provider from 'msw-llm/openai'"],
])('the core refuses %s and says what to import', (_, providers, words) => {
  expect(() => createSimulation({ providers: providers as never })).toThrow(UsageError)
  expect(() => createSimulation({ providers: providers as never })).toThrow(words)
})
