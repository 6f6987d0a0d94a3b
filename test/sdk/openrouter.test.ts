import { OpenRouter } from '@openrouter/sdk'
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
