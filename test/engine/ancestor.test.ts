// The ancestor's own assertions on its provider mocks, against our API: what users who come from it rely on.
import OpenAI from 'openai'
import { getResponse } from 'msw'
import { expect, test } from 'vitest'
import {
  ApiError,
  createMockResponse,
  createProviderRegistry,
  createSimulation,
  MockProvider,
  UsageError,
  type ChatRequest,
} from '../../handlers/index.ts'

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}

const messages = [{ role: 'user', content: 'Hello there, how are you today?' }]
const ask = { model: 'gpt-4o-mini', messages }

test('answers a direct call in OpenAI’s shape with counted tokens and the provider’s fingerprint', async () => {
  const answer = await new MockProvider('openai').chatCompletion({ ...ask, maxTokens: 50 })
  expect(answer).toMatchObject({ object: 'chat.completion', model: 'gpt-4o-mini', system_fingerprint: 'fp_openai' })
  expect(answer.choices[0]).toMatchObject({ index: 0, finish_reason: 'stop', message: { role: 'assistant' } })
  expect(answer.usage.total_tokens).toBe(answer.usage.prompt_tokens + answer.usage.completion_tokens)
  expect(answer.usage.prompt_tokens).toBe(15)
  expect(answer.usage.completion_tokens).toBeLessThanOrEqual(50)
})

test('writes in three grades of quality', async () => {
  const provider = new MockProvider('openai')
  const textOf = async (model: string) =>
    (await provider.chatCompletion({ ...ask, model })).choices[0]!.message.content!
  expect(await textOf('gpt-4')).toMatch(/high-quality.*Hello there, how are you today\?\.\.\.$/)
  expect(await textOf('gpt-3.5-turbo')).toMatch(/standard.*Hello there, how are you today\.\.\.$/)
  expect(await textOf('some-other-model')).toMatch(/: Hello there, how are\.\.\.$/)
})

test('takes the configured time, also in parallel', async () => {
  const provider = new MockProvider('openai', { latencyMs: 100 })
  const begun = performance.now()
  await Promise.all(Array.from({ length: 10 }, () => provider.chatCompletion(ask)))
  const elapsed = performance.now() - begun
  expect(elapsed).toBeGreaterThanOrEqual(99)
  expect(elapsed).toBeLessThan(300)
  expect(provider.getStats()).toMatchObject({ name: 'openai', requestCount: 10, errorCount: 0, averageLatencyMs: 100 })
})

test('fails by the given rate with errors that name the provider, and its statistics agree', async () => {
  const provider = new MockProvider('openai', { errorRate: 0.05 })
  let failures = 0
  for (let index = 0; index < 1000; index++) {
    await provider.chatCompletion(ask).catch((error: unknown) => {
      failures++
      expect(error).toBeInstanceOf(ApiError)
      expect(String(error)).toMatch(/Simulated API error.*openai/)
    })
  }
  expect(failures / 1000).toBeGreaterThan(0.03)
  expect(failures / 1000).toBeLessThan(0.07)
  expect(provider.getStats()).toMatchObject({ requestCount: 1000, errorCount: failures, errorRate: failures / 1000 })
})

test('costs what the price list says', () => {
  const provider = new MockProvider('openai')
  expect(provider.calculateCost(1000, 500, 'gpt-4')).toBeGreaterThan(0.04)
  expect(provider.calculateCost(1000, 500, 'gpt-4')).toBeLessThanOrEqual(0.06)
  expect(provider.calculateCost(1000, 500, 'gpt-3.5-turbo')).toBeGreaterThan(0.001)
  expect(provider.calculateCost(1000, 500, 'gpt-3.5-turbo')).toBeLessThan(0.002)
  expect(provider.calculateCost(1000, 500, 'gpt-4o-mini')).toBeCloseTo(0.00045, 10)
  // The ancestor's names, whichever provider is asked.
  expect(provider.calculateCost(1000, 500, 'llama-3.1-8b')).toBeLessThan(0.0001)
  expect(provider.calculateCost(1000, 500, 'claude-3-haiku')).toBeCloseTo(0.000875, 10)
  expect(() => provider.calculateCost(1, 1, 'no-such-model')).toThrow(UsageError)
})

