import OpenAI from 'openai'
import { afterEach, expect, test, vi } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

afterEach(() => vi.useRealTimers())

const messages = [{ role: 'user' as const, content: 'Tell me about whales.' }]

test('a stream that the client reads to its terminator is complete', async () => {
  const llm = createSimulation()
  const client = new OpenAI({ apiKey: 'k', fetch: llm.fetch })
  for await (const _ of await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true }));
  expect(llm.exchanges[0]!.state).toBe('complete')
})

test('a cut inside a coarse delta sends as many tokens as were asked for', async () => {
  const llm = createSimulation()
  llm
    .when('whales')
    .reply('Once upon a time there was a whale that could not sleep because the sea was too loud for it.')
  llm.provider('anthropic').cutStreamAfter({ tokens: 9 }, 'socket')
  const response = await llm.fetch('https://api.anthropic.com/v1/messages', {
    method: 'POST',
    headers: { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify({ model: 'claude-sonnet-4-6', max_tokens: 500, messages, stream: true }),
  })
  await expect(response.text()).rejects.toThrow('terminated')
  expect(llm.exchanges[0]).toMatchObject({ state: 'cut', usage: { outputTokens: 9 } })
})

test('failures on purpose are worded in full', async () => {
  const llm = createSimulation()
  const client = new OpenAI({ apiKey: 'sk-some-long-test-key', fetch: llm.fetch, maxRetries: 0 })
  const failure = (kind: 'context_length' | 'auth') => {
    llm.provider('openai').failNext(1, kind)
    return client.chat.completions.create({ model: 'gpt-4o', messages }).catch((error: Error) => error.message)
  }
  expect(await failure('context_length')).toContain(
    'maximum context length is 128000 tokens. However, your messages resulted in 128001',
  )
  expect(await failure('auth')).toContain('Incorrect API key provided: sk-some-*********-key')
})

test('once ready, the first answer needs nothing but the timers, fake ones too', async () => {
  const llm = createSimulation({ latencyMs: 5000 })
  await llm.ready()
  vi.useFakeTimers()
  const answer = llm.provider('openai').chatCompletion({ model: 'gpt-4o', messages })
  await vi.advanceTimersByTimeAsync(5000)
  expect((await answer).choices).toHaveLength(1)
})
