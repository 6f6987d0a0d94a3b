import { createSimulation } from 'msw-llm'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { acme } from './acme.ts'

const llm = createSimulation({ providers: [acme, 'openai'] })
const server = setupServer(...llm.handlers)
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => llm.reset())
afterAll(() => server.close())

const client = () => new OpenAI({ apiKey: 'any', baseURL: 'https://api.acme.example/v1', maxRetries: 0 })
const messages = [{ role: 'user' as const, content: 'What is the weather in Lisbon?' }]

test('streams text and usage, counted and priced', async () => {
  llm.when('weather').reply('Sunny.')
  const stream = await client().chat.completions.create({
    model: 'acme-large',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  })
  let text = ''
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? ''
    expect(chunk).toMatchObject({ acme: { anvils: 1 } })
  }
  expect(text).toBe('Sunny.')
  expect(llm.usage().byProvider['acme']?.costUsd).toBeGreaterThan(0)
})

test('calls tools', async () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
  const answer = await client().chat.completions.create({
    model: 'acme-latest',
    messages,
    tools: [{ type: 'function', function: { name: 'get_weather', parameters } }],
  })
  expect(answer.choices[0]?.message.tool_calls).toMatchObject([
    { function: { name: 'get_weather', arguments: '{"city":"Lisbon"}' } },
  ])
})

test('embeds, lists its models and refuses those of others', async () => {
  const { data } = await client().embeddings.create({ model: 'acme-embed', input: 'anvil' })
  expect(Math.hypot(...data[0]!.embedding)).toBeCloseTo(1)
  expect((await client().models.list()).data.map(({ id }) => id)).toEqual(['acme-large', 'acme-embed'])
  await expect(client().chat.completions.create({ model: 'gpt-4o', messages })).rejects.toMatchObject({ status: 404 })
})

test('fails in its own words', async () => {
  llm.provider('acme').failNext(1, 'overloaded')
  await expect(client().chat.completions.create({ model: 'acme-large', messages })).rejects.toMatchObject({
    status: 529,
    code: 'anvils_busy',
  })
})

test('counts its limits', async () => {
  const tight = createSimulation({ providers: [acme], limits: { acme: 'free' } })
  const openai = new OpenAI({ apiKey: 'any', baseURL: 'https://eu.acme.example/v1', fetch: tight.fetch, maxRetries: 0 })
  const ask = () => openai.chat.completions.create({ model: 'acme-large', messages }).asResponse()
  expect((await ask()).headers.get('acme-requests-left')).toBe('4')
  for (let more = 0; more < 4; more++) await ask()
  await expect(ask()).rejects.toMatchObject({ status: 429 })
})
