// Every provider answers through a gateway in OpenAI's shape, whatever its own API is.
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createSimulation, providers } from '../../handlers/index.ts'

const llm = createSimulation({ clock: 'virtual', latency: 'realistic' })
const gateway = llm.gateway('https://gateway.test')
const client = new OpenAI({ apiKey: 'any', baseURL: 'https://gateway.test/v1', fetch: llm.fetch, maxRetries: 0 })
const messages = [{ role: 'user' as const, content: 'How deep is the sea?' }]

const chatting = Object.values(providers).flatMap(({ name, models }) => {
  const model = models.models.find(({ capabilities }) => capabilities.includes('chat'))
  return model ? [`${name}:${model.id}`] : []
})

test.each(chatting)('%s', async (model) => {
  const body = await client.chat.completions.create({ model, messages })
  expect(body).toMatchObject({ object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant' } }] })
  const stream = await client.chat.completions.create({ model, messages, stream: true })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  expect(text).not.toBe('')
  const provider = model.split(':')[0]!
  const last = llm.provider(provider).exchanges.at(-1)
  expect(last).toMatchObject({ provider, endpoint: `${provider}.gateway-chat`, status: 200, text, state: 'complete' })
  expect(last?.usage.inputTokens).toBeGreaterThan(3)
  expect(last?.schedule.ttftMs).toBeGreaterThan(0)
})

const KINDS = [
  'rate_limit',
  'overloaded',
  'server_error',
  'auth',
  'invalid_request',
  'quota',
  'content_filter',
] as const

test.each(chatting)('%s fails with its own status, in OpenAI’s envelope', async (model) => {
  const provider = llm.provider(model.split(':')[0]!)
  for (const kind of KINDS) {
    gateway.router.reset() // no cool-downs
    provider.failNext(1, kind)
    const error = await client.chat.completions.create({ model, messages }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(OpenAI.APIError)
    const { status, error: body } = error as InstanceType<typeof OpenAI.APIError>
    expect(status).toBe(provider.exchanges.at(-1)?.status)
    expect(body).toMatchObject({ message: expect.stringMatching(/./), type: expect.stringMatching(/./) })
  }
})
