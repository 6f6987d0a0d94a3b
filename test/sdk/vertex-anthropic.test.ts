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

test('searches the web and cites documents, as Anthropic itself does', async () => {
  const search = [{ type: 'web_search_20250305', name: 'web_search' }] as const
  const asked = [{ role: 'user' as const, content: 'What is the latest news about Lisbon?' }]
  const found = await client().messages.create({ model, max_tokens: 900, messages: asked, tools: [...search] })
  expect(found.content.slice(0, 2)).toMatchObject([{ type: 'server_tool_use' }, { type: 'web_search_tool_result' }])
  expect(found.usage.server_tool_use).toMatchObject({ web_search_requests: 1 })
  const source = { type: 'text' as const, media_type: 'text/plain' as const, data: 'Lisbon is sunny. Porto is not.' }
  const document = { type: 'document' as const, source, citations: { enabled: true } }
  const question = { type: 'text' as const, text: 'How is Porto?' }
  const body = { model, max_tokens: 300, messages: [{ role: 'user' as const, content: [document, question] }] }
  const cited = await client().messages.stream(body).finalMessage()
  expect(cited.content).toMatchObject([
    { text: 'Porto is not.', citations: [{ type: 'char_location', start_char_index: 17, end_char_index: 30 }] },
  ])
})
