import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createSimulation, UsageError } from '../../handlers/index.ts'
import { errorOf, messages, setUp } from './setup.ts'

const two = { model: 'groq/llama-3.3-70b-versatile', models: ['openai/gpt-4o-mini'] }

test('over budget: 402 with the limit and what it would cost', async () => {
  const { llm, client } = setUp()
  const request = { model: 'auto', messages, max_budget: 1e-9 } as never
  const error = await errorOf(client.chat.completions.create(request))
  expect(error).toMatchObject({ status: 402, code: 'budget_exceeded', type: 'budget_exceeded' })
  const { details } = error.error as {
    readonly details: { readonly limit: number; readonly estimate: readonly object[] }
  }
  expect(details.limit).toBe(1e-9)
  expect(details.estimate).toHaveLength(3)
  expect(details.estimate[0]).toMatchObject({ usd: expect.any(Number), provider: expect.any(String) })
  expect(llm.exchanges).toHaveLength(0)
})

test('nobody who may be asked: 503', async () => {
  const { client } = setUp()
  const request = { model: 'auto', messages, provider: { ignore: ['openai', 'anthropic', 'groq'] } } as never
  const error = await errorOf(client.chat.completions.create(request))
  expect(error).toMatchObject({ status: 503, code: 'no_providers_available' })
})

test('all failed: the last status, every attempt, and the smallest retry-after', async () => {
  const { llm, gateway, client } = setUp()
  llm.provider('groq').failNext(1, { kind: 'rate_limit', retryAfterMs: 9000 })
  llm.provider('openai').failNext(1, { kind: 'rate_limit', retryAfterMs: 4000 })
  const error = await errorOf(client.chat.completions.create({ ...two, messages }))
  expect(error).toMatchObject({ status: 429, code: 'all_providers_failed' })
  expect(error.headers?.get('retry-after')).toBe('4')
  expect(error.headers?.get('x-route-attempts')).toBe('2')
  expect(error.error).toMatchObject({
    details: {
      attempts: [
        { provider: 'groq', model: 'llama-3.3-70b-versatile', status: 429 },
        { provider: 'openai', model: 'gpt-4o-mini', status: 429 },
      ],
    },
  })
  expect(gateway.history.at(-1)).toMatchObject({ status: 429 })
})

test('no more attempts than maxAttempts', async () => {
  const { llm, client } = setUp({}, { maxAttempts: 2 })
  llm.fault({ kind: 'overloaded' })
  const models = ['openai/gpt-4o-mini', 'openai/gpt-4o', 'anthropic/claude-haiku-4-5']
  const error = await errorOf(client.chat.completions.create({ ...two, models, messages } as never))
  expect(error).toMatchObject({ status: 503, code: 'all_providers_failed' })
  expect(llm.exchanges).toHaveLength(2)
})

test('a provider that is alone is quoted', async () => {
  const { llm, client } = setUp()
  llm.provider('anthropic').failNext(1, 'overloaded')
  const error = await errorOf(client.chat.completions.create({ model: 'anthropic/claude-haiku-4-5', messages }))
  expect(error).toMatchObject({ status: 529, type: 'overloaded_error', message: expect.stringContaining('Overloaded') })
})

