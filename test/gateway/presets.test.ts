import { expect, test } from 'vitest'
import { errorOf, messages, setUp } from './setup.ts'

const two = { model: 'groq/llama-3.3-70b-versatile', models: ['openai/gpt-4o-mini'] }

test('litellm: its headers, its class names, its mock failures, its words where everything cools down', async () => {
  const { llm, client } = setUp({}, { preset: 'litellm', router: { cooldown: { timeMs: 30_000 } } })
  const request = { ...two, messages, mock_testing_fallbacks: true }
  const { response } = await client.chat.completions.create(request).withResponse()
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'x-litellm-attempted-fallbacks': '1',
    'x-litellm-attempted-retries': '0',
    'x-litellm-model-group': 'groq/llama-3.3-70b-versatile',
    'x-litellm-model-id': expect.stringMatching(/^[0-9a-f]{64}$/),
    'x-litellm-call-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-litellm-model-api-base': expect.stringContaining('api.openai.com'),
    'x-litellm-response-duration-ms': '0',
  })
  expect(Number(response.headers.get('x-litellm-response-cost'))).toBeCloseTo(llm.last!.costUsd, 9)
  expect(response.headers.get('x-route-decision')).toBeNull()
  expect(llm.exchanges.map(({ status }) => status)).toEqual([500, 200])
  const one = { model: 'groq/llama-3.1-8b-instant', messages }
  const limited = { ...one, mock_testing_rate_limit_error: true }
  const error = await errorOf(client.chat.completions.create(limited))
  expect(error).toMatchObject({ status: 429, code: '429' })
  expect(error.message).toMatch(/litellm\.RateLimitError: RateLimitError: GroqException - /)
  const cooling = await errorOf(client.chat.completions.create(one))
  expect(cooling).toMatchObject({ status: 429 })
  expect(cooling.message).toMatch(/No deployments available for selected model, Try again in 30 seconds/)
})

test('openrouter: its ids, the provider’s name, costs, the attempts', async () => {
  const { llm, client } = setUp({}, { preset: 'openrouter' })
  llm.provider('groq').failNext(1, 'overloaded')
  const { data, response } = await client.chat.completions.create({ ...two, messages }).withResponse()
  expect(data).toMatchObject({
    id: expect.stringMatching(/^gen-1767225600-[0-9A-Za-z]{20}$/),
    provider: 'OpenAI',
    model: 'openai/gpt-4o-mini',
    usage: { cost: expect.closeTo(llm.last!.costUsd, 9) },
    openrouter_metadata: {
      attempts: [
        { provider: 'Groq', status: 503 },
        { provider: 'OpenAI', status: 200 },
      ],
    },
  })
  expect(response.headers.get('x-generation-id')).toBe(data.id)
  llm.fault({ kind: 'rate_limit' })
  const error = await errorOf(client.chat.completions.create({ model: 'openai/gpt-4o', messages }))
  expect(error.error).toMatchObject({ code: 429, metadata: { provider_name: 'OpenAI' } })
})

test('portkey: its headers, its wording, the trace id of the client', async () => {
  const { llm, client } = setUp({}, { preset: 'portkey', retry: { attempts: 1 } })
  llm.provider('groq').failNext(2, 'overloaded')
  const headers = { 'x-portkey-trace-id': 'trace-7' }
  const { data, response } = await client.chat.completions.create({ ...two, messages }, { headers }).withResponse()
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'x-portkey-last-used-option-index': 'config.targets[1]',
    'x-portkey-retry-attempt-count': '1',
    'x-portkey-cache-status': 'DISABLED',
    'x-portkey-trace-id': 'trace-7',
    'x-portkey-provider': 'openai',
  })
  expect(data).toMatchObject({ provider: 'openai' })
  llm.provider('openai').failNext(1, 'auth')
  const error = await errorOf(client.chat.completions.create({ model: 'openai/gpt-4o', messages }))
  expect(error.message).toMatch(/^401 openai error: /)
})

test('vercel: how it routed, in the body and in the last chunk', async () => {
  const { llm, client } = setUp({}, { preset: 'vercel' })
  llm.provider('groq').failNext(1, 'overloaded')
  const request = { model: two.model, messages, providerOptions: { gateway: { models: two.models } } }
  const body: unknown = await client.chat.completions.create(request as never)
  const gateway = {
    routing: {
      originalModelId: two.model,
      finalProvider: 'openai',
      attempts: [
        { provider: 'groq', success: false, statusCode: 503 },
        { provider: 'openai', success: true },
      ],
    },
    cost: expect.stringMatching(/^0\.0/),
    generationId: expect.stringMatching(/^gen_[0-9A-Z]{26}$/),
  }
  expect(body).toMatchObject({
    model: 'openai/gpt-4o-mini',
    providerMetadata: { gateway },
    choices: [{ message: { provider_metadata: { gateway } } }],
  })
  const stream = await client.chat.completions.create({ model: 'openai/gpt-4o-mini', messages, stream: true })
  const deltas: unknown[] = []
  for await (const chunk of stream) deltas.push(chunk.choices[0]?.delta)
  expect(deltas.at(-1)).toMatchObject({ provider_metadata: { gateway: { routing: { finalProvider: 'openai' } } } })
})
