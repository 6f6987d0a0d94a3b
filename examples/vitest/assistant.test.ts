import { afterEach, expect, test, vi } from 'vitest'
import { ask, askAgent, stream, tell } from './assistant.ts'
import { llm } from './setup.ts'
import { skipWaits } from './skip-waits.ts'

afterEach(() => vi.useRealTimers())

test('answers without any set-up, the same in every run', async () => {
  const first = await ask('Tell me about tides.')
  expect(first).toMatch(/tides/)
  llm.reset()
  expect(await ask('Tell me about tides.')).toBe(first)
})

test('streams the scripted answer in pieces', async () => {
  llm.when('capital of France').reply('The capital of France is Paris.')
  const pieces: string[] = []
  for await (const piece of stream('What is the capital of France?')) pieces.push(piece)
  expect(pieces.join('')).toBe('The capital of France is Paris.')
  expect(pieces.length).toBeGreaterThan(5)
})

test('looks the weather up, then answers from it', async () => {
  const answer = await askAgent('What is the weather in Lisbon?', (city) => `21 degrees in ${city}`)
  expect(answer).toContain('21 degrees in Lisbon')
  expect(llm.exchanges).toHaveLength(2)
  expect(llm.exchanges[0]?.toolCalls).toMatchObject([{ name: 'get_weather' }])
  expect(llm.usage().costUsd).toBeLessThan(0.01)
})

test('gets through a rate limit, since the SDK retries', async () => {
  llm.when('hello').reply('Hello yourself.')
  llm.provider('openai').failNext(1, { kind: 'rate_limit', headers: { 'retry-after-ms': '5' } })
  expect(await ask('hello')).toBe('Hello yourself.')
  expect(llm.exchanges.map((exchange) => exchange.status)).toEqual([429, 200])
})

test('waits as long as the provider says', async () => {
  await ask('hello') // what is loaded on first use takes real turns of the event loop
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const begunMs = Date.now()
  llm.provider('openai').failNext(2, { kind: 'rate_limit', retryAfterMs: 20_000 })
  expect(await skipWaits(ask('hello'))).not.toBe('')
  expect(Date.now() - begunMs).toBe(40_000)
})

test('gives up when the provider stays overloaded', async () => {
  llm.provider('openai').failNext(3, { kind: 'overloaded', headers: { 'retry-after-ms': '5' } })
  await expect(ask('hello')).rejects.toMatchObject({ status: 503 })
  expect(llm.provider('openai').getStats()).toMatchObject({ requestCount: 3, errorCount: 3 })
})

test('keeps the text of a stream that breaks', async () => {
  const whole = await tell('Tell me about lighthouses.')
  llm.reset() // the same answer once more, this time cut
  llm.provider('anthropic').cutStreamAfter({ share: 0.5 })
  const part = await tell('Tell me about lighthouses.')
  expect(part).toMatch(/.…$/)
  expect(whole.startsWith(part.slice(0, -1))).toBe(true)
  expect(llm.exchanges.map((exchange) => exchange.state)).toEqual(['cut'])
})
