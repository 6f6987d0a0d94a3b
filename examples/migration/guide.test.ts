// The snippets of README.md: each `#region` here is a block there, letter by letter.
import { readFileSync } from 'node:fs'
import {
  createMockResponse,
  createProviderRegistry,
  createRouter,
  createSimulation,
  MockProvider,
  type ChatRequest,
} from 'msw-llm'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApp } from './app.ts'

const messages = [{ role: 'user', content: 'Hello, can you help me?' }]

test('simple provider', async () => {
  // #region simple-provider
  const provider = new MockProvider('openai', { latencyMs: 100, errorRate: 0.01 })

  const answer = await provider.chatCompletion({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'Hello' }],
    maxTokens: 50,
  })
  // #endregion
  expect(answer.choices[0]?.message.content).toContain('Hello')
  expect(answer.usage.completion_tokens).toBeLessThanOrEqual(50)
  expect(provider.getStats()).toMatchObject({ requestCount: 1, averageLatencyMs: 100 })
})

test('registry', async () => {
  // #region registry
  const registry = createProviderRegistry({
    providers: ['openai', 'anthropic', 'groq'],
    latencyMs: 100,
    errorRate: 0.05,
  })
  // #endregion
  expect(Object.keys(registry)).toEqual(['openai', 'anthropic', 'groq'])
  const quick = createProviderRegistry({ providers: ['groq'], latencyMs: 0 })
  const answer = await quick['groq']!.chatCompletion({ model: 'llama-3.1-8b-instant', messages })
  expect(answer.object).toBe('chat.completion')
})

describe('in place of patching', () => {
  // #region no-patch
  const llm = createSimulation({ providers: ['openai', 'anthropic', 'groq'], latencyMs: 100, clock: 'virtual' })
  const server = setupServer(...llm.handlers)
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => llm.reset())
  afterAll(() => server.close())
  // #endregion

  test('the app answers, untouched', async () => {
    // #region integration-test
    const response = await createApp().request('/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test-key', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'gpt-4', messages: [{ role: 'user', content: 'Hello' }] }),
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ object: 'chat.completion', usage: { prompt_tokens: 8 } })
    expect(llm.provider('openai').getStats().averageLatencyMs).toBe(100)
    // #endregion
    expect((await createApp().request('/v1/chat/completions', { method: 'POST' })).status).toBe(401)
  })

  test('the app behind a router', async () => {
    // #region gateway
    const gateway = llm.gateway('https://gateway.test')
    const app = createApp({ baseURL: `${gateway.url}/v1` })
    const response = await app.request('/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer test-key', 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'Hello' }] }),
    })
    expect(response.status).toBe(200)
    expect(gateway.history[0]?.decision?.reason).toMatch(/./)
    expect(gateway.stats().totalRoutes).toBe(1)
    // #endregion
  })

  test('failures of the network', async () => {
    // #region network-errors
    llm.provider('openai').failNext(2, { kind: 'overloaded', retryAfterMs: 1 })
    const answer = await new OpenAI({ apiKey: 'any' }).chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'Hello' }],
    })
    expect(answer.choices[0]?.message.content).not.toBe('')
    expect(llm.exchanges.map(({ status }) => status)).toEqual([503, 503, 200])
    // #endregion
  })
})

test('router', () => {
  // #region router
  const router = createRouter()

  const { provider, model, reason, estimatedCost } = router.selectModel(
    { messages: [{ role: 'user', content: 'Analyze and compare these two implementations …' }] },
    { maxCost: 0.1 },
  )
  // #endregion
  expect(`${provider}:${model}`).toMatch(/^\w+:.+/)
  expect(reason).toMatch(/./)
  expect(estimatedCost).toBeLessThanOrEqual(0.1)
})

test('four rules', () => {
  // #region four-rules
  const router = createRouter({ compat: 'four-rule' })
  const ask = (content: string, constraints = {}) =>
    router.selectModel({ messages: [{ role: 'user', content }] }, constraints)

  expect(ask('Hi there').modelKey).toBe('openai:gpt-3.5-turbo')
  expect(ask('Please analyze and explain this code').modelKey).toBe('openai:gpt-4o-mini')
  expect(ask('Hi there', { maxCost: 0.0005 })).toMatchObject({ modelKey: 'groq:llama-3.1-8b', confidence: 0.85 })
  // #endregion
})