test('an unknown model or path is 404, a body that says nothing 400, no key 401', async () => {
  const { llm, client, post } = setUp({}, { apiKeys: ['right'] })
  const auth = { authorization: 'Bearer right' }
  const known = new OpenAI({ apiKey: 'right', baseURL: 'https://gateway.test/v1', fetch: llm.fetch, maxRetries: 0 })
  expect(await errorOf(client.models.list())).toMatchObject({ status: 401, code: 'invalid_api_key' })
  expect(await errorOf(known.chat.completions.create({ model: 'no/such', messages }))).toMatchObject({
    status: 404,
    code: 'model_not_found',
  })
  expect((await llm.fetch('https://gateway.test/v1/models')).status).toBe(401)
  expect((await post({}, '/v1/other', auth)).status).toBe(404)
  expect((await llm.fetch('https://gateway.test/v1/chat/completions', { headers: auth })).status).toBe(404)
  for (const body of [
    {},
    { model: 'auto' },
    { model: 'auto', messages: [] },
    { model: 'auto', messages: 'hello' },
    { model: 'auto', messages, max_budget: 'much' },
    { model: 'auto', messages, models: 'gpt-4o' },
    { model: 'auto', messages, provider: { sort: 'colour' } },
    { model: 'auto', messages, routing: [] },
    [],
  ]) {
    const response = await post(body, '/v1/chat/completions', auth)
    expect(response.status, JSON.stringify(body)).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { message: expect.any(String), type: 'invalid_request_error' },
    })
  }
  const text = await llm.fetch('https://gateway.test/v1/chat/completions', { method: 'POST', headers: auth, body: '{' })
  expect(text.status).toBe(400)
})

test('options that cannot be are UsageErrors', () => {
  const llm = createSimulation({ providers: ['openai'] })
  expect(() => llm.gateway('https://a.test', { presett: 'litellm' } as never)).toThrow(/no option "presett"/)
  expect(() => llm.gateway('https://a.test', { preset: 'other' as never })).toThrow(/litellm, openrouter/)
  expect(() => llm.gateway('https://a.test', { maxAttempts: 0 })).toThrow(UsageError)
  expect(() => llm.gateway('https://a.test', { maxAttempts: 1.5 })).toThrow(/whole/)
  expect(() => llm.gateway('https://a.test', { providers: [] })).toThrow(UsageError)
  expect(() => llm.gateway('https://a.test', { providers: ['groq'] })).toThrow(/no provider "groq"/)
  expect(() => llm.gateway('gateway')).toThrow(/no base URL/)
  expect(() => llm.gateway('https://api.openai.com/v1')).toThrow(/an address of openai/)
  llm.gateway()
  expect(() => llm.gateway('https://gateway.test/')).toThrow(UsageError)
})

test('a mistake of the test’s rejects through llm.fetch', async () => {
  const { llm, client } = setUp({ strict: true })
  llm.when('never').reply('x')
  const error: unknown = await client.chat.completions.create({ ...two, messages }).catch((reason: unknown) => reason)
  expect(String((error as Error).cause ?? error)).toMatch(/strict: no rule answers/)
  expect(llm.exchanges).toHaveLength(1)
})

test('reset keeps the gateway and clears its history', async () => {
  const { llm, gateway, client } = setUp()
  await client.chat.completions.create({ ...two, messages })
  llm.reset()
  expect(gateway.history).toEqual([])
  expect(gateway.stats().totalRoutes).toBe(0)
  await client.chat.completions.create({ ...two, messages })
  expect(gateway.history).toMatchObject([{ id: 'gw_1' }])
})

test.each<[string, object, number, string]>([
  ['a negative length', { max_tokens: -5 }, 400, 'maxTokens must be a number of 0 or more'],
  ['an unknown constraint', { routing: { nope: 1 } }, 400, 'There is no constraint \\"nope\\"'],
  [
    'a list of no names',
    { routing: { preferredProviders: [null] } },
    400,
    'preferredProviders must be a list of names',
  ],
  ['a provider that is misspelt', { provider: { ignore: ['opnai'] } }, 400, 'Did you mean \\"openai\\"?'],
  ['parts that are none', { messages: [{ role: 'user', content: [null, 5] }] }, 400, ''],
])('refuses %s over MSW instead of losing the connection', async (_, body, status, words) => {
  const { llm } = setUp()
  const server = setupServer(...llm.handlers)
  server.listen()
  try {
    const response = await fetch('https://gateway.test/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'Hello' }], ...body }),
    })
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(words)
  } finally {
    server.close()
  }
})