test('the registry has each provider by name with its usual latency', async () => {
  const registry = createProviderRegistry()
  expect(Object.keys(registry)).toEqual(expect.arrayContaining(['openai', 'anthropic']))
  await registry['anthropic']!.chatCompletion({ model: 'claude-3-haiku-20240307', messages })
  await registry['openai']!.chatCompletion(ask)
  expect(registry['anthropic']!.getStats().averageLatencyMs).toBe(150)
  expect(registry['openai']!.getStats().averageLatencyMs).toBe(100)
  const quick = createProviderRegistry({ providers: ['anthropic'], latencyMs: 5 })
  await quick['anthropic']!.chatCompletion(ask)
  expect(quick['anthropic']!.getStats().averageLatencyMs).toBe(5)
})

test('a mock response says its quality, has the provider’s fingerprint, and streams in more than five chunks to DONE', async () => {
  const content = async (model: string) => (await createMockResponse({ model, messages })).choices[0]!.message.content
  expect(await content('gpt-4')).toContain('comprehensive and detailed')
  expect(await content('claude-3-haiku')).toContain('clear and concise')
  expect(await content('some-model')).toContain('basic')
  const body = await createMockResponse({ model: 'gpt-4', messages, provider: 'anthropic' })
  expect(body).toMatchObject({ system_fingerprint: 'fp_anthropic_2024', object: 'chat.completion' })

  const stream = createMockResponse({ model: 'gpt-4', messages, stream: true })
  const chunks = await all(stream)
  expect(chunks.length).toBeGreaterThan(5)
  expect(chunks.map((chunk) => chunk.choices[0]!.delta.content ?? '').join('')).toBe(await content('gpt-4'))
  expect(chunks.at(-1)!.choices[0]!.finish_reason).toBe('stop')
  const events = await all((await createMockResponse({ model: 'gpt-4', messages, stream: true })).toSSE())
  expect(events.at(-1)).toBe('data: [DONE]\n\n')
})

class Picky extends MockProvider {
  override async chatCompletion(request: ChatRequest) {
    if (JSON.stringify(request.messages).includes('forbidden')) throw new Error('Custom test error')
    const body = await super.chatCompletion(request)
    return {
      ...body,
      choices: [
        {
          ...body.choices[0]!,
          message: { role: 'assistant' as const, content: `Picky: ${body.choices[0]!.message.content}` },
        },
      ],
    }
  }
}

test('a subclass answers directly, through MSW and in a simulation, streamed too', async () => {
  const provider = new Picky('openai')
  expect((await provider.chatCompletion(ask)).choices[0]!.message.content).toMatch(/^Picky: This is/)
  await expect(provider.chatCompletion({ ...ask, messages: [{ role: 'user', content: 'forbidden' }] })).rejects.toThrow(
    'Custom test error',
  )

  const request = new Request('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer x' },
    body: JSON.stringify(ask),
  })
  const throughMsw = await (await getResponse(provider.handlers, request))!.json()
  expect(throughMsw.choices[0].message.content).toMatch(/^Picky: /)
  expect(throughMsw.choices[0].message.content).not.toContain('This is')
  expect(throughMsw.id).toMatch(/^chatcmpl-[0-9A-Za-z]{29}$/)

  const llm = createSimulation({ providers: [new Picky('openai')] })
  const client = new OpenAI({ apiKey: 'x', fetch: llm.fetch, maxRetries: 0 })
  let text = ''
  for await (const chunk of await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Hi' }],
    stream: true,
  })) {
    text += chunk.choices[0]?.delta.content ?? ''
  }
  expect(text).toMatch(/^Picky: /)
  await expect(
    client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'forbidden' }] }),
  ).rejects.toThrow(/500 Custom test error/)
  expect(llm.provider('openai').getStats()).toMatchObject({ requestCount: 2, errorCount: 1 })
  expect(llm.exchanges).toHaveLength(2)
})

test('direct calls and HTTP share rules, faults, journal and statistics', async () => {
  const llm = createSimulation()
  llm.when('hello').reply('scripted')
  expect((await llm.provider('openai').chatCompletion(ask)).choices[0]!.message.content).toBe('scripted')
  llm.provider('openai').failNext(1, 'overloaded')
  await expect(llm.provider('openai').chatCompletion(ask)).rejects.toMatchObject({
    kind: 'overloaded',
    provider: 'openai',
  })
  await new OpenAI({ apiKey: 'x', fetch: llm.fetch }).chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'hello' }],
  })
  expect(llm.exchanges.map((exchange) => exchange.endpoint)).toEqual(['openai.direct', 'openai.direct', 'openai.chat'])
  expect(llm.provider('openai').getStats()).toMatchObject({ requestCount: 3, errorCount: 1 })
})
