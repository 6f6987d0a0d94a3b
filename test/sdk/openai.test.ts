import OpenAI from 'openai'
import { zodResponseFormat, zodFunction } from 'openai/helpers/zod'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { startLab } from './lab.ts'

const { llm } = startLab()
const messages = [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }]
const client = () => new OpenAI({ apiKey: 'any-dummy-key' })

test('creates a completion with the default base URL and any key', async () => {
  const { data, response } = await client().chat.completions.create({ model: 'gpt-4o', messages }).withResponse()
  expect(data.choices[0]!.message.content!.length).toBeGreaterThan(20)
  expect((data as { _request_id?: string })._request_id).toMatch(/^req_[0-9a-f]{32}$/)
  expect(response.headers.get('openai-version')).toBe('2020-10-01')
  expect(data.usage!.total_tokens).toBe(data.usage!.prompt_tokens + data.usage!.completion_tokens)
})

test('streams chunks whose text is that of the unary answer', async () => {
  const unary = await client().chat.completions.create({ model: 'gpt-4o', messages })
  llm.reset()
  let text = ''
  let usage: OpenAI.CompletionUsage | null | undefined
  const stream = await client().chat.completions.create({
    model: 'gpt-4o',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  })
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? ''
    usage = chunk.usage ?? usage
  }
  expect(text).toBe(unary.choices[0]!.message.content)
  expect(usage).toEqual(unary.usage)
})

test('drives the stream helper with its events and final values', async () => {
  const stream = client().chat.completions.stream({ model: 'gpt-4o-mini', messages })
  const deltas: string[] = []
  stream.on('content', (delta) => deltas.push(delta))
  const final = await stream.finalChatCompletion()
  expect(deltas.join('')).toBe(final.choices[0]!.message.content)
  expect(await stream.finalContent()).toBe(deltas.join(''))
})

const Booking = z.object({ hotel: z.string(), nights: z.number().int().min(1).max(9), breakfast: z.boolean() })

test('parses structured output, unary and streamed', async () => {
  const response_format = zodResponseFormat(Booking, 'booking')
  const body = {
    model: 'gpt-4o',
    messages: [{ role: 'user' as const, content: 'Book 3 nights at "Casa Azul".' }],
    response_format,
  }
  const unary = await client().chat.completions.parse(body)
  expect(Booking.parse(unary.choices[0]!.message.parsed)).toMatchObject({ nights: 3 })
  const stream = client().chat.completions.stream(body)
  expect(Booking.parse((await stream.finalChatCompletion()).choices[0]!.message.parsed)).toMatchObject({ nights: 3 })
})

test('ends a tool loop of runTools by itself, unary and streamed', async () => {
  const asked: string[] = []
  const tools = [
    {
      type: 'function' as const,
      function: {
        name: 'get_weather',
        description: 'Current weather of a city',
        parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
        parse: JSON.parse,
        function: ({ city }: { city: string }) => {
          asked.push(city)
          return `It is 21 degrees in ${city}`
        },
      },
    },
  ]
  const question = [{ role: 'user' as const, content: 'What is the weather in Lisbon?' }]
  const runner = client().chat.completions.runTools({ model: 'gpt-4o', messages: question, tools })
  expect(await runner.finalContent()).toContain('21 degrees in Lisbon')
  const streamed = client().chat.completions.runTools({ model: 'gpt-4o', messages: question, tools, stream: true })
  expect(await streamed.finalContent()).toContain('21 degrees in Lisbon')
  expect(asked).toEqual(['Lisbon', 'Lisbon'])
  expect(llm.exchanges).toHaveLength(4)
})

test('parses tool arguments by their zod schema', async () => {
  const tools = [zodFunction({ name: 'add', parameters: z.object({ a: z.number(), b: z.number() }) })]
  llm.when('add').callTool('add', { a: 2, b: 3 })
  const answer = await client().chat.completions.parse({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'add 2 and 3' }],
    tools,
  })
  const call = answer.choices[0]!.message.tool_calls![0]!
  expect(call).toMatchObject({ type: 'function', function: { parsed_arguments: { a: 2, b: 3 } } })
  expect(call.id).toMatch(/^call_[0-9A-Za-z]{24}$/)
})

test('reads refusals', async () => {
  llm.when('anything').refuse('No.')
  const body = {
    model: 'gpt-4o',
    messages: [{ role: 'user' as const, content: 'anything' }],
    response_format: zodResponseFormat(Booking, 'b'),
  }
  const unary = await client().chat.completions.parse(body)
  expect(unary.choices[0]!.message).toMatchObject({ refusal: 'No.', content: null, parsed: null })
  const streamed = await client().chat.completions.stream(body).finalChatCompletion()
  expect(streamed.choices[0]!.message.refusal).toBe('No.')
})

