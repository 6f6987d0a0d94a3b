import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createAzure } from '@ai-sdk/azure'
import { createCohere } from '@ai-sdk/cohere'
import { createDeepSeek } from '@ai-sdk/deepseek'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createVertexAnthropic } from '@ai-sdk/google-vertex/anthropic'
import { createVertex } from '@ai-sdk/google-vertex/edge'
import { createGroq } from '@ai-sdk/groq'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { createTogetherAI } from '@ai-sdk/togetherai'
import { createXai } from '@ai-sdk/xai'
import {
  APICallError,
  embedMany,
  generateObject,
  generateText,
  Output,
  stepCountIs,
  streamObject,
  streamText,
  tool,
  type EmbeddingModel,
  type LanguageModel,
} from 'ai'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startLab } from '../sdk/lab.ts'

const { llm } = startLab()
const apiKey = 'any'

/** Credentials that need no network. */
const authClient = { getAccessToken: () => Promise.resolve({ token: 'ya29.dummy' }) } as never
const project = { project: 'p', location: 'us-east5', googleAuthOptions: { authClient } }

/** Made in each test: a provider looks fetch up when it is called. */
const models: readonly (readonly [string, () => LanguageModel])[] = [
  ['openai responses', () => createOpenAI({ apiKey })('gpt-4o')],
  ['openai chat', () => createOpenAI({ apiKey }).chat('gpt-4o')],
  ['openai responses, reasoning', () => createOpenAI({ apiKey })('gpt-5-mini')],
  ['anthropic', () => createAnthropic({ apiKey })('claude-sonnet-4-5')],
  ['google', () => createGoogleGenerativeAI({ apiKey })('gemini-2.5-flash')],
  ['vertex', () => createVertex({ apiKey })('gemini-2.5-flash')],
  ['vertex, Claude', () => createVertexAnthropic(project)('claude-sonnet-4-5@20250929')],
  ['groq', () => createGroq({ apiKey })('openai/gpt-oss-120b')],
  ['mistral', () => createMistral({ apiKey })('mistral-large-latest')],
  ['cohere', () => createCohere({ apiKey })('command-a-03-2025')],
  ['togetherai', () => createTogetherAI({ apiKey })('meta-llama/Llama-3.3-70B-Instruct-Turbo')],
  ['xai', () => createXai({ apiKey })('grok-4')],
  ['deepseek', () => createDeepSeek({ apiKey })('deepseek-v4-flash')],
  ['azure', () => createAzure({ apiKey, resourceName: 'me' })('gpt-4o')],
  ['azure chat', () => createAzure({ apiKey, resourceName: 'me' }).chat('gpt-4o')],
  [
    'amazon-bedrock',
    () => createAmazonBedrock({ region: 'us-east-1', apiKey })('us.anthropic.claude-sonnet-4-5-20250929-v1:0'),
  ],
  [
    'openai-compatible',
    () =>
      createOpenAICompatible({
        name: 'fireworks',
        supportsStructuredOutputs: true,
        apiKey,
        baseURL: 'https://api.fireworks.ai/inference/v1',
      })('accounts/fireworks/models/deepseek-v3p2'),
  ],
]

const embedders: readonly (readonly [string, () => EmbeddingModel])[] = [
  ['openai', () => createOpenAI({ apiKey }).textEmbeddingModel('text-embedding-3-small')],
  ['google', () => createGoogleGenerativeAI({ apiKey }).textEmbeddingModel('gemini-embedding-001')],
  ['vertex', () => createVertex({ apiKey }).textEmbeddingModel('gemini-embedding-001')],
  [
    'openai-compatible',
    () =>
      createOpenAICompatible({ name: 'ollama', apiKey, baseURL: 'http://localhost:11434/v1' }).textEmbeddingModel(
        'nomic-embed-text',
      ),
  ],
  ['mistral', () => createMistral({ apiKey }).textEmbeddingModel('mistral-embed')],
  ['cohere', () => createCohere({ apiKey }).textEmbeddingModel('embed-v4.0')],
  ['azure', () => createAzure({ apiKey, resourceName: 'me' }).textEmbeddingModel('text-embedding-3-small')],
  ['togetherai', () => createTogetherAI({ apiKey }).textEmbeddingModel('BAAI/bge-base-en-v1.5')],
  [
    'amazon-bedrock',
    () => createAmazonBedrock({ region: 'us-east-1', apiKey }).textEmbeddingModel('amazon.titan-embed-text-v2:0'),
  ],
]

const prompt = 'Tell me about the harbour of Lisbon.'

const weather = tool({
  description: 'Current weather of a city',
  inputSchema: z.object({ city: z.string() }),
  execute: ({ city }) => Promise.resolve({ city, degrees: 21, sky: 'clear' }),
})

const city = z.object({ city: z.string(), population: z.number(), sights: z.array(z.string()).min(1) })

