import { BedrockRuntimeClient, ConverseCommand, type Message } from '@aws-sdk/client-bedrock-runtime'
import { GoogleGenAI, type Content } from '@google/genai'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import Groq from 'groq-sdk'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createManualClock } from '../../handlers/index.ts'
import { startLab } from './lab.ts'

const clock = createManualClock()
const { llm } = startLab({ clock })

const MINUTE_MS = 60_000
const long = 'The library keeps everything that anybody ever wrote about the sea. '.repeat(160)
const question = (index: number) =>
  `Question ${index}: what else is there to say about tides, ports and weather? `.repeat(8)

interface Counts {
  readonly input: number
  readonly read: number
  readonly output: number
}

/** USD by a price sheet: USD per million of plain input, cached input and output. */
function sheet({ input, read, output }: Counts, [plain, cached, written]: readonly [number, number, number]): number {
  return ((input - read) * plain + read * cached + output * written) / 1e6
}

function expectGrowth(reads: readonly number[]): void {
  expect(reads[0]).toBe(0)
  expect(reads[1]).toBeGreaterThan(1000)
  expect(reads).toEqual(reads.toSorted((a, b) => a - b))
  expect(reads.at(-1)).toBeGreaterThan(2 * reads[1]!)
}

test('Gemini: 20 turns read ever more of what was cached by itself, until five minutes pass', async () => {
  const ai = new GoogleGenAI({ apiKey: 'k' })
  const contents: Content[] = [{ role: 'user', parts: [{ text: long }] }]
  const reads: number[] = []
  let costUsd = 0
  const turn = async (text: string) => {
    contents.push({ role: 'user', parts: [{ text }] })
    const answer = await ai.models.generateContent({ model: 'gemini-2.5-flash', contents })
    const { promptTokenCount = 0, cachedContentTokenCount = 0, totalTokenCount = 0 } = answer.usageMetadata!
    const details = answer.usageMetadata!.cacheTokensDetails
    expect(details).toEqual(
      cachedContentTokenCount === 0 ? undefined : [{ modality: 'TEXT', tokenCount: cachedContentTokenCount }],
    )
    const output = totalTokenCount - promptTokenCount
    costUsd += sheet({ input: promptTokenCount, read: cachedContentTokenCount, output }, [0.3, 0.03, 2.5])
    contents.push({ role: 'model', parts: [{ text: answer.text! }] })
    return cachedContentTokenCount
  }
  for (let index = 0; index < 20; index++) {
    reads.push(await turn(question(index)))
    await clock.advance(4 * MINUTE_MS)
  }
  expectGrowth(reads)
  expect(llm.usage().costUsd).toBeCloseTo(costUsd, 9)
  expect(llm.usage().cacheReadTokens).toBe(reads.reduce((sum, read) => sum + read, 0))
  await clock.advance(5 * MINUTE_MS)
  expect(await turn('And now?')).toBe(0)
  // Too short for the model's minimum, and another beginning.
  const short = async (text: string) =>
    (await ai.models.generateContent({ model: 'gemini-2.5-flash', contents: text })).usageMetadata!
      .cachedContentTokenCount
  expect(await short(long.slice(0, 4000))).toBeUndefined()
  expect(await short(long.slice(0, 4000))).toBeUndefined()
})

test('Gemini: a cache with a name is billed as read, once as input, and ends with its ttl', async () => {
  const ai = new GoogleGenAI({ apiKey: 'k' })
  const model = 'gemini-2.5-flash'
  const cache = await ai.caches.create({
    model,
    config: { contents: [{ role: 'user', parts: [{ text: long + long }] }], ttl: '600s' },
  })
  const held = cache.usageMetadata!.totalTokenCount!
  expect(llm.usage().costUsd).toBeCloseTo((held * 0.3) / 1e6, 12)
  const ask = () =>
    ai.models.generateContent({ model, contents: 'What of it?', config: { cachedContent: cache.name! } })
  const { usageMetadata } = await ask()
  const { promptTokenCount: input = 0, cachedContentTokenCount: read, totalTokenCount: total = 0 } = usageMetadata!
  expect(read).toBe(held)
  expect(input).toBeGreaterThan(held)
  const bill = sheet({ input, read: held, output: total - input }, [0.3, 0.03, 2.5])
  expect(llm.exchanges[1]!.costUsd).toBeCloseTo(bill, 12)
  await clock.advance(600_000)
  await expect(ask()).rejects.toThrow(/CachedContent not found/)
})

