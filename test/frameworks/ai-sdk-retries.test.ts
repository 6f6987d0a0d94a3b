import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { createAnthropic } from '@ai-sdk/anthropic'
import { createCohere } from '@ai-sdk/cohere'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createVertex } from '@ai-sdk/google-vertex'
import { createVertexAnthropic } from '@ai-sdk/google-vertex/anthropic'
import { createGroq } from '@ai-sdk/groq'
import { createMistral } from '@ai-sdk/mistral'
import { createOpenAI } from '@ai-sdk/openai'
import { createXai, type XaiProvider } from '@ai-sdk/xai'
import { generateText, RetryError, streamText, type LanguageModel } from 'ai'
import { beforeAll, describe, expect, test } from 'vitest'
import { fakeTime, untilSettled } from '../sdk/fake-time.ts'
import { startLab } from '../sdk/lab.ts'

const { llm } = startLab()
const apiKey = 'any'
const prompt = 'Tell me about the harbour of Lisbon.'
/** Credentials that need no network. */
const authClient = { getAccessToken: () => Promise.resolve({ token: 'ya29.dummy' }) } as never
const vertex = { project: 'p', location: 'us-east5', googleAuthOptions: { authClient } }

/** Absent in the AI SDK 7: it asks for responses alone, and takes those that xAI calls incomplete for `other`. */
const { chat: xaiChat }: Partial<XaiProvider> = createXai({ apiKey })

const models: readonly (readonly [string, () => LanguageModel])[] = [
  ['openai', () => createOpenAI({ apiKey })('gpt-4o')],
  ['openai chat', () => createOpenAI({ apiKey }).chat('gpt-4o')],
  ['anthropic', () => createAnthropic({ apiKey })('claude-sonnet-4-5')],
  ['google', () => createGoogleGenerativeAI({ apiKey })('gemini-2.5-flash')],
  ['vertex with a project', () => createVertex(vertex)('gemini-2.5-flash')],
  ['vertex, Claude', () => createVertexAnthropic(vertex)('claude-sonnet-4-5@20250929')],
  ['groq', () => createGroq({ apiKey })('llama-3.3-70b-versatile')],
  ['mistral', () => createMistral({ apiKey })('mistral-small-latest')],
  ['cohere', () => createCohere({ apiKey })('command-a-03-2025')],
  ...(xaiChat ? [['xai chat', () => xaiChat('grok-3')] as const] : []),
  ['bedrock, Nova', () => createAmazonBedrock({ region: 'us-east-1', apiKey })('us.amazon.nova-lite-v1:0')],
]

// Loads tokenizers and what writes answers: that takes real turns of the event loop, and time is faked below.
beforeAll(async () => {
  for (const [, create] of models) await generateText({ model: create(), prompt })
  llm.reset()
})

describe.each(models)('%s', (_, create) => {
  test('stops at the length, and an abort reaches the exchange', async () => {
    llm.when('harbour').reply('many words '.repeat(200))
    const cut = await generateText({ model: create(), prompt, maxOutputTokens: 20 })
    expect(cut.finishReason).toBe('length')
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

describe.each(models)('%s, under fake time', (_, create) => {
  fakeTime(0)

  test('waits out a 429, and gives up after three', async () => {
    llm.fault({ kind: 'rate_limit', next: 1 })
    const survived = generateText({ model: create(), prompt })
    expect(await untilSettled(survived)).toBeGreaterThan(0)
    expect((await survived).finishReason).toBe('stop')
    expect(llm.exchanges.map(({ status }) => status)).toEqual([429, 200])
    llm.fault({ kind: 'rate_limit', next: 3 })
    const lost = generateText({ model: create(), prompt }).catch((error: unknown) => error)
    await untilSettled(lost)
    const error = await lost
    expect(RetryError.isInstance(error)).toBe(true)
    expect(error).toMatchObject({ reason: 'maxRetriesExceeded', lastError: { statusCode: 429 } })
  })
})