/** What a client of the AI SDK cannot do, here as with the real API. */
const CANNOT: Readonly<Record<string, readonly string[]>> = {
  // It asks for any JSON and does not say which.
  togetherai: ['schema'],
  // It expects a document in every citation; those of tool results have none (recorded).
  cohere: ['tools'],
}

describe.each(models)('%s', (name, create) => {
  const can = (what: string) => !CANNOT[name]?.includes(what)

  test('generates, and streams the same with the same usage', async () => {
    const whole = await generateText({ model: create(), prompt })
    expect(whole.text.length).toBeGreaterThan(20)
    expect(whole.finishReason).toBe('stop')
    expect(whole.usage.outputTokens).toBeGreaterThan(5)
    // Cohere bills fewer tokens than it reads.
    if (name !== 'cohere') expect(whole.usage.inputTokens).toBe(llm.exchanges[0]!.usage.inputTokens)
    llm.reset()
    const stream = streamText({ model: create(), prompt })
    let text = ''
    for await (const delta of stream.textStream) text += delta
    expect(text).toBe(whole.text)
    expect(await stream.finishReason).toBe('stop')
    expect((await stream.usage).totalTokens).toBe(whole.usage.totalTokens)
    expect(llm.exchanges).toMatchObject([{ state: 'complete', status: 200 }])
  })

  test.runIf(can('schema'))('answers in a schema, and streams the same', async () => {
    const ask = () => ({ model: create(), prompt: 'Describe Lisbon.', output: Output.object({ schema: city }) })
    const { output } = await generateText(ask())
    expect(city.parse(output)).toEqual(output)
    llm.reset()
    const partials = []
    for await (const partial of streamText(ask()).partialOutputStream) partials.push(partial)
    // Gemini's chunks are long.
    if (!/google|vertex$/.test(name)) expect(partials.length).toBeGreaterThan(1)
    expect(partials.at(-1)).toEqual(output)
  })

  test.runIf(can('schema'))('generates an object, and streams the same', async () => {
    const ask = () => ({ model: create(), prompt: 'Describe Lisbon.', schema: city })
    const { object } = await generateObject(ask())
    expect(city.parse(object)).toEqual(object)
    llm.reset()
    const stream = streamObject(ask())
    for await (const partial of stream.partialObjectStream) expect(partial).toBeTypeOf('object')
    expect(await stream.object).toEqual(object)
  })

  test.runIf(can('tools'))('calls a tool, takes its result, and ends', async () => {
    const { steps, text } = await generateText({
      model: create(),
      prompt: 'What is the weather in Lisbon?',
      tools: { weather },
      stopWhen: stepCountIs(5),
    })
    expect(steps).toHaveLength(2)
    expect(steps[0]!.toolCalls).toMatchObject([{ toolName: 'weather', input: { city: 'Lisbon' } }])
    expect(text).toMatch(/21|clear/)
    expect(steps[0]!.toolResults).toMatchObject([{ output: { degrees: 21 } }])
    expect(steps[1]!.toolResults).toEqual([])
  })

  test('streams the steps of a tool call', async () => {
    const stream = streamText({
      model: create(),
      prompt: 'What is the weather in Lisbon?',
      tools: { weather },
      stopWhen: stepCountIs(5),
    })
    const types = new Set<string>()
    for await (const part of stream.fullStream) {
      types.add(part.type)
      if (part.type === 'error') throw part.error
    }
    expect([...types]).toEqual(expect.arrayContaining(['tool-call', 'tool-result', 'text-delta', 'finish']))
    expect(await stream.text).toMatch(/21|clear/)
    expect(llm.exchanges).toHaveLength(2)
  })

  test('fails with a typed error, and can be aborted', async () => {
    llm.fault({ kind: 'rate_limit', next: 1 })
    const failure = await generateText({ model: create(), prompt, maxRetries: 0 }).catch((error: unknown) => error)
    expect(APICallError.isInstance(failure)).toBe(true)
    expect(failure).toMatchObject({ statusCode: 429, isRetryable: true })
    llm.when('harbour').reply('many words '.repeat(200))
    const leaving = new AbortController()
    const stream = streamText({ model: create(), prompt, abortSignal: leaving.signal })
    const types: string[] = []
    for await (const { type } of stream.fullStream) {
      types.push(type)
      if (type === 'text-delta') leaving.abort()
    }
    expect(types.at(-1)).toBe('abort')
    expect(llm.exchanges.at(-1)).toMatchObject({ state: 'aborted' })
  })
})

test.each(embedders)('%s embeds many, near for near texts', async (name, create) => {
  const values = ['The tide fills the harbour.', 'The harbour fills with the tide.', 'Interest rates rose again.']
  const { embeddings, usage } = await embedMany({ model: create(), values })
  const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, index) => sum + x * b[index]!, 0)
  expect(embeddings).toHaveLength(3)
  expect(dot(embeddings[0]!, embeddings[1]!)).toBeGreaterThan(dot(embeddings[0]!, embeddings[2]!))
  // Google and Together tell no usage of embeddings.
  if (name !== 'google' && name !== 'togetherai') expect(usage.tokens).toBeGreaterThan(0)
})