test('OpenAI Responses: 20 turns read ever more; retention of a day outlives an hour', async () => {
  const openai = new OpenAI({ apiKey: 'k' })
  const input: OpenAI.Responses.ResponseInput = [{ role: 'developer', content: long }]
  const reads: number[] = []
  let costUsd = 0
  for (let index = 0; index < 20; index++) {
    input.push({ role: 'user', content: question(index) })
    const { usage, output_text } = await openai.responses.create({ model: 'gpt-4.1', input })
    const { input_tokens, output_tokens, input_tokens_details } = usage!
    const read = input_tokens_details.cached_tokens
    costUsd += sheet({ input: input_tokens, read, output: output_tokens }, [2, 0.5, 8])
    reads.push(read)
    input.push({ role: 'assistant', content: output_text })
  }
  expectGrowth(reads)
  expect(llm.usage().costUsd).toBeCloseTo(costUsd, 9)
  const read = async (prompt_cache_retention: 'in_memory' | '24h') =>
    (await openai.responses.create({ model: 'gpt-4.1', input: long, prompt_cache_retention })).usage!
      .input_tokens_details.cached_tokens
  expect(await read('in_memory')).toBe(0)
  await clock.advance(60 * MINUTE_MS)
  expect(await read('24h')).toBe(0)
  await clock.advance(23 * 60 * MINUTE_MS)
  expect(await read('24h')).toBeGreaterThan(1024)
  await clock.advance(24 * 60 * MINUTE_MS)
  expect(await read('24h')).toBe(0)
})

test('DeepSeek: hits and misses in units of 64 tokens, each at its price', async () => {
  const openai = new OpenAI({ apiKey: 'k', baseURL: 'https://api.deepseek.com' })
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'system', content: long }]
  const reads: number[] = []
  let costUsd = 0
  for (let index = 0; index < 6; index++) {
    messages.push({ role: 'user', content: question(index) })
    const answer = await openai.chat.completions.create({ model: 'deepseek-v4-flash', messages })
    const usage = answer.usage as OpenAI.CompletionUsage & {
      prompt_cache_hit_tokens: number
      prompt_cache_miss_tokens: number
    }
    expect(usage.prompt_cache_hit_tokens % 64).toBe(0)
    expect(usage.prompt_cache_hit_tokens + usage.prompt_cache_miss_tokens).toBe(usage.prompt_tokens)
    expect(usage.prompt_tokens_details!.cached_tokens).toBe(usage.prompt_cache_hit_tokens)
    const read = usage.prompt_cache_hit_tokens
    costUsd += sheet({ input: usage.prompt_tokens, read, output: usage.completion_tokens }, [0.14, 0.0028, 0.28])
    reads.push(read)
    messages.push({ role: 'assistant', content: answer.choices[0]!.message.content })
  }
  expect(reads[0]).toBe(0)
  expect(reads[5]).toBeGreaterThan(reads[1]!)
  expect(llm.usage().costUsd).toBeCloseTo(costUsd, 9)
})

test('Groq: GPT-OSS reads at half price and free of the limits, Llama has no cache', async () => {
  const groq = new Groq({ apiKey: 'k' })
  const messages = [{ role: 'user' as const, content: long }]
  const ask = async (model: string) => {
    const { data, response } = await groq.chat.completions.create({ model, messages, max_tokens: 50 }).withResponse()
    const remaining = Number(response.headers.get('x-ratelimit-remaining-tokens'))
    return { usage: data.usage!, remaining, read: data.usage!.prompt_tokens_details?.cached_tokens ?? 0 }
  }
  const first = await ask('openai/gpt-oss-20b')
  const second = await ask('openai/gpt-oss-20b')
  expect(first.read).toBe(0)
  expect(second.read).toBeGreaterThan(1000)
  // No time passes, so what is gone from the minute is what the second one was charged.
  expect(first.remaining - second.remaining).toBeLessThan(second.usage.prompt_tokens - second.read + 100)
  const counts = { input: second.usage.prompt_tokens, read: second.read, output: second.usage.completion_tokens }
  expect(llm.exchanges[1]!.costUsd).toBeCloseTo(sheet(counts, [0.075, 0.0375, 0.3]), 12)
  await ask('llama-3.1-8b-instant')
  expect((await ask('llama-3.1-8b-instant')).read).toBe(0)
  await clock.advance(120 * MINUTE_MS)
  expect((await ask('openai/gpt-oss-20b')).read).toBe(0)
})

test.each(['us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'us.amazon.nova-lite-v1:0'])(
  'Bedrock: %s writes up to cache points, reads them, and forgets after five minutes',
  async (modelId) => {
    const client = new BedrockRuntimeClient({
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any-secret' },
      requestHandler: new NodeHttpHandler(),
    })
    const system = [{ text: long }, { cachePoint: { type: 'default' as const } }]
    const messages: Message[] = []
    const ask = async (text: string) => {
      messages.push({ role: 'user', content: [{ text }, { cachePoint: { type: 'default' } }] })
      const { usage, output } = await client.send(new ConverseCommand({ modelId, system, messages }))
      const { inputTokens = 0, outputTokens = 0, cacheReadInputTokens: read = 0 } = usage!
      const written = usage!.cacheWriteInputTokens ?? 0
      expect(usage!.totalTokens).toBe(inputTokens + outputTokens + read + written)
      messages.pop()
      messages.push({ role: 'user', content: [{ text }] }, output!.message!)
      return { read, written }
    }
    let before = 0
    for (let index = 0; index < 4; index++) {
      const { read, written } = await ask(question(index))
      expect(read).toBe(before)
      expect(written).toBeGreaterThan(0)
      before = read + written
    }
    expect(before).toBeGreaterThan(1500)
    await clock.advance(5 * MINUTE_MS)
    expect((await ask('And now?')).read).toBe(0)
  },
)
