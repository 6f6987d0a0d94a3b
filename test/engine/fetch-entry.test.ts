import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import * as entry from '../../handlers/fetch.ts'
import * as library from '../../handlers/index.ts'
import { UsageError } from '../../src/errors.ts'

const { createHandler, createSimulation, MockProvider } = entry
const messages = [{ role: 'user' as const, content: 'How deep is the sea?' }]

test('the entry without MSW knows every provider by name', () => {
  const llm = createSimulation()
  expect(llm.providerNames).toEqual(library.createSimulation().providerNames)
  expect(llm).not.toHaveProperty('handlers')
  expect(createSimulation({ providers: ['groq'] }).providerNames).toEqual(['groq'])
  expect(() => createSimulation({ providers: ['acme' as 'groq'] })).toThrow('Known: openai')
  expect(() => createSimulation({ providers: [] })).toThrow(UsageError)
  expect(() => createSimulation({ guard: false } as never)).toThrow('no option "guard". Its options: providers, seed,')
})

test('it answers as the whole package does: by fetch, by a handler, through a gateway', async () => {
  const llm = createSimulation({ seed: 7 })
  const handler = createHandler(llm)
  const overFetch = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
  const overHandler = new OpenAI({
    apiKey: 'any',
    baseURL: 'https://llm.example.workers.dev/openai/v1',
    fetch: (input, init) => handler(new Request(input, init)),
  })
  const ask = async (client: OpenAI) => {
    const answer = await client.chat.completions.create({ model: 'gpt-4o-mini', messages })
    llm.reset()
    return answer.choices[0]!.message.content
  }
  const whole = library.createSimulation({ seed: 7 })
  const words = await ask(new OpenAI({ apiKey: 'any', fetch: whole.fetch }))
  expect(words).toMatch(/./)
  expect(await ask(overFetch)).toBe(words)
  expect(await ask(overHandler)).toBe(words)
  const gateway = llm.gateway()
  const routed = new OpenAI({ apiKey: 'any', baseURL: `${gateway.url}/v1`, fetch: llm.fetch })
  await routed.chat.completions.create({ model: 'auto', messages })
  expect(gateway.history).toHaveLength(1)
})

test('its providers may be of a class of the user', async () => {
  class Loud extends MockProvider {
    override async chatCompletion(request: entry.ChatRequest) {
      const { choices, ...body } = await super.chatCompletion(request)
      const message = { role: 'assistant' as const, content: choices[0]!.message.content!.toUpperCase() }
      return { ...body, choices: [{ ...choices[0]!, message }] }
    }
  }
  const llm = createSimulation({ providers: [new Loud('anthropic')] })
  const client = new Anthropic({ apiKey: 'any', fetch: llm.fetch })
  llm.when('sea').reply('Deep.')
  const answer = await client.messages.create({ model: 'claude-haiku-4-5', max_tokens: 50, messages })
  expect(answer.content).toMatchObject([{ type: 'text', text: 'DEEP.' }])
  expect(llm.provider('anthropic')).toBeInstanceOf(Loud)
})

test('it has what the whole package has, besides what is made for MSW', () => {
  const names = Object.keys(library).filter((name) => name !== 'createProviderRegistry')
  expect(Object.keys(entry)).toEqual(expect.arrayContaining(names))
})
