import { OpenRouter } from '@openrouter/sdk'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const client = () => new OpenRouter({ apiKey: 'any-dummy-key', retryConfig: { strategy: 'none' } })
const model = 'anthropic/claude-haiku-4.5'
const ask = { model, messages: [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }] }

test('sends a chat, and streams the same with the same usage', async () => {
  const whole = await client().chat.send({ chatRequest: { ...ask, stream: false } })
  if (!('choices' in whole)) throw new Error('no chat')
  const [choice] = whole.choices
  expect(choice).toMatchObject({
    finishReason: 'stop',
    message: { role: 'assistant', content: llm.exchanges[0]!.text },
  })
  expect(whole.usage!.completionTokens).toBe(llm.exchanges[0]!.usage.outputTokens)
  llm.reset()
  const stream = await client().chat.send({ chatRequest: { ...ask, stream: true } })
  if (!(Symbol.asyncIterator in stream)) throw new Error('no stream')
  let text = ''
  let usage: object | undefined
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? ''
    usage = chunk.usage ?? usage
  }
  expect(text).toBe(choice!.message.content)
  expect(usage).toEqual(whole.usage)
})

test('calls a tool and takes its result', async () => {
  const tools = [
    {
      type: 'function' as const,
      function: {
        name: 'get_weather',
        parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      },
    },
  ]
  const question = { role: 'user' as const, content: 'What is the weather in Lisbon?' }
  const first = await client().chat.send({ chatRequest: { model, messages: [question], tools } })
  if (!('choices' in first)) throw new Error('no chat')
  const { finishReason, message } = first.choices[0]!
  const [call] = message.toolCalls!
  expect(finishReason).toBe('tool_calls')
  expect(call!.function).toEqual({ name: 'get_weather', arguments: '{"city":"Lisbon"}' })
  const result = { role: 'tool' as const, toolCallId: call!.id, content: '{"celsius":21}' }
  const second = await client().chat.send({ chatRequest: { model, messages: [question, message, result], tools } })
  if (!('choices' in second)) throw new Error('no chat')
  expect(second.choices[0]!.message.content).toContain('21')
})

test('lists models with prices, counts them, and knows one', async () => {
  const { data } = (await client().models.list()).result
  const listed = data.find(({ id }) => id === model)!
  expect(Number(listed.pricing.prompt)).toBeGreaterThan(0)
  expect((await client().models.count()).data.count).toBe(data.length)
  const { data: one } = await client().models.get({ author: 'anthropic', slug: 'claude-haiku-4.5' })
  expect(one.contextLength).toBe(listed.contextLength)
})

test('embeds, and raises errors by their class', async () => {
  const embedded = await client().embeddings.generate({
    requestBody: { model: 'openai/text-embedding-3-small', input: ['tide', 'tax'] },
  })
  if (typeof embedded === 'string') throw new Error('no embeddings')
  expect(embedded.data.map(({ embedding }) => embedding.length)).toEqual([1536, 1536])
  llm.provider('openrouter').failNext(1, 'rate_limit')
  await expect(client().chat.send({ chatRequest: ask })).rejects.toMatchObject({
    name: 'TooManyRequestsResponseError',
    statusCode: 429,
  })
})

test('answers responses, whole and streamed, with the same usage and a generation to look up', async () => {
  const responsesRequest = { model: 'openai/gpt-5-mini', input: 'Tell me about the harbour of Lisbon.' }
  const whole = await client().responses.send({ responsesRequest })
  if (!('output' in whole)) throw new Error('no response')
  const [exchange] = llm.exchanges
  expect(whole).toMatchObject({
    status: 'completed',
    store: false,
    reasoning: { effort: 'medium', summary: 'detailed' },
    usage: { outputTokens: exchange!.usage.outputTokens, isByok: false },
  })
  expect(whole.usage!.cost).toBeCloseTo(exchange!.costUsd, 12)
  expect(whole.output.map(({ type }) => type)).toEqual(['reasoning', 'message'])
  const { data } = await client().generations.getGeneration({ id: whole.id })
  expect(data).toMatchObject({ id: whole.id, tokensCompletion: exchange!.usage.outputTokens })
  llm.reset()
  const stream = await client().responses.send({ responsesRequest: { ...responsesRequest, stream: true } })
  if (!(Symbol.asyncIterator in stream)) throw new Error('no stream')
  let text = ''
  let last: unknown
  for await (const event of stream) {
    if (event.type === 'response.output_text.delta') text += event.delta
    if (event.type === 'response.completed') last = event.response
  }
  expect(text).toBe(exchange!.text)
  expect(last).toMatchObject({ output: whole.output, usage: whole.usage })
})

test('breaks a stream of responses in the API’s own words, and refuses what it does not keep', async () => {
  llm.provider('openrouter').cutStreamAfter({ tokens: 2 })
  const responsesRequest = { model, input: 'Tell me about the harbour of Lisbon.', stream: true }
  const events: { readonly type: string }[] = []
  const stream = await client().responses.send({ responsesRequest })
  if (!(Symbol.asyncIterator in stream)) throw new Error('no stream')
  for await (const event of stream) events.push(event)
  expect(events.at(-2)).toMatchObject({ type: 'error', code: 'server_error' })
  expect(events.at(-1)).toMatchObject({
    type: 'response.failed',
    response: { status: 'failed', error: { code: 'server_error' } },
  })
  const previousResponseId = 'gen-1785813195-Xe9pni9PQzhQfSCC92d4'
  await expect(
    client().responses.send({ responsesRequest: { model, input: 'And?', previousResponseId } }),
  ).rejects.toMatchObject({ name: 'BadRequestResponseError', statusCode: 400 })
})

test('searches by its own tool, by the plugin and with :online, and cites what it found', async () => {
  const messages = [{ role: 'user' as const, content: 'What is the latest news about Lisbon?' }]
  const asks = [
    { model, messages, tools: [{ type: 'openrouter:web_search' as const }] },
    { model, messages, plugins: [{ id: 'web' as const }] },
    { model: `${model}:online`, messages },
  ]
  for (const chatRequest of asks) {
    llm.reset()
    const openai = new OpenAI({ apiKey: 'any', baseURL: 'https://openrouter.ai/api/v1' })
    const body = await openai.post<any>('/chat/completions', { body: chatRequest })
    const [citation] = body.choices[0].message.annotations
    expect(citation).toMatchObject({ type: 'url_citation', url_citation: { url: expect.stringMatching(/^https:/) } })
    expect(body.usage.server_tool_use_details).toEqual({ web_search_requests: 1 })
  }
  llm.reset()
  const stream = new OpenAI({ apiKey: 'any', baseURL: 'https://openrouter.ai/api/v1' }).chat.completions.stream({
    model: `${model}:online`,
    messages,
  })
  let annotations: unknown[] = []
  for await (const chunk of stream) {
    const { delta } = chunk.choices[0]! as { readonly delta: { readonly annotations?: unknown[] } }
    annotations = [...annotations, ...(delta.annotations ?? [])]
  }
  expect(annotations.length).toBeGreaterThan(0)
  const plain = await client().chat.send({ chatRequest: { model, messages } })
  if (!('choices' in plain)) throw new Error('no chat')
  expect(JSON.stringify(plain)).not.toContain('annotations')
})