test('error rate', async () => {
  // #region error-rate
  const provider = new MockProvider('openai', { errorRate: 0.2 })
  // #endregion
  const asked = Array.from({ length: 1000 }, () => provider.chatCompletion({ model: 'gpt-4o-mini', messages }))
  const failed = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected')
  expect(failed.length / 1000).toBeGreaterThan(0.17)
  expect(failed.length / 1000).toBeLessThan(0.23)
  expect(provider.getStats().errorCount).toBe(failed.length)
})

test('latency', async () => {
  // #region latency
  const provider = new MockProvider('anthropic', { latencyMs: 500 })
  // #endregion
  await provider.chatCompletion({ model: 'claude-haiku-4-5', messages })
  expect(provider.getStats().averageLatencyMs).toBe(500)
})

test('cost', () => {
  const router = createRouter()
  // #region cost
  const cheap = router.selectModel({ messages: [{ role: 'user', content: 'Simple query' }] }, { maxCost: 0.0001 })
  expect(cheap.estimatedCost).toBeLessThanOrEqual(0.0001)

  const free = () => router.selectModel({ messages: [{ role: 'user', content: 'Simple query' }] }, { maxCost: 0 })
  expect(free).toThrow(/budget|cost|cheap|USD/i)

  const provider = new MockProvider('openai')
  expect(provider.calculateCost(1000, 500, 'gpt-4')).toBeCloseTo(0.06)
  // #endregion
})

test('streaming', async () => {
  const pieces: string[] = []
  // #region streaming
  const stream = createMockResponse({ model: 'gpt-4', messages, stream: true })

  for await (const chunk of stream) {
    pieces.push(chunk.choices[0]?.delta.content ?? '')
  }
  // #endregion
  expect(pieces.length).toBeGreaterThan(5)
  expect(pieces.join('')).toMatch(/comprehensive and detailed/)
  // #region sse
  const lines: string[] = []
  for await (const event of stream.toSSE()) lines.push(event)
  expect(lines.at(-1)).toBe('data: [DONE]\n\n')
  // #endregion
})

test('concurrency', async () => {
  // #region concurrency
  const registry = createProviderRegistry({ providers: ['openai', 'anthropic', 'groq'], latencyMs: 50 })
  const providers = Object.values(registry)
  const begunMs = performance.now()
  await Promise.all(providers.map((provider) => provider.chatCompletion({ model: 'gpt-4o-mini', messages })))
  expect(providers.map((provider) => provider.getStats().requestCount)).toEqual([1, 1, 1])
  // #endregion
  expect(performance.now() - begunMs).toBeGreaterThan(45)
})

test('custom provider', async () => {
  // #region custom-provider
  class CustomProvider extends MockProvider {
    override async chatCompletion(request: ChatRequest) {
      if (JSON.stringify(request.messages).includes('test')) throw new Error('Custom test error')
      return super.chatCompletion(request)
    }
  }

  const provider = new CustomProvider('openai')
  // #endregion
  const failing = [{ role: 'user', content: 'a test' }]
  await expect(provider.chatCompletion({ model: 'gpt-4o-mini', messages: failing })).rejects.toThrow(
    'Custom test error',
  )
  expect((await provider.chatCompletion({ model: 'gpt-4o-mini', messages })).object).toBe('chat.completion')
})

test('statistics', () => {
  const router = createRouter()
  router.selectModel({ messages })
  // #region statistics
  const stats = router.getRoutingStats()
  console.log(`Total routes: ${stats.totalRoutes}`)
  console.log(`Provider distribution: ${JSON.stringify(stats.providerDistribution)}`)
  // #endregion
  expect(stats.totalRoutes).toBe(1)
  expect(Object.values(stats.providerDistribution)).toEqual([1])
})

test('from simple mocks', async () => {
  // #region simple-mocks
  // before
  const stub = { chatCompletion: vi.fn().mockResolvedValue({ choices: [{ message: { content: 'Hello' } }] }) }

  // after
  const provider = new MockProvider('openai')
  // #endregion
  const request = { model: 'gpt-4o-mini', messages }
  for (const one of [stub, provider]) {
    const answer = (await one.chatCompletion(request)) as Awaited<ReturnType<MockProvider['chatCompletion']>>
    expect(answer.choices[0]?.message.content).toMatch(/Hello/)
  }
})

test('the guide shows what runs here', () => {
  const source = readFileSync(new URL('guide.test.ts', import.meta.url), 'utf8')
  const guide = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const regions = [...source.matchAll(/^( *)\/\/ #region ([\w-]+)\n([\s\S]*?)^ *\/\/ #endregion/gm)].map(
    ([, indent = '', , code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), '').trim(),
  )
  const blocks = [...guide.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code.trim())
  expect(blocks).toEqual(regions)
})
