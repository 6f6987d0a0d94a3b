import Anthropic from '@anthropic-ai/sdk'
import { http, HttpResponse } from 'msw'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { compatibleProvider } from '../../handlers/compatible/index.ts'
import { createSimulation, MockProvider, UsageError, type CreateSimulationOptions } from '../../handlers/index.ts'
import { startLab } from './lab.ts'

const { llm, server } = startLab({
  baseUrls: {
    openai: ['http://localhost:8000/v1', 'http://proxy.test/llm/openai/'],
    anthropic: ['http://localhost:4000'],
  },
  models: 'any',
})
const messages = [{ role: 'user' as const, content: 'Tell me about the sea.' }]
const openai = (baseURL: string, more: object = {}) => new OpenAI({ apiKey: 'k', baseURL, maxRetries: 0, ...more })

test('a server of one’s own answers as the provider over msw, with models of any name', async () => {
  const client = openai('http://localhost:8000/v1')
  const model = 'meta-llama/Llama-3.3-70B-Instruct'
  const answer = await client.chat.completions.create({ model, messages })
  expect(answer.model).toBe(model)
  expect(answer.choices[0]!.message.content).toMatch(/sea/)
  expect(llm.exchanges).toMatchObject([{ provider: 'openai', host: 'localhost', costUsd: 0 }])
  const stream = await client.chat.completions.create({ model, messages, stream: true })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  expect(text.length).toBeGreaterThan(20)
})

test('the provider’s own address and a proxy’s path answer, too, and llm.fetch as msw', async () => {
  for (const baseURL of ['https://api.openai.com/v1', 'http://proxy.test/llm/openai'])
    for (const more of [{}, { fetch: llm.fetch }])
      expect((await openai(baseURL, more).models.retrieve('gpt-4o')).id).toBe('gpt-4o')
  const claude = new Anthropic({ apiKey: 'k', baseURL: 'http://localhost:4000' })
  const said = await claude.messages.create({ model: 'claude-haiku-4-5', max_tokens: 9, messages })
  expect(said.content[0]).toMatchObject({ type: 'text' })
})

test('other paths of such a host stay what they are', async () => {
  server.use(http.get('http://localhost:8000/health', () => HttpResponse.text('well')))
  expect(await (await fetch('http://localhost:8000/health')).text()).toBe('well')
  await expect(llm.fetch('http://proxy.test/other')).rejects.toThrow(/No simulated provider answers at proxy.test/)
  expect((await llm.fetch('http://localhost:8000/v1/nothing', { headers: { authorization: 'Bearer k' } })).status).toBe(
    404,
  )
})

test('a MockProvider takes addresses and models of its own', async () => {
  const vllm = new MockProvider('openai', {
    baseUrls: ['http://gpu.test:8080/v1'],
    models: ['qwen3', { id: 'tiny', contextWindow: 50 }],
  })
  const { fetch } = createSimulation({ providers: [vllm] })
  const client = openai('http://gpu.test:8080/v1', { fetch })
  expect((await client.chat.completions.create({ model: 'qwen3', messages })).model).toBe('qwen3')
  await expect(client.chat.completions.create({ model: 'qwen4', messages })).rejects.toMatchObject({ status: 404 })
  const long = [{ role: 'user' as const, content: 'sea '.repeat(100) }]
  await expect(client.chat.completions.create({ model: 'tiny', messages: long })).rejects.toMatchObject({
    code: 'context_length_exceeded',
  })
})

test('a compatible provider may know every model, and may be asked without a key', async () => {
  const local = compatibleProvider({ name: 'local', baseUrls: ['http://localhost:1234/v1'], models: 'any' })
  const { fetch } = createSimulation({ providers: [{ ...local, authenticate: () => ({ key: 'anyone' }) }] })
  const response = await fetch('http://localhost:1234/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'whatever', messages }),
  })
  expect(await response.json()).toMatchObject({ object: 'chat.completion', model: 'whatever' })
})

const twin = (baseUrl: string) => compatibleProvider({ name: 'twin', baseUrls: [baseUrl], models: 'any' })
const wrong: readonly (readonly [string, CreateSimulationOptions, RegExp])[] = [
  ['no address', { baseUrls: { openai: ['localhost:8000'] } }, /"localhost:8000" is no base URL of openai.*http:\/\//],
  ['a query', { baseUrls: { openai: ['http://a.test/v1?x=1'] } }, /is no base URL of openai/],
  ['a text for a list', { baseUrls: { openai: 'http://a.test' as never } }, /must be a list of addresses/],
  ['an unknown provider', { baseUrls: { opnai: ['http://a.test'] } as never }, /no provider "opnai"/],
  [
    'an address of two',
    { baseUrls: { openai: ['http://a.test/v1'], groq: ['http://A.test:80/v1/'] } },
    /both openai and groq/,
  ],
  ['a known address', { providers: ['openai', twin('https://api.openai.com/v1')] }, /both openai and twin/],
  ['a definition without scheme', { providers: [twin('api.twin.test/v1')] }, /is no base URL of twin/],
  ['a list of models', { models: ['a'] as never }, /models must be 'any' here/],
]

test.each(wrong)('refuses %s', (_, options, message) => {
  expect(() => createSimulation(options)).toThrow(UsageError)
  expect(() => createSimulation(options)).toThrow(message)
})
