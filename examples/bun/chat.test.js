import * as hooks from 'bun:test'
import { matchers, setupLlm } from 'msw-llm/jest'
import { chat, chatAboutWeather } from '../app/chat.js'
import { skipWaits } from './skip-waits.js'

const { afterEach, expect, jest, test } = hooks
const llm = setupLlm({ seed: 7 }, hooks)
expect.extend(matchers)
afterEach(() => jest.useRealTimers())

test('streams the scripted answer in pieces', async () => {
  llm.when('capital of France').reply('The capital of France is Paris.')
  const pieces = []
  const text = await chat('What is the capital of France?', { onText: (piece) => pieces.push(piece) })
  expect(text).toBe('The capital of France is Paris.')
  expect(pieces.length).toBeGreaterThan(5)
})

test('looks the weather up, then answers from it', async () => {
  llm.when({ prompt: 'weather', tools: 'get_weather' }).callTool('get_weather', { city: 'Lisbon' }).once()
  llm.when({ toolResult: true }).reply('Take a hat: 31 degrees.')
  expect(await chatAboutWeather('What is the weather?', () => '31 degrees')).toBe('Take a hat: 31 degrees.')
  expect(llm).toHaveCalledTool('get_weather', { city: 'Lisbon' })
})

test('gets through rate limits, since the SDK waits and retries', async () => {
  await chat('Hello.') // what is loaded on first use takes real turns of the event loop
  jest.useFakeTimers()
  const begunMs = Date.now()
  llm.provider('openai').failNext(2, { kind: 'rate_limit', retryAfterMs: 20_000 })
  expect(await skipWaits(chat('Tell me about tides.'))).toMatch(/tides/)
  expect(Date.now() - begunMs).toBe(40_000)
  expect(llm).toHaveRetried(2)
})

test('keeps what came before an abort', async () => {
  const controller = new AbortController()
  const text = await chat('Tell me about tides.', { onText: () => controller.abort(), signal: controller.signal })
  expect(text).not.toBe('')
  expect(llm.exchanges[0].state).toBe('aborted')
})
