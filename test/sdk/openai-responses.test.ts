import OpenAI from 'openai'
import { zodTextFormat } from 'openai/helpers/zod'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { startLab } from './lab.ts'

const { llm } = startLab()
const client = () => new OpenAI({ apiKey: 'any-dummy-key', maxRetries: 0 })
const ask = { model: 'gpt-4o', input: 'Tell me about the harbour of Lisbon.' }

test('creates a response with the default base URL and reads its text', async () => {
  const { data, response } = await client().responses.create(ask).withResponse()
  expect(data.output_text.length).toBeGreaterThan(20)
  expect(data.status).toBe('completed')
  expect((data as { _request_id?: string })._request_id).toMatch(/^req_[0-9a-f]{32}$/)
  expect(response.headers.get('openai-version')).toBe('2020-10-01')
})

test('streams events whose last one is the unary answer', async () => {
  const unary = await client().responses.create(ask)
  llm.reset()
  let text = ''
  let last: OpenAI.Responses.Response | undefined
  for await (const event of await client().responses.create({ ...ask, stream: true })) {
    if (event.type === 'response.output_text.delta') text += event.delta
    if (event.type === 'response.completed') last = event.response
  }
  expect(text).toBe(unary.output_text)
  expect(last!.usage).toEqual(unary.usage)
})

test('drives the stream helper to its final response', async () => {
  const stream = client().responses.stream(ask)
  const deltas: string[] = []
  stream.on('response.output_text.delta', (event) => deltas.push(event.delta))
  const final = await stream.finalResponse()
  expect(final.output_text).toBe(deltas.join(''))
})

const Booking = z.object({ hotel: z.string(), nights: z.number().int().min(1).max(9), breakfast: z.boolean() })

test('parses structured output, unary and streamed', async () => {
  const body = {
    model: 'gpt-4o',
    input: 'Book 3 nights at "Casa Azul".',
    text: { format: zodTextFormat(Booking, 'booking') },
  }
  const unary = await client().responses.parse(body)
  expect(Booking.parse(unary.output_parsed)).toMatchObject({ nights: 3 })
  const final = await client().responses.stream(body).finalResponse()
  expect(Booking.parse(final.output_parsed)).toMatchObject({ nights: 3 })
})

test('goes through a tool loop by previous_response_id and by sending the items back', async () => {
  const tools: OpenAI.Responses.Tool[] = [
    {
      type: 'function',
      name: 'get_weather',
      description: 'Current weather of a city',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' } },
        required: ['city'],
        additionalProperties: false,
      },
      strict: true,
    },
  ]
  const input: OpenAI.Responses.ResponseInputItem[] = [{ role: 'user', content: 'What is the weather in Lisbon?' }]
  const first = await client().responses.create({ model: 'gpt-5', input, tools })
  const call = first.output.find((item) => item.type === 'function_call')!
  expect(JSON.parse(call.arguments)).toEqual({ city: 'Lisbon' })
  const output = { type: 'function_call_output' as const, call_id: call.call_id, output: '21 degrees' }
  const followed = await client().responses.create({
    model: 'gpt-5',
    input: [output],
    tools,
    previous_response_id: first.id,
  })
  // What comes out may go in again; the client's types do not say so for every kind of item.
  const said = first.output as OpenAI.Responses.ResponseInputItem[]
  const resent = await client().responses.create({ model: 'gpt-5', input: [...input, ...said, output], tools })
  expect(followed.output_text).toContain('21 degrees')
  expect(resent.output_text).toContain('21 degrees')
  expect(resent.usage!.input_tokens).toBe(followed.usage!.input_tokens)
})

test('retrieves, lists, cancels, counts, compacts and deletes', async () => {
  const openai = client()
  const made = await openai.responses.create({ ...ask, background: true })
  expect(made.status).toBe('queued')
  const done = await openai.responses.retrieve(made.id)
  expect(done.status).toBe('completed')
  expect((await openai.responses.cancel(made.id)).status).toBe('completed')
  const items = []
  for await (const item of openai.responses.inputItems.list(made.id)) items.push(item)
  expect(items).toMatchObject([{ type: 'message', role: 'user' }])
  const counted = await openai.responses.inputTokens.count(ask)
  expect(counted.input_tokens).toBe(done.usage!.input_tokens)
  const compacted = await openai.responses.compact({ model: 'gpt-4o', input: ask.input })
  expect(compacted.output.map((item) => item.type)).toEqual(['message', 'compaction'])
  await openai.responses.delete(made.id)
  await expect(openai.responses.retrieve(made.id)).rejects.toThrow(OpenAI.NotFoundError)
})

test('resumes a background stream', async () => {
  const openai = client()
  const numbers: number[] = []
  let id = ''
  for await (const event of await openai.responses.create({ ...ask, background: true, stream: true })) {
    numbers.push(event.sequence_number)
    if (event.type === 'response.created') ({ id } = event.response)
  }
  const rest: number[] = []
  for await (const event of await openai.responses.retrieve(id, { stream: true, starting_after: 2 })) {
    rest.push(event.sequence_number)
  }
  expect(rest).toEqual(numbers.slice(3))
})

test('keeps a conversation', async () => {
  const openai = client()
  const conversation = await openai.conversations.create({ metadata: { topic: 'demo' } })
  await openai.responses.create({ ...ask, conversation: conversation.id })
  const items = []
  for await (const item of openai.conversations.items.list(conversation.id, { order: 'asc' })) items.push(item)
  expect(items).toMatchObject([{ role: 'user' }, { role: 'assistant' }])
  expect((await openai.conversations.delete(conversation.id)).deleted).toBe(true)
})

test('throws the classes of the client: a bad request, a wrong key, an error inside a stream', async () => {
  const openai = client()
  await expect(openai.responses.create({ ...ask, model: 'gpt-9' })).rejects.toMatchObject({
    status: 400,
    code: 'model_not_found',
    param: 'model',
  })
  llm.provider('openai').failNext(1, 'auth')
  await expect(openai.responses.create(ask)).rejects.toThrow(OpenAI.AuthenticationError)
  llm.provider('openai').cutStreamAfter({ tokens: 3 }, 'error')
  const stream = await openai.responses.create({ ...ask, stream: true })
  const read = async () => {
    for await (const _ of stream);
  }
  await expect(read()).rejects.toThrow(OpenAI.APIError)
})
