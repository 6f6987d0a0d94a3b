import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const messages = [{ role: 'user' as const, content: 'Tell me about tides.' }]
const chat = (body: object, key = 'any') =>
  fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

test('answers say their status in words, as HTTP/1.1 does', async () => {
  const client = new OpenAI({ apiKey: 'any', maxRetries: 0 })
  const body = { model: 'gpt-4o-mini', messages }
  expect((await client.chat.completions.create(body).asResponse()).statusText).toBe('OK')
  const { response } = await client.chat.completions.create({ ...body, stream: true }).withResponse()
  expect(response.statusText).toBe('OK')
  await response.body!.cancel()
  llm.provider('openai').failNext(1, 'rate_limit')
  expect((await chat(body)).statusText).toBe('Too Many Requests')
  expect((await chat({ model: 'nope', messages })).statusText).toBe('Not Found')
})

test('a status of the provider’s own has no words', async () => {
  llm.provider('anthropic').failNext(1, 'overloaded')
  const body = { model: 'claude-haiku-4-5', max_tokens: 9, messages }
  await expect(new Anthropic({ apiKey: 'any', maxRetries: 0 }).messages.create(body)).rejects.toMatchObject({
    status: 529,
  })
  llm.provider('anthropic').failNext(1, 'overloaded')
  const { status, statusText } = await fetch('https://api.anthropic.com/v1/messages', {
    method: 'POST',
    headers: { 'x-api-key': 'any', 'anthropic-version': '2023-06-01' },
    body: JSON.stringify(body),
  })
  expect(status).toBe(529)
  // msw 3 puts a word of its own where there is none.
  expect(['', 'unknown']).toContain(statusText)
})
