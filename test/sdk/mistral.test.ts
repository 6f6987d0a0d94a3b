import { Mistral } from '@mistralai/mistralai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const client = () => new Mistral({ apiKey: 'any-dummy-key' })
const messages = [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }]
const model = 'mistral-large-latest'

test('completes a chat with the default server', async () => {
  const answer = await client().chat.complete({ model, messages })
  expect(answer.id).toMatch(/^[0-9a-f]{32}$/)
  expect(answer.model).toBe(model)
  expect((answer.choices![0]!.message!.content as string).length).toBeGreaterThan(20)
})

test('streams to an address with a fragment; the text is that of the unary answer', async () => {
  const unary = await client().chat.complete({ model, messages })
  llm.reset()
  let text = ''
  let tokens: number | undefined
  for await (const { data } of await client().chat.stream({ model, messages })) {
    text += data.choices[0]!.delta.content ?? ''
    tokens = data.usage?.totalTokens ?? tokens
  }
  expect(text).toBe(unary.choices![0]!.message!.content)
  expect(tokens).toBe(unary.usage.totalTokens)
})

test('thinks in content parts', async () => {
  const answer = await client().chat.complete({ model: 'magistral-medium-latest', messages })
  const content = answer.choices![0]!.message!.content as { readonly type: string }[]
  expect(content.map(({ type }) => type)).toEqual(['thinking', 'text'])
  const types = new Set<string>()
  for await (const { data } of await client().chat.stream({ model: 'magistral-medium-latest', messages })) {
    const { content: delta } = data.choices[0]!.delta
    if (Array.isArray(delta)) for (const part of delta) types.add(part.type)
  }
  expect([...types]).toEqual(['thinking'])
})

test('calls a tool and takes its result', async () => {
  const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
  const tools = [{ type: 'function' as const, function: { name: 'get_weather', parameters } }]
  const question = { role: 'user' as const, content: 'What is the weather in Lisbon?' }
  const first = await client().chat.complete({ model, messages: [question], tools, toolChoice: 'any' })
  const message = first.choices![0]!.message!
  const [call] = message.toolCalls!
  expect(call!.id).toMatch(/^[A-Za-z0-9]{9}$/)
  const result = { role: 'tool' as const, toolCallId: call!.id!, name: 'get_weather', content: '{"degrees":21}' }
  const second = await client().chat.complete({
    model,
    messages: [question, { ...message, role: 'assistant' as const }, result],
    tools,
  })
  expect(second.choices![0]!.message!.content).toContain('21')
})

test('embeds, moderates, completes code and lists models', async () => {
  const embedded = await client().embeddings.create({ model: 'mistral-embed', inputs: ['the sea', 'the ocean'] })
  expect(embedded.data.map(({ embedding }) => embedding!.length)).toEqual([1024, 1024])
  const moderated = await client().classifiers.moderate({ model: 'mistral-moderation-latest', inputs: ['hello'] })
  expect(moderated.results[0]!.categories!['sexual']).toBe(false)
  const judged = await client().classifiers.moderateChat({
    model: 'mistral-moderation-latest',
    inputs: [{ role: 'user', content: 'Hello there' }],
  })
  expect(judged.results).toHaveLength(1)
  const code = await client().fim.complete({ model: 'codestral-latest', prompt: 'def add(a, b):', suffix: 'return c' })
  expect(code.choices[0]!.message!.content!.length).toBeGreaterThan(0)
  expect((await client().models.list()).data!.map((model) => ('id' in model ? model.id : ''))).toContain(
    'mistral-large-latest',
  )
})

test('throws for a model that does not exist and for a wrong key', async () => {
  await expect(client().chat.complete({ model: 'nope', messages })).rejects.toMatchObject({ statusCode: 400 })
  llm.provider('mistral').failNext(1, 'auth')
  await expect(client().chat.complete({ model, messages })).rejects.toMatchObject({ statusCode: 401 })
})
