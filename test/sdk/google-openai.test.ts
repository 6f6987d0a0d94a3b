import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const baseURL = 'https://generativelanguage.googleapis.com/v1beta/openai/'
const client = () => new OpenAI({ apiKey: 'any', baseURL, maxRetries: 0 })
const model = 'gemini-2.5-flash'
const messages = [{ role: 'user' as const, content: 'What is the weather in Lisbon?' }]
const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'get_weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
    },
  },
]

test('answers and streams the same with OpenAI’s client', async () => {
  const body = { model, messages: [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }] }
  const answer = await client().chat.completions.create(body)
  expect(answer).toMatchObject({ object: 'chat.completion', model, choices: [{ finish_reason: 'stop', index: 0 }] })
  expect(Object.keys(answer)).toEqual(['choices', 'created', 'id', 'model', 'object', 'usage'])
  const { prompt_tokens, completion_tokens, total_tokens } = answer.usage!
  // Thinking is in the total alone.
  expect(total_tokens).toBeGreaterThan(prompt_tokens + completion_tokens)
  llm.reset()
  const stream = await client().chat.completions.create({
    ...body,
    stream: true,
    stream_options: { include_usage: true },
  })
  let text = ''
  let usage
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? ''
    usage = chunk.usage ?? usage
  }
  expect(text).toBe(answer.choices[0]!.message.content)
  expect(usage).toEqual(answer.usage)
})

test('calls tools, also in a stream, and takes their results', async () => {
  const first = await client().chat.completions.create({ model, messages, tools })
  const [call] = first.choices[0]!.message.tool_calls!
  expect(first.choices[0]!.finish_reason).toBe('tool_calls')
  expect(call).toMatchObject({ id: expect.stringMatching(/^function-call-\d+$/), function: { name: 'get_weather' } })
  const second = await client().chat.completions.create({
    model,
    tools,
    messages: [...messages, first.choices[0]!.message, { role: 'tool', tool_call_id: call!.id, content: '21 degrees' }],
  })
  expect(second.choices[0]!.message.content).toContain('21 degrees')
  const runner = client().chat.completions.stream({ model, messages, tools })
  const { tool_calls: streamed } = (await runner.finalChatCompletion()).choices[0]!.message
  expect(streamed).toMatchObject([{ function: { name: 'get_weather', arguments: '{"city":"Lisbon"}' } }])
})

test('fills a schema', async () => {
  const schema = { type: 'object', properties: { nights: { type: 'integer' } }, required: ['nights'] }
  const answer = await client().chat.completions.create({
    model,
    messages: [{ role: 'user', content: 'Book 3 nights.' }],
    response_format: { type: 'json_schema', json_schema: { name: 'booking', schema } },
  })
  expect(JSON.parse(answer.choices[0]!.message.content!)).toEqual({ nights: 3 })
})

test('thinks as much as the effort or Google’s own setting asks', async () => {
  const thoughts = async (more: object) => {
    const { usage } = await client().chat.completions.create({ model, messages, ...more })
    return usage!.total_tokens - usage!.prompt_tokens - usage!.completion_tokens
  }
  expect(await thoughts({ reasoning_effort: 'none' })).toBe(0)
  expect(await thoughts({ reasoning_effort: 'low' })).toBeGreaterThan(0)
  expect(await thoughts({ extra_body: { google: { thinking_config: { thinking_budget: 0 } } } })).toBe(0)
})

test('embeds, in base64 by default', async () => {
  const { data, model: name } = await client().embeddings.create({
    model: 'gemini-embedding-001',
    input: ['a boat', 'a ship'],
    dimensions: 768,
  })
  expect(name).toBe('gemini-embedding-001')
  expect(data.map(({ embedding }) => embedding.length)).toEqual([768, 768])
  expect(data[0]!.embedding.every((value) => Math.abs(value) <= 1)).toBe(true)
})

test('lists models and gets one', async () => {
  const names: string[] = []
  for await (const one of client().models.list()) names.push(one.id)
  expect(names).toContain('models/gemini-2.5-flash')
  expect(await client().models.retrieve(model)).toMatchObject({ id: 'models/gemini-2.5-flash', owned_by: 'google' })
})

test('refuses in Google’s words, in a list', async () => {
  const send = (body: unknown, headers: Record<string, string> = { authorization: 'Bearer any' }) =>
    llm.fetch(`${baseURL}chat/completions`, { method: 'POST', headers, body: JSON.stringify(body) })
  const unknown = await send({ model: 'no-such-model', messages })
  expect(unknown.status).toBe(404)
  expect(await unknown.json()).toMatchObject([{ error: { code: 404, status: 'NOT_FOUND' } }])
  expect((await send({ model, messages }, {})).status).toBe(403)
  llm.provider('google').failNext(1, 'rate_limit')
  await expect(client().chat.completions.create({ model, messages })).rejects.toMatchObject({ status: 429 })
})

test('answers at Vertex AI too', async () => {
  const vertex = new OpenAI({
    apiKey: 'ya29.token',
    baseURL: 'https://us-central1-aiplatform.googleapis.com/v1beta1/projects/p/locations/us-central1/endpoints/openapi',
  })
  const answer = await vertex.chat.completions.create({ model: 'google/gemini-2.5-flash', messages })
  expect(answer.model).toBe('google/gemini-2.5-flash')
  expect(answer.choices[0]!.message.content).toBeTruthy()
})
