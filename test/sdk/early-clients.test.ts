import Anthropic from '@anthropic-ai/sdk'
import Groq from 'groq-sdk'
import { Ollama } from 'ollama'
import OpenAI, { AzureOpenAI } from 'openai'
import Together from 'together-ai'
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
const azure = new AzureOpenAI({
  apiKey: 'k',
  endpoint: 'https://me.openai.azure.com',
  apiVersion: '2024-10-21',
  maxRetries: 0,
})
const groq = new Groq({ apiKey: 'k', maxRetries: 0 })
const together = new Together({ apiKey: 'k', maxRetries: 0 })
const ollama = new Ollama()
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

const TEXT = 'Good morning to you too.'

/** The SDKs that keep the fetch they find, each asked at once and streamed. */
const early: readonly (readonly [string, () => Promise<string>, () => Promise<string>])[] = [
  ['openai', () => unary(openai, 'gpt-4o'), () => streamed(openai, 'gpt-4o')],
  ['azure', () => unary(azure, 'gpt-4o'), () => streamed(azure, 'gpt-4o')],
  ['groq', () => unary(groq, 'llama-3.3-70b-versatile'), () => streamed(groq, 'llama-3.3-70b-versatile')],
  [
    'together',
    () => unary(together, 'meta-llama/Llama-3.3-70B-Instruct-Turbo'),
    () => streamed(together, 'meta-llama/Llama-3.3-70B-Instruct-Turbo'),
  ],
  [
    'anthropic',
    async () => {
      const { content } = await anthropic.messages.create({ model: 'claude-haiku-4-5', max_tokens: 200, messages })
      return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
    },
    () => anthropic.messages.stream({ model: 'claude-haiku-4-5', max_tokens: 200, messages }).finalText(),
  ],
  [
    'ollama',
    async () => (await ollama.chat({ model: 'llama3.2', messages })).message.content,
    async () => {
      let text = ''
      for await (const { message } of await ollama.chat({ model: 'llama3.2', messages, stream: true }))
        text += message.content
      return text
    },
  ],
]

interface ChatSdk {
  readonly chat: { readonly completions: { create(body: object): Promise<unknown> } }
}

interface Chunk {
  readonly choices: readonly { readonly message?: { content: string }; readonly delta?: { content?: string | null } }[]
}

async function unary(sdk: object, model: string): Promise<string> {
  const answer = await (sdk as ChatSdk).chat.completions.create({ model, messages })
  return (answer as Chunk).choices[0]!.message!.content
}

async function streamed(sdk: object, model: string): Promise<string> {
  let text = ''
  const chunks = await (sdk as ChatSdk).chat.completions.create({ model, messages, stream: true })
  for await (const chunk of chunks as AsyncIterable<Chunk>) text += chunk.choices[0]?.delta?.content ?? ''
  return text
}

test.each(early)('%s, built before listen(), is answered; after close it is as before', async (name, ask, stream) => {
  const llm = createSimulation()
  llm.when('early bird').reply(TEXT)
  const server = setupServer(...llm.handlers)
  server.listen({ onUnhandledRequest: 'error' })
  const undo = catchEarlyClients(llm)
  expect(await ask()).toBe(TEXT)
  expect(await stream()).toBe(TEXT)
  expect(llm.provider(name).getStats()).toMatchObject({ requestCount: 2, errorCount: 0 })
  undo()
  server.close()
  expect(globalThis.fetch).toBe(nativeFetch)
  // No name can be resolved here, or no server listens: nobody answers any more.
  await expect(ask()).rejects.toThrow()
  expect(llm.exchanges).toHaveLength(2)
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
