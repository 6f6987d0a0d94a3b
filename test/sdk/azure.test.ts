import OpenAI, { AzureOpenAI } from 'openai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const messages = [{ role: 'user' as const, content: 'Tell me about the harbour of Lisbon.' }]
const azure = () =>
  new AzureOpenAI({
    endpoint: 'https://acme.openai.azure.com',
    apiKey: 'any-dummy-key',
    apiVersion: '2024-10-21',
    maxRetries: 0,
  })

test('AzureOpenAI reaches its deployment, unary and streamed, with one text', async () => {
  const unary = await azure().chat.completions.create({ model: 'gpt-4o', messages })
  llm.reset()
  const stream = await azure().chat.completions.create({ model: 'gpt-4o', messages, stream: true })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  expect(text).toBe(unary.choices[0]!.message.content)
})

test('AzureOpenAI embeds, and says that a deployment does not exist', async () => {
  const { data } = await azure().embeddings.create({ model: 'text-embedding-3-small', input: 'harbour' })
  expect(data[0]!.embedding).toHaveLength(1536)
  await expect(azure().chat.completions.create({ model: 'no-such-deployment', messages })).rejects.toMatchObject({
    status: 404,
    code: 'DeploymentNotFound',
  })
})

test('AzureOpenAI embeds with a model of Cohere, billed by its price', async () => {
  const ask = { model: 'Cohere-embed-v3-english', input: ['harbour', 'tide'] }
  const { data, model, usage } = await azure().embeddings.create(ask)
  expect(data.map(({ embedding }) => embedding.length)).toEqual([1024, 1024])
  expect(model).toBe('embed-english-v3.0')
  expect(llm.usage().costUsd).toBeCloseTo((usage.prompt_tokens * 0.1) / 1e6, 12)
  await expect(azure().chat.completions.create({ model: ask.model, messages })).rejects.toMatchObject({ status: 404 })
})

test.each([
  ['novita', 'https://router.huggingface.co/novita/v3/openai', 'meta-llama/Llama-3.1-8B-Instruct'],
  ['nebius', 'https://router.huggingface.co/nebius/v1', 'Qwen/Qwen2.5-VL-72B-Instruct'],
])('%s answers below its own path of Hugging Face’s router', async (name, baseURL, model) => {
  const client = new OpenAI({ baseURL, apiKey: 'any-dummy-key', maxRetries: 0 })
  const unary = await client.chat.completions.create({ model, messages }).withResponse()
  expect(unary.response.headers.get('x-inference-provider')).toBe(name)
  llm.reset()
  let text = ''
  let usage: unknown
  for await (const chunk of await client.chat.completions.create({ model, messages, stream: true })) {
    text += chunk.choices[0]?.delta.content ?? ''
    usage = chunk.usage ?? usage
  }
  expect(text).toBe(unary.data.choices[0]!.message.content)
  expect(usage).toEqual(unary.data.usage)
})

const COMPATIBLE = [
  ['https://openrouter.ai/api/v1', 'anthropic/claude-haiku-4.5'],
  ['http://localhost:11434/v1', 'llama3.2'],
  ['https://api.perplexity.ai', 'sonar'],
  ['https://api.cerebras.ai/v1', 'gpt-oss-120b'],
  ['https://router.huggingface.co/v1', 'openai/gpt-oss-120b:cerebras'],
  ['https://api.fireworks.ai/inference/v1', 'accounts/fireworks/models/kimi-k2p5'],
  ['https://api.moonshot.ai/v1', 'kimi-k2.5'],
  ['https://api.z.ai/api/paas/v4', 'glm-5.3'],
  ['https://dashscope-intl.aliyuncs.com/compatible-mode/v1', 'qwen-plus'],
] as const

test.each(COMPATIBLE)('the OpenAI client works against %s', async (baseURL, model) => {
  const client = new OpenAI({ apiKey: 'any-dummy-key', baseURL })
  llm.when('harbour').reply('Ships come and go.')
  const unary = await client.chat.completions.create({ model, messages })
  expect(unary.choices[0]!.message.content).toBe('Ships come and go.')
  let text = ''
  const stream = await client.chat.completions.create({ model, messages, stream: true })
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  expect(text).toBe('Ships come and go.')
})
