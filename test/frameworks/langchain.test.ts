import { ChatAnthropic } from '@langchain/anthropic'
import { ChatBedrockConverse } from '@langchain/aws'
import { ChatCohere } from '@langchain/cohere'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { HumanMessage, ToolMessage, type AIMessageChunk } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { ChatDeepSeek } from '@langchain/deepseek'
import { ChatGoogleGenerativeAI } from '@langchain/google-genai'
import { ChatGroq } from '@langchain/groq'
import { ChatMistralAI } from '@langchain/mistralai'
import { ChatOllama } from '@langchain/ollama'
import { AzureChatOpenAI, ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai'
import { ChatXAI } from '@langchain/xai'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startLab } from '../sdk/lab.ts'

const { llm } = startLab()
const apiKey = 'any'
const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }

/** Made in each test, after MSW listens. */
const models: readonly (readonly [string, () => BaseChatModel])[] = [
  ['openai', () => new ChatOpenAI({ apiKey, model: 'gpt-4o' })],
  ['openai responses', () => new ChatOpenAI({ apiKey, model: 'gpt-4o', useResponsesApi: true })],
  ['anthropic', () => new ChatAnthropic({ apiKey, model: 'claude-sonnet-4-5' })],
  ['google', () => new ChatGoogleGenerativeAI({ apiKey, model: 'gemini-2.5-flash' })],
  ['groq', () => new ChatGroq({ apiKey, model: 'llama-3.3-70b-versatile' })],
  ['mistral', () => new ChatMistralAI({ apiKey, model: 'mistral-large-latest' })],
  ['cohere', () => new ChatCohere({ apiKey, model: 'command-a-03-2025' })],
  ['ollama', () => new ChatOllama({ model: 'llama3.2' })],
  ['xai', () => new ChatXAI({ apiKey, model: 'grok-4' })],
  ['deepseek', () => new ChatDeepSeek({ apiKey, model: 'deepseek-v4-flash' })],
  [
    'azure',
    () =>
      new AzureChatOpenAI({
        azureOpenAIApiKey: apiKey,
        azureOpenAIApiInstanceName: 'me',
        azureOpenAIApiDeploymentName: 'gpt-4o',
        azureOpenAIApiVersion: '2024-10-21',
      }),
  ],
  [
    'bedrock',
    () =>
      new ChatBedrockConverse({
        model: 'us.anthropic.claude-sonnet-4-5-20250929-v1:0',
        region: 'us-east-1',
        credentials,
        // MSW cannot see HTTP/2.
        clientOptions: { requestHandler: new NodeHttpHandler() },
      } as never),
  ],
]

const prompt = 'Tell me about the harbour of Lisbon.'
/** New for each model: some bindings change the schema that they are given. */
const weatherTool = () =>
  tool(({ city }: { city: string }) => JSON.stringify({ city, degrees: 21 }), {
    name: 'get_weather',
    description: 'Current weather of a city',
    schema: z.object({ city: z.string() }),
  })

const textOf = ({ content }: Pick<AIMessageChunk, 'content'>): string =>
  typeof content === 'string'
    ? content
    : content.map((part) => (part.type === 'text' ? String((part as { text?: unknown }).text ?? '') : '')).join('')

interface Counts {
  readonly output_tokens?: number
  readonly total_tokens?: number
}

/** Groq's class keeps a stream's usage in another place. */
function usageOf(message: object): Counts {
  const { usage_metadata: usage, response_metadata: rest } = message as {
    readonly usage_metadata?: Counts
    readonly response_metadata?: { readonly usage?: Counts }
  }
  return usage ?? rest?.usage ?? {}
}

describe.each(models)('%s', (name, create) => {
  test('invokes, and streams the same, with usage', async () => {
    const whole = await create().invoke(prompt)
    expect(textOf(whole).length).toBeGreaterThan(20)
    expect(usageOf(whole).output_tokens).toBeGreaterThan(5)
    llm.reset()
    let text = ''
    let total = 0
    for await (const chunk of await create().stream(prompt)) {
      text += textOf(chunk)
      total = Math.max(total, usageOf(chunk).total_tokens ?? 0)
    }
    expect(text).toBe(textOf(whole))
    expect(total).toBeGreaterThan(5)
  })

  test('answers a batch', async () => {
    const answers = await create().batch(['Name a river.', 'Name a harbour.', 'Name a sea.'])
    expect(answers.map((answer) => textOf(answer).length > 0)).toEqual([true, true, true])
    expect(llm.exchanges).toHaveLength(3)
  })

  test('calls a tool and takes its result', async () => {
    const weather = weatherTool()
    const model = create().bindTools!([weather])
    const question = new HumanMessage('What is the weather in Lisbon?')
    const first = (await model.invoke([question])) as AIMessageChunk
    const [call] = first.tool_calls!
    expect(call).toMatchObject({ name: 'get_weather', args: { city: 'Lisbon' } })
    const result = new ToolMessage({
      content: await weather.invoke({ city: 'Lisbon' }),
      tool_call_id: call!.id!,
      name: 'get_weather',
    })
    const second = (await model.invoke([question, first, result])) as AIMessageChunk
    expect(textOf(second)).toMatch(/21/)
    expect(second.tool_calls ?? []).toHaveLength(0)
  })

  // Cohere's class makes messages of another version of LangChain's core than the schema's parser takes.
  test.runIf(name !== 'cohere')('answers in a schema', async () => {
    const schema = z.object({ city: z.string(), population: z.number(), sights: z.array(z.string()) })
    const answer = await create().withStructuredOutput(schema, { name: 'city' }).invoke('Describe Lisbon.')
    expect(schema.parse(answer)).toEqual(answer)
  })

  test('raises what the API says', async () => {
    llm.fault({ kind: 'auth' })
    const model = create()
    Object.assign(model, { maxRetries: 0 })
    await expect(model.invoke(prompt)).rejects.toThrow(/./)
    expect(llm.exchanges.length).toBeLessThan(3)
  })
})

test('embeds documents', async () => {
  const vectors = await new OpenAIEmbeddings({ apiKey, model: 'text-embedding-3-small' }).embedDocuments([
    'tide',
    'tides',
    'tax',
  ])
  expect(vectors.map(({ length }) => length)).toEqual([1536, 1536, 1536])
})
