import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { setupServer } from 'msw/node'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { catchEarlyClients } from '../../handlers/faces/node.ts'
import { createSimulation } from '../../handlers/index.ts'

// Constructed at module level, before anything listens: they keep Node's own fetch.
const nativeFetch = globalThis.fetch
const openai = new OpenAI({ apiKey: 'k', maxRetries: 0 })
const anthropic = new Anthropic({ apiKey: 'k', maxRetries: 0 })
const messages = [{ role: 'user' as const, content: 'Hello early bird.' }]

let release = () => {}
afterEach(() => release())

test('clients built before listen() are answered, unary and streamed', async () => {
  const llm = createSimulation()
  const server = setupServer(...llm.handlers)
  server.listen({ onUnhandledRequest: 'error' })
  release = catchEarlyClients(llm)
  expect((await openai.chat.completions.create({ model: 'gpt-4o', messages })).choices).toHaveLength(1)
  let text = ''
  for await (const chunk of await openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true }))
    text += chunk.choices[0]?.delta.content ?? ''
  expect(text.length).toBeGreaterThan(10)
  const answer = await anthropic.messages
    .stream({ model: 'claude-haiku-4-5', max_tokens: 200, messages })
    .finalMessage()
  expect(answer.content[0]!.type).toBe('text')
  await expect(openai.chat.completions.create({ model: 'gpt-9', messages })).rejects.toThrow(OpenAI.NotFoundError)
  expect(llm.exchanges).toHaveLength(4)
  server.close()
})

test('an early client that leaves a stream ends it', async () => {
  const llm = createSimulation({ clock: 'virtual', latency: 'realistic' })
  release = catchEarlyClients(llm)
  for await (const chunk of await openai.chat.completions.create({ model: 'gpt-4o', messages, stream: true }))
    if (chunk.choices[0]?.delta.content) break
  await expect.poll(() => llm.exchanges[0]!.state).toBe('aborted')
  const controller = new AbortController()
  const aborted = openai.chat.completions.create({ model: 'gpt-4o', messages }, { signal: controller.signal })
  controller.abort()
  await expect(aborted).rejects.toThrow(/abort/i)
})

test('other hosts are left alone, and after the release everything is as before', async () => {
  const other = createServer((_, response) => response.end('other')).listen(0)
  const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`
  const before = Object.getOwnPropertySymbols(globalThis).map(
    (symbol) => (globalThis as unknown as Record<symbol, unknown>)[symbol],
  )
  const llm = createSimulation({ providers: ['openai'] })
  const undo = catchEarlyClients(llm)
  expect(await (await nativeFetch(url)).text()).toBe('other')
  undo()
  const after = Object.getOwnPropertySymbols(globalThis).map(
    (symbol) => (globalThis as unknown as Record<symbol, unknown>)[symbol],
  )
  expect(after).toEqual(before)
  expect(llm.exchanges).toHaveLength(0)
  other.close()
})
