import { Ollama } from 'ollama'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const messages = [{ role: 'user', content: 'Tell me about the harbour of Lisbon.' }]

test('chats at the default address, unary and streamed', async () => {
  llm.when('harbour').reply('Ships come and go.')
  const client = new Ollama()
  expect((await client.chat({ model: 'llama3.2', messages })).message.content).toBe('Ships come and go.')
  let text = ''
  for await (const part of await client.chat({ model: 'llama3.2', messages, stream: true }))
    text += part.message.content
  expect(text).toBe('Ships come and go.')
})

test('generates, embeds, lists and shows', async () => {
  const client = new Ollama()
  expect((await client.generate({ model: 'llama3.2', prompt: 'hello' })).response!.length).toBeGreaterThan(0)
  expect((await client.embed({ model: 'nomic-embed-text', input: ['a', 'b'] })).embeddings).toHaveLength(2)
  expect((await client.list()).models.map(({ name }) => name)).toContain('llama3.2:latest')
  expect((await client.show({ model: 'qwen3' })).capabilities).toContain('thinking')
  expect((await client.ps()).models).toHaveLength(1)
})

test('throws what the server says, before a stream and inside it', async () => {
  const client = new Ollama()
  await expect(client.chat({ model: 'nope', messages })).rejects.toThrow("model 'nope' not found")
  llm.provider('ollama').cutStreamAfter({ tokens: 2 })
  const stream = await client.chat({ model: 'llama3.2', messages, stream: true })
  const read = async () => {
    for await (const _ of stream);
  }
  await expect(read()).rejects.toThrow('server busy')
})
