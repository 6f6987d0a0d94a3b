import { getResponse } from 'msw'
import { expect, test } from 'vitest'
import { messages, setUp } from './setup.ts'

test('lists what may be asked, with prices, after auto and router', async () => {
  const { client } = setUp()
  const { data } = await client.models.list()
  expect(data.slice(0, 2).map(({ id }) => id)).toEqual(['auto', 'router'])
  const mini = data.find(({ id }) => id === 'openai/gpt-4o-mini')
  expect(mini).toMatchObject({ owned_by: 'openai', pricing: { prompt: '1.5e-7', completion: '6e-7' } })
  expect(data.some(({ id }) => id.startsWith('anthropic/'))).toBe(true)
  expect(data.some(({ id }) => id.startsWith('mistral/'))).toBe(false)
  expect(await client.models.retrieve('openai/gpt-4o-mini')).toEqual(mini)
})

test('tells its providers and its statistics', async () => {
  const { llm, client } = setUp()
  await client.chat.completions.create({ model: 'gpt-4o-mini', messages })
  const get = async (path: string) => {
    const response = await llm.fetch(`https://gateway.test${path}`, { headers: { authorization: 'Bearer any' } })
    return response.json()
  }
  expect(await get('/v1/providers')).toMatchObject({ data: [{ id: 'openai' }, { id: 'anthropic' }, { id: 'groq' }] })
  expect(await get('/v1/routing/stats')).toMatchObject({ totalRoutes: 1 })
})

test('embeds at the provider that has the model', async () => {
  const { llm, client } = setUp({ providers: ['openai', 'mistral', 'cohere'] })
  const { data, response } = await client.embeddings
    .create({ model: 'mistral/mistral-embed', input: ['deep', 'sea'] })
    .withResponse()
  expect(data.data.map(({ embedding }) => embedding.length)).toEqual([1024, 1024])
  expect(llm.last).toMatchObject({
    provider: 'mistral',
    endpoint: 'mistral.gateway-embeddings',
    operation: 'embeddings',
  })
  expect(response.headers.get('x-route-decision')).toBe('mistral:mistral-embed')
  expect(data.usage.prompt_tokens).toBe(llm.last!.usage.inputTokens)
  await client.embeddings.create({ model: 'text-embedding-3-small', input: 'deep' })
  expect(llm.last).toMatchObject({ provider: 'openai' })
  await client.embeddings.create({ model: 'auto', input: 'deep' })
  expect(llm.last!.model!.model.prices.at(-1)!.inputUsdPerMillion).toBeLessThanOrEqual(0.02)
  llm.provider('openai').failNext(1, 'rate_limit')
  const models = ['mistral/mistral-embed']
  await client.embeddings.create({ model: 'openai/text-embedding-3-large', models, input: 'deep' } as never)
  expect(llm.last).toMatchObject({ provider: 'mistral', status: 200 })
})

test('order, only, ignore, sort and max_price of the body choose among the providers', async () => {
  const { llm, client } = setUp()
  const asked = async (provider: object) => {
    await client.chat.completions.create({ model: 'auto', messages, provider } as never)
    return llm.last!
  }
  expect((await asked({ only: ['anthropic'] })).provider).toBe('anthropic')
  expect((await asked({ ignore: ['openai', 'anthropic'] })).provider).toBe('groq')
  expect((await asked({ order: ['anthropic'] })).provider).toBe('anthropic')
  const cheap = await asked({ sort: 'price', only: ['openai'] })
  const dear = await asked({ only: ['openai'], max_price: { prompt: 0.1 } })
  expect(cheap.model!.model.prices.at(-1)!.inputUsdPerMillion).toBeLessThan(0.2)
  expect(dear.model!.model.prices.at(-1)!.inputUsdPerMillion).toBeLessThanOrEqual(0.1)
})

test('answers through MSW, beside the providers', async () => {
  const { llm } = setUp({ clock: 'real' })
  const request = (stream: boolean) =>
    new Request('https://gateway.test/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'groq/llama-3.1-8b-instant', messages, stream }),
    })
  const unary = await getResponse(llm.handlers, request(false))
  expect(await unary?.json()).toMatchObject({ object: 'chat.completion' })
  const stream = await getResponse(llm.handlers, request(true))
  expect(await stream?.text()).toMatch(/data: \[DONE\]\n\n$/)
  expect(llm.exchanges.map(({ state }) => state)).toEqual(['complete', 'complete'])
})

test('router_metadata and the cost where they are wanted', async () => {
  const { llm, client } = setUp({}, { metadata: true, usageCost: true })
  const body: unknown = await client.chat.completions.create({ model: 'gpt-4o-mini', messages })
  expect(body).toMatchObject({
    usage: { cost: llm.last!.costUsd },
    router_metadata: { selected_provider: 'openai', actual_cost_usd: llm.last!.costUsd, attempts: 1 },
  })
})
