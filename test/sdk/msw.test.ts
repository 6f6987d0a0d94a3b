import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { createMockResponse, createProviderRegistry, createSimulation } from '../../handlers/index.ts'
import { startLab } from './lab.ts'

const { llm, server } = startLab({ clock: 'virtual', latency: 'realistic' })
const client = () => new OpenAI({ apiKey: 'k', maxRetries: 0 })
const body = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Tell me a long story about the sea.' }] }

/** Resolves once the condition holds; the event loop turns meanwhile, no time is waited for. */
const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { interval: 1 })

test('a client that breaks out of a stream goes on at once, and the exchange is aborted', async () => {
  for await (const chunk of await client().chat.completions.create({ ...body, stream: true }))
    if (chunk.choices[0]?.delta.content) break
  await until(() => llm.exchanges[0]!.state === 'aborted')
  expect(llm.exchanges[0]!.usage.outputTokens).toBeLessThan(30)
})

test('an abort in the middle of a stream ends it', async () => {
  const controller = new AbortController()
  let chunks = 0
  const read = async () => {
    for await (const _ of await client().chat.completions.create(
      { ...body, stream: true },
      { signal: controller.signal },
    )) {
      if (++chunks === 3) controller.abort()
    }
  }
  await read().catch((error: unknown) => expect(String(error)).toMatch(/abort/i))
  await until(() => llm.exchanges[0]!.state !== 'streaming')
  expect(llm.exchanges[0]!.state).toBe('aborted')
})

test('a cancelled reader ends the stream', async () => {
  const response = await fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer k' },
    body: JSON.stringify({ ...body, stream: true }),
  })
  const reader = response.body!.getReader()
  await reader.read()
  await reader.cancel()
  await until(() => llm.exchanges[0]!.state === 'aborted')
})

test('handlers of one’s own live beside: an override in front wins, a reset brings ours back, other hosts are unhandled', async () => {
  server.use(
    http.post('https://api.openai.com/v1/chat/completions', () =>
      HttpResponse.json({ choices: [{ message: { content: 'mine' } }] }),
    ),
  )
  expect((await client().chat.completions.create(body)).choices[0]!.message.content).toBe('mine')
  server.resetHandlers()
  expect((await client().chat.completions.create(body)).choices[0]!.message.content).not.toBe('mine')
  server.use(http.get('https://example.test/', () => HttpResponse.text('other')))
  expect(await (await fetch('https://example.test/')).text()).toBe('other')
  // msw 2 says it on console.error, msw 3 on console.warn.
  for (const name of ['error', 'warn'] as const) vi.spyOn(console, name).mockImplementation(() => {})
  await expect(fetch('https://unknown.test/')).rejects.toThrow()
})

test('a mistake of the author’s is answered, not retried, and named once', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const strict = createSimulation({ strict: true })
  server.use(...strict.handlers)
  await expect(new OpenAI({ apiKey: 'k' }).chat.completions.create(body)).rejects.toThrow(/strict: no rule answers/)
  expect(strict.exchanges).toHaveLength(1)
  expect(warn).toHaveBeenCalledOnce()
})

test('hours of virtual traffic pass at once', async () => {
  const before = performance.now()
  for (let index = 0; index < 20; index++)
    await client().chat.completions.create({ ...body, n: 1, user: String(index) })
  await llm.clock.sleep(3_600_000)
  expect(performance.now() - before).toBeLessThan(5000)
})

test('a registry’s providers and a streamed mock response answer through MSW too', async () => {
  const { anthropic } = createProviderRegistry({ providers: ['anthropic'], latencyMs: 1 })
  server.use(...anthropic!.handlers)
  const claude = new Anthropic({ apiKey: 'k' })
  const answer = await claude.messages.create({ model: 'claude-haiku-4-5', max_tokens: 50, messages: body.messages })
  expect(answer.content[0]!.type).toBe('text')
  expect(anthropic!.getStats()).toMatchObject({ name: 'anthropic', requestCount: 1, averageLatencyMs: 1 })

  const mock = createMockResponse({ model: 'gpt-4', messages: body.messages, stream: true })
  const iterator = mock.toSSE()[Symbol.asyncIterator]()
  const events = new ReadableStream({
    async pull(controller) {
      const step = await iterator.next()
      if (step.done) controller.close()
      else controller.enqueue(new TextEncoder().encode(step.value))
    },
  })
  server.use(
    http.post(
      'https://api.openai.com/v1/chat/completions',
      () => new HttpResponse(events, { headers: { 'content-type': 'text/event-stream' } }),
    ),
  )
  let text = ''
  for await (const chunk of await client().chat.completions.create({ ...body, stream: true }))
    text += chunk.choices[0]?.delta.content ?? ''
  expect(text).toContain('comprehensive and detailed')
})

test('a stream that is read to the half waits for its reader, holds nobody up, and a reset ends it', async () => {
  const init = {
    method: 'POST',
    headers: { authorization: 'Bearer k' },
    body: JSON.stringify({ ...body, stream: true }),
  }
  const readers = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const reader = (await fetch('https://api.openai.com/v1/chat/completions', init)).body!.getReader()
      await reader.read()
      return reader
    }),
  )
  expect((await client().chat.completions.create(body)).choices).toHaveLength(1)
  // MSW 3 reads ahead of the client, to the end; MSW 2 takes what the client takes.
  const isMsw3 = process.env['MSW_LLM_MSW_FOLDER']?.endsWith('msw-3') === true
  const states = new Set(llm.exchanges.slice(0, 20).map(({ state }) => state))
  if (isMsw3) expect([...states].filter((state) => state !== 'complete' && state !== 'streaming')).toEqual([])
  else expect([...states]).toEqual(['streaming'])
  const records = llm.exchanges
  llm.reset()
  await until(() => records.every(({ state }) => state === 'aborted' || state === 'complete'))
  await Promise.all(readers.map((reader) => reader.cancel().catch(() => {})))
})

test('a lost connection rejects the reader in the middle of the text', async () => {
  llm.provider('openai').fault({ how: 'socket', at: { tokens: 5 }, next: 1 })
  let text = ''
  const read = async () => {
    for await (const chunk of await client().chat.completions.create({ ...body, stream: true }))
      text += chunk.choices[0]?.delta.content ?? ''
  }
  await expect(read()).rejects.toThrow(/terminated/)
  expect(text).not.toBe('')
  expect(llm.exchanges[0]!.state).toBe('cut')
})