test('answers several choices, unary and streamed', async () => {
  const unary = await client().chat.completions.create({ model: 'gpt-4o', messages, n: 3 })
  llm.reset()
  expect(new Set(unary.choices.map((choice) => choice.message.content)).size).toBe(3)
  const texts = ['', '', '']
  for await (const chunk of await client().chat.completions.create({ model: 'gpt-4o', messages, n: 3, stream: true })) {
    for (const choice of chunk.choices) texts[choice.index] += choice.delta.content ?? ''
  }
  expect(texts).toEqual(unary.choices.map((choice) => choice.message.content))
})

test('counts reasoning tokens in multiples of 64 and hides the reasoning', async () => {
  const answer = await client().chat.completions.create({ model: 'gpt-5-mini', messages, reasoning_effort: 'low' })
  const reasoning = answer.usage!.completion_tokens_details!.reasoning_tokens!
  expect(reasoning).toBeGreaterThan(0)
  expect(reasoning % 64).toBe(0)
  expect(answer.choices[0]).not.toHaveProperty('logprobs')
  expect(answer.system_fingerprint).toBeNull()
})

test('counts the pixels of an image in the prompt', async () => {
  const png = `data:image/png;base64,${btoa(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR${String.fromCharCode(0, 0, 4, 0, 0, 0, 4, 0)}\x08\x02\0\0\0`)}`
  const content = [
    { type: 'text' as const, text: 'hi' },
    { type: 'image_url' as const, image_url: { url: png } },
  ]
  const answer = await client().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] })
  expect(answer.usage!.prompt_tokens).toBe(3 + 4 + 1 + 765)
})

test('throws typed errors and retries what can be retried', async () => {
  const errors = [
    [() => client().chat.completions.create({ model: 'gpt-9', messages }), OpenAI.NotFoundError],
    [() => client().chat.completions.create({ model: 'gpt-4o', messages: [] }), OpenAI.BadRequestError],
    [() => client().chat.completions.create({ model: 'gpt-5', messages, max_tokens: 5 }), OpenAI.BadRequestError],
    [
      () => new OpenAI({ apiKey: ' ' }).chat.completions.create({ model: 'gpt-4o', messages }),
      OpenAI.AuthenticationError,
    ],
  ] as const
  for (const [call, type] of errors) await expect(call()).rejects.toThrow(type)
  llm.reset()
  llm.provider('openai').failNext(2, { kind: 'rate_limit', headers: { 'retry-after-ms': '1', 'retry-after': '0' } })
  await client().chat.completions.create({ model: 'gpt-4o', messages })
  expect(llm.exchanges.map((exchange) => exchange.status)).toEqual([429, 429, 200])
  expect(llm.exchanges.map((exchange) => exchange.headers.get('x-stainless-retry-count'))).toEqual(['0', '1', '2'])
  llm.provider('openai').failNext(1, { kind: 'overloaded' })
  await expect(
    new OpenAI({ apiKey: 'k', maxRetries: 0 }).chat.completions.create({ model: 'gpt-4o', messages }),
  ).rejects.toThrow(OpenAI.InternalServerError)
})

test('throws when a stream breaks in-band, and keeps the text so far', async () => {
  llm.provider('openai').cutStreamAfter({ tokens: 5 })
  let text = ''
  const read = async () => {
    for await (const chunk of await client().chat.completions.create({ model: 'gpt-4o', messages, stream: true })) {
      text += chunk.choices[0]?.delta.content ?? ''
    }
  }
  await expect(read()).rejects.toThrow(OpenAI.APIError)
  expect(text.length).toBeGreaterThan(5)
  expect(llm.exchanges[0]).toMatchObject({ state: 'cut', usage: { outputTokens: 5 } })
})

test('lists and gets models', async () => {
  const ids: string[] = []
  for await (const model of client().models.list()) ids.push(model.id)
  expect(ids).toEqual(expect.arrayContaining(['gpt-4o', 'gpt-4o-2024-08-06', 'gpt-5']))
  expect(await client().models.retrieve('gpt-4o')).toMatchObject({ id: 'gpt-4o', object: 'model' })
  await expect(client().models.retrieve('gpt-9')).rejects.toThrow(OpenAI.NotFoundError)
})
