import { AnthropicBedrock } from '@anthropic-ai/bedrock-sdk'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const model = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const messages = [{ role: 'user' as const, content: 'Tell me about the sea.' }]
const client = (options: object = {}) =>
  new AnthropicBedrock({
    awsAccessKey: 'AKIAIOSFODNN7EXAMPLE',
    awsSecretKey: 'any-secret',
    awsRegion: 'us-east-1',
    maxRetries: 0,
    ...options,
  })

test('creates a message', async () => {
  const message = await client().messages.create({ model, max_tokens: 300, messages })
  expect(message).toMatchObject({ type: 'message', model: 'claude-sonnet-4-5-20250929', stop_reason: 'end_turn' })
  expect(message.id).toMatch(/^msg_bdrk_/)
  expect(llm.exchanges[0]).toMatchObject({ provider: 'bedrock', endpoint: 'bedrock.invoke' })
})

test('streams the message that it creates', async () => {
  const unary = await client().messages.create({ model, max_tokens: 300, messages })
  llm.reset()
  const stream = await client().messages.create({ model, max_tokens: 300, messages, stream: true })
  let text = ''
  const types = new Set<string>()
  for await (const event of stream) {
    types.add(event.type)
    if (event.type === 'content_block_delta' && event.delta.type === 'text_delta') text += event.delta.text
  }
  expect(unary.content[0]).toMatchObject({ type: 'text', text })
  expect([...types].at(-1)).toBe('message_stop')
})

test('raises errors by status', async () => {
  llm.provider('bedrock').failNext(1, 'rate_limit')
  await expect(client().messages.create({ model, max_tokens: 300, messages })).rejects.toMatchObject({ status: 429 })
  await expect(client().messages.create({ model: 'nope', max_tokens: 300, messages })).rejects.toMatchObject({
    status: 400,
  })
})

test('cites the documents of a request, unary and streamed alike', async () => {
  const source = { type: 'text' as const, media_type: 'text/plain' as const, data: 'The sea is salt. Rivers are not.' }
  const document = { type: 'document' as const, title: 'sea.txt', source, citations: { enabled: true } }
  const question = { type: 'text' as const, text: 'Is the sea salt?' }
  const body = { model, max_tokens: 300, messages: [{ role: 'user' as const, content: [document, question] }] }
  const { content } = await client().messages.create(body)
  const citation = { type: 'char_location', cited_text: 'The sea is salt. ', document_title: 'sea.txt' }
  expect(content).toMatchObject([{ text: 'The sea is salt.', citations: [citation] }])
  llm.reset()
  expect((await client().messages.stream(body).finalMessage()).content).toEqual(content)
})
