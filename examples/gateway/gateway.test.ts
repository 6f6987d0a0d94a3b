import { createSimulation, cutStreams, outage } from 'msw-llm'
import { setupServer } from 'msw/node'
import OpenAI from 'openai'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createGateway, type GatewayOptions } from './gateway.ts'
import { createTargets } from './targets.ts'

const llm = createSimulation({
  providers: ['openai', 'anthropic', 'groq'],
  clock: 'virtual',
  latency: 'realistic',
  limits: { anthropic: { requestsPerMinute: 6 } },
})
const server = setupServer(...llm.handlers)
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => llm.reset())
afterAll(() => server.close())

/** The gateway as an app has it, and a client of the app's. */
function start(options: Partial<GatewayOptions> = {}) {
  const gateway = createGateway({ targets: createTargets(), budgetUsd: 1, clock: llm.clock, ...options })
  const client = new OpenAI({
    apiKey: 'any',
    baseURL: 'http://gateway/v1',
    maxRetries: 0,
    fetch: async (url, init) => gateway.app.fetch(new Request(url as string, init)),
  })
  const ask = async (content: string) => {
    const messages = [{ role: 'user' as const, content }]
    const stream = await client.chat.completions.create({ model: 'auto', messages, stream: true })
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    return text
  }
  return { ...gateway, client, ask }
}

/** One question a second, as users ask them. */
async function traffic(ask: (content: string) => Promise<string>, seconds: number) {
  const asked = Array.from({ length: seconds }, async (_, second) => {
    await llm.clock.sleep(second * 1000)
    return ask(`What is number ${second}?`).catch((error: unknown) => error as Error)
  })
  return Promise.all(asked)
}

const between = (fromMs: number, toMs: number) => {
  const startMs = llm.exchanges[0]!.receivedAtMs
  return llm.exchanges.filter(({ receivedAtMs }) => receivedAtMs - startMs >= fromMs && receivedAtMs - startMs < toMs)
}

test('asks the best provider as long as it is well', async () => {
  const { ask, spentUsd } = start()
  llm.when('sea').reply('It is deep.')
  expect(await ask('How deep is the sea?')).toBe('It is deep.')
  expect(llm.exchanges.map(({ provider }) => provider)).toEqual(['openai'])
  expect(spentUsd()).toBeCloseTo(llm.usage().costUsd, 9)
})

test('OpenAI down for 40 s: every user is answered, by Anthropic and, once its limit is spent, by Groq; then OpenAI is back', async () => {
  const { ask } = start()
  llm.provider('openai').fault(outage({ between: [10_000, 50_000] }))
  const answers = await traffic(ask, 90)
  expect(answers.filter((answer) => answer instanceof Error)).toEqual([])
  const by = (provider: string, from: number, to: number) =>
    between(from, to).filter((exchange) => exchange.provider === provider && exchange.status === 200).length
  expect(by('openai', 10_000, 50_000)).toBe(0)
  expect(by('anthropic', 10_000, 50_000)).toBeGreaterThan(2)
  expect(by('groq', 10_000, 50_000)).toBeGreaterThan(10)
  expect(by('openai', 66_000, 90_000)).toBeGreaterThan(20)
  // Cooled down, not hammered: a retry each, about every 15 s.
  const failed = between(10_000, 50_000).filter(({ provider }) => provider === 'openai')
  expect(failed.length).toBeLessThan(15)
})

test('Anthropic’s rate limit: its retry-after is kept', async () => {
  const { ask } = start()
  llm.provider('openai').fault({ kind: 'overloaded' })
  await traffic(ask, 30)
  const refused = llm.provider('anthropic').exchanges.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  for (const { receivedAtMs, error } of refused) {
    const readyMs = receivedAtMs + Math.floor(error!.retryAfterMs! / 1000) * 1000
    const early = llm
      .provider('anthropic')
      .exchanges.filter((one) => one.receivedAtMs > receivedAtMs && one.receivedAtMs < readyMs)
    expect(early).toEqual([])
  }
})

test('Groq cuts its streams half-way: another provider goes on with the text', async () => {
  const { ask } = start({ targets: createTargets().toReversed() })
  llm.when({ prompt: /tides/, provider: 'groq' }).reply('The moon pulls at the sea, and the sea follows it.')
  llm.when({ prompt: /go on exactly/i }).reply(' … and so on.')
  llm.provider('groq').fault(cutStreams(1))
  expect(await ask('Tell me about tides.')).toBe('The moon pulls at the sea … and so on.')
  expect(llm.exchanges.map(({ provider, state }) => [provider, state])).toEqual([
    ['groq', 'cut'],
    ['anthropic', 'complete'],
  ])
  await ask('And now?')
  expect(llm.last?.provider).toBe('anthropic') // Groq cools down
})

test('nobody is left: the client is told when to come back', async () => {
  const { client } = start()
  llm.fault('overloaded')
  const messages = [{ role: 'user' as const, content: 'Hello' }]
  const failed: unknown = await client.chat.completions
    .create({ model: 'auto', messages })
    .catch((error: unknown) => error)
  expect(failed).toMatchObject({ status: 503, message: expect.stringMatching(/All providers failed/) })
  expect((failed as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toMatch(/^1\d$/)
})

test('the budget: after the last dollar nobody is asked any more', async () => {
  const { client, ask, spentUsd } = start({ budgetUsd: 0.0001 })
  const answers = await traffic(ask, 60)
  const refused = answers.filter((answer) => answer instanceof Error)
  expect(refused.length).toBeGreaterThan(10)
  expect(refused.every((error) => (error as { status?: number }).status === 402)).toBe(true)
  expect(llm.exchanges).toHaveLength(60 - refused.length)
  expect(llm.usage().costUsd).toBeCloseTo(spentUsd(), 9)
  const messages = [{ role: 'user' as const, content: 'One more?' }]
  await expect(client.chat.completions.create({ model: 'auto', messages })).rejects.toMatchObject({ status: 402 })
})

test('a fault of the request is not tried on everybody', async () => {
  const { client } = start()
  llm.provider('openai').failNext(1, 'invalid_request')
  const messages = [{ role: 'user' as const, content: 'Hello' }]
  await expect(client.chat.completions.create({ model: 'auto', messages })).rejects.toMatchObject({ status: 400 })
  expect(llm.exchanges).toHaveLength(1)
})
