import { AnthropicVertex } from '@anthropic-ai/vertex-sdk'
import { ChatAnthropic } from '@langchain/anthropic'
import { ChatBedrockConverse } from '@langchain/aws'
import { ChatCohere } from '@langchain/cohere'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { concat } from '@langchain/core/utils/stream'
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

/** Credentials that need no network. */
const authClient = { getRequestHeaders: async () => new Headers({ authorization: 'Bearer ya29.dummy' }) } as never
const VERTEX = 'https://us-east5-aiplatform.googleapis.com'

/** Made in each test, after MSW listens. */
const models: readonly (readonly [string, () => BaseChatModel])[] = [
  ['openai', () => new ChatOpenAI({ apiKey, model: 'gpt-4o' })],
  ['openai responses', () => new ChatOpenAI({ apiKey, model: 'gpt-4o', useResponsesApi: true })],
  ['anthropic', () => new ChatAnthropic({ apiKey, model: 'claude-sonnet-4-5' })],
  ['google', () => new ChatGoogleGenerativeAI({ apiKey, model: 'gemini-2.5-flash' })],
  [
    'vertex, Claude',
    () =>
      new ChatAnthropic({
        model: 'claude-sonnet-4-5@20250929',
        createClient: () => new AnthropicVertex({ projectId: 'p', region: 'us-east5', authClient }),
      } as never),
  ],
  [
    'vertex, Gemini',
    () =>
      new ChatOpenAI({
        apiKey: 'ya29.dummy',
        model: 'google/gemini-2.5-flash',
        configuration: { baseURL: `${VERTEX}/v1beta1/projects/p/locations/us-east5/endpoints/openapi` },
      }),
  ],
  [
    'together',
    () =>
      new ChatOpenAI({
        apiKey,
        model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
        configuration: { baseURL: 'https://api.together.ai/v1' },
      }),
  ],
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
  readonly input_tokens?: number
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

/** What a class cannot do, here as with the real API. */
const CANNOT: Readonly<Record<string, readonly string[]>> = {
  // Its messages are of another version of LangChain's core than the schema's parser takes; its streams have arguments as objects.
  cohere: ['schema', 'streamed tools'],
  // Its parser reads a streamed block as it began, without its input.
  anthropic: ['streamed schema'],
  'vertex, Claude': ['streamed schema'],
}

/** They count thoughts beside the answer's tokens, and the class knows of the answer's alone. */
const THINKS_APART = ['google', 'vertex, Gemini', 'xai']

describe.each(models)('%s', (name, create) => {
  const can = (what: string) => !CANNOT[name]?.includes(what)

  test('invokes, and streams the same, with usage', async () => {
    const whole = await create().invoke(prompt)
    expect(textOf(whole).length).toBeGreaterThan(20)
    const { inputTokens, outputTokens, reasoningTokens } = llm.exchanges[0]!.usage
    const saidTokens = THINKS_APART.includes(name) ? outputTokens - reasoningTokens : outputTokens
    // Cohere bills fewer tokens than it reads and writes.
    if (name !== 'cohere')
      expect(usageOf(whole)).toMatchObject({ input_tokens: inputTokens, output_tokens: saidTokens })
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

  test.runIf(can('streamed tools'))('streams the call of a tool', async () => {
    let whole: AIMessageChunk | undefined
    for await (const chunk of await create().bindTools!([weatherTool()]).stream('What is the weather in Lisbon?'))
      whole = whole ? concat(whole, chunk as AIMessageChunk) : (chunk as AIMessageChunk)
    expect(whole!.tool_calls).toMatchObject([{ name: 'get_weather', args: { city: 'Lisbon' } }])
    expect(llm.exchanges).toMatchObject([{ state: 'complete', request: { stream: true } }])
  })

  test.runIf(can('schema'))('answers in a schema, and streams the same', async () => {
    const schema = z.object({ city: z.string(), population: z.number(), sights: z.array(z.string()) })
    const answer = await create().withStructuredOutput(schema, { name: 'city' }).invoke('Describe Lisbon.')
    expect(schema.parse(answer)).toEqual(answer)
    if (!can('streamed schema')) return
    llm.reset()
    let last: unknown
    for await (const part of await create().withStructuredOutput(schema, { name: 'city' }).stream('Describe Lisbon.'))
      last = part
    expect(last).toEqual(answer)
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
