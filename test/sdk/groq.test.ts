import Groq from 'groq-sdk'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const client = () => new Groq({ apiKey: 'any-dummy-key' })
const messages = [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }]
const model = 'llama-3.3-70b-versatile'

test('creates a completion with the default base URL, its usage with times', async () => {
  const { data, response } = await client().chat.completions.create({ model, messages }).withResponse()
  expect(data.choices[0]!.message.content!.length).toBeGreaterThan(20)
  const usage = data.usage!
  expect(usage.total_time).toBeCloseTo(usage.prompt_time! + usage.completion_time!, 9)
  expect(response.headers.get('x-ratelimit-reset-tokens')).toMatch(/^\d.*s$/)
  expect(data.x_groq!.id).toBe(response.headers.get('x-request-id'))
})

test('streams chunks whose text is that of the unary answer, usage unasked', async () => {
  const unary = await client().chat.completions.create({ model, messages })
  llm.reset()
  let text = ''
  let usage: Groq.CompletionUsage | null | undefined
  for await (const chunk of await client().chat.completions.create({ model, messages, stream: true })) {
    text += chunk.choices[0]?.delta.content ?? ''
    usage = chunk.x_groq?.usage ?? usage
  }
  expect(text).toBe(unary.choices[0]!.message.content)
  expect(usage).toEqual(unary.usage)
})

test('shows parsed reasoning of gpt-oss in a field of its own', async () => {
  const answer = await client().chat.completions.create({ model: 'openai/gpt-oss-20b', messages })
  expect(answer.choices[0]!.message.reasoning!.length).toBeGreaterThan(20)
  expect(answer.usage!.completion_tokens_details!.reasoning_tokens).toBeGreaterThan(5)
})

test('throws the SDK’s own errors', async () => {
  await expect(client().chat.completions.create({ model: 'nope', messages })).rejects.toBeInstanceOf(Groq.NotFoundError)
  await expect(client().chat.completions.create({ model, messages, n: 2 })).rejects.toBeInstanceOf(Groq.BadRequestError)
  llm.provider('groq').failNext(3, 'overloaded')
  await expect(client().chat.completions.create({ model, messages })).rejects.toMatchObject({ status: 503 })
})

test('retries after a fault', async () => {
  llm.provider('groq').failNext(1, 'server_error')
  const answer = await client().chat.completions.create({ model, messages })
  expect(answer.object).toBe('chat.completion')
  expect(llm.exchanges.map(({ status }) => status)).toEqual([500, 200])
})

test('rejects a stream that is broken by an error event', async () => {
  llm.provider('groq').cutStreamAfter({ tokens: 3 }, 'error')
  const stream = await client().chat.completions.create({ model, messages, stream: true })
  const read = async () => {
    for await (const _ of stream);
  }
  await expect(read()).rejects.toBeInstanceOf(Groq.APIError)
})

test('lists models and finds one with a slash in its id', async () => {
  const { data } = await client().models.list()
  expect(data.map(({ id }) => id)).toContain('openai/gpt-oss-120b')
  expect((await client().models.retrieve('openai/gpt-oss-120b')).owned_by).toBe('OpenAI')
})
