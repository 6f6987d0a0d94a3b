import assert from 'node:assert/strict'
import * as hooks from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { setupLlm } from 'msw-llm/jest'
import { chat, chatAboutWeather } from '../app/chat.js'

const { test } = hooks
const llm = setupLlm({ seed: 7 }, hooks)

test('streams the scripted answer in pieces', async () => {
  llm.when('capital of France').reply('The capital of France is Paris.')
  const pieces = []
  const text = await chat('What is the capital of France?', { onText: (piece) => pieces.push(piece) })
  assert.equal(text, 'The capital of France is Paris.')
  assert.ok(pieces.length > 5)
})

test('looks the weather up, then answers from it', async () => {
  llm.when({ prompt: 'weather', tools: 'get_weather' }).callTool('get_weather', { city: 'Lisbon' }).once()
  llm.when({ toolResult: true }).reply('Take a hat: 31 degrees.')
  assert.equal(await chatAboutWeather('What is the weather?', () => '31 degrees'), 'Take a hat: 31 degrees.')
  assert.deepEqual(
    llm.exchanges[0].toolCalls.map(({ name }) => name),
    ['get_weather'],
  )
})

test('gets through rate limits, since the SDK waits and retries', async ({ mock }) => {
  await chat('Hello.') // what is loaded on first use takes real turns of the event loop
  mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  llm.provider('openai').failNext(2, { kind: 'rate_limit', retryAfterMs: 20_000 })
  const answer = chat('Tell me about tides.')
  for (const waitMs of [0, 20_000, 20_000, 0]) {
    for (let turn = 0; turn < 50; turn++) await setImmediate() // until all wait for a timer
    mock.timers.tick(waitMs)
  }
  assert.match(await answer, /tides/)
  assert.deepEqual(
    llm.exchanges.map(({ status }) => status),
    [200, 429, 429, 200],
  )
})

test('keeps what came before an abort', async () => {
  const controller = new AbortController()
  const text = await chat('Tell me about tides.', { onText: () => controller.abort(), signal: controller.signal })
  assert.notEqual(text, '')
  assert.equal(llm.exchanges[0].state, 'aborted')
})
