import { AnthropicVertex } from '@anthropic-ai/vertex-sdk'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
// Credentials that need no network.
const authClient = { getRequestHeaders: async () => new Headers({ authorization: 'Bearer ya29.dummy' }) } as never
const client = () => new AnthropicVertex({ projectId: 'p', region: 'us-east5', authClient, maxRetries: 0 })
const model = 'claude-sonnet-4-5@20250929'
const messages = [{ role: 'user' as const, content: 'What is the weather in Lisbon?' }]
const tools = [
  {
    name: 'get_weather',
    input_schema: { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] },
  },
]

test('answers Claude at Vertex AI, unary and streamed', async () => {
  const message = await client().messages.create({ model, max_tokens: 300, messages })
  expect(message.id).toMatch(/^msg_vrtx_/)
  llm.reset()
  const streamed = await client().messages.stream({ model, max_tokens: 300, messages }).finalMessage()
  expect(streamed.content).toEqual(message.content)
  expect(streamed.usage.output_tokens).toBe(message.usage.output_tokens)
  expect(llm.exchanges).toMatchObject([{ provider: 'vertex', endpoint: 'vertex.rawPredict' }])
})

test('calls tools and counts tokens', async () => {
  const { content, stop_reason } = await client().messages.create({ model, max_tokens: 300, messages, tools })
  expect(stop_reason).toBe('tool_use')
  expect(content.at(-1)).toMatchObject({ type: 'tool_use', name: 'get_weather', input: { city: 'Lisbon' } })
  const { input_tokens } = await client().messages.countTokens({ model, messages })
  expect(input_tokens).toBeGreaterThan(5)
})

test('refuses unknown models as Vertex AI does', async () => {
  const asked = client().messages.create({ model: 'claude-none@1', max_tokens: 9, messages })
  await expect(asked).rejects.toMatchObject({ status: 404 })
})
