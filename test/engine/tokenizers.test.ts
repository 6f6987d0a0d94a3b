import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { get_encoding } from 'tiktoken'
import { expect, test } from 'vitest'
import { createSimulation, MockProvider, UsageError } from '../../handlers/index.ts'
import { loadEncoding } from '../../src/tokens/encoding.ts'
import { ownTokenizer } from '../../src/tokens/own-tokenizer.ts'
import { tiktokenTokenizer } from '../../src/tokens/tiktoken.ts'

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length
const model = 'claude-haiku-4-5'
const PROMPT = 'one two three four five six seven eight nine ten'
/** What a message costs at Anthropic besides its text, and the end of an answer. */
const AROUND = 7
const END = 3

function claude(llm: { readonly fetch: typeof fetch }): Anthropic {
  return new Anthropic({ apiKey: 'any', fetch: llm.fetch, maxRetries: 0 })
}

const ask = (client: Anthropic, content: string, max_tokens = 100) =>
  client.messages.create({ model, max_tokens, messages: [{ role: 'user', content }] })

test('a function decides usage, cost and what count_tokens says', async () => {
  const llm = createSimulation({ tokenizers: { anthropic: words } })
  llm.when('one').reply('It has ten words, as you can see.')
  const { usage } = await ask(claude(llm), PROMPT)
  expect(usage).toMatchObject({ input_tokens: 10 + AROUND, output_tokens: 8 + END })
  const counted = await claude(llm).messages.countTokens({ model, messages: [{ role: 'user', content: PROMPT }] })
  expect(counted.input_tokens).toBe(10 + AROUND)
  expect(llm.usage().costUsd).toBeCloseTo((17 * 1 + 11 * 5) / 1e6, 12)
})

test('max_tokens cuts where it counts, unary and streamed', async () => {
  const llm = createSimulation({ tokenizers: { anthropic: words } })
  llm.when('one').reply('It has ten words, as you can see.')
  const unary = await ask(claude(llm), PROMPT, 4)
  expect(unary).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 4 } })
  const text = (unary.content[0] as Anthropic.TextBlock).text
  expect(text.trim()).toBe('It has ten words,')
  const stream = claude(llm).messages.stream({ model, max_tokens: 4, messages: [{ role: 'user', content: PROMPT }] })
  expect(await stream.finalText()).toBe(text)
})

test('limits and windows follow it', async () => {
  const limits = { anthropic: { inputTokensPerMinute: 30 } }
  const llm = createSimulation({ tokenizers: { anthropic: words }, limits, clock: 'manual' })
  await ask(claude(llm), PROMPT)
  await expect(ask(claude(llm), PROMPT)).rejects.toThrow(Anthropic.RateLimitError)
  const every = createSimulation({ tokenizers: { anthropic: (text) => text.length } })
  await expect(ask(claude(every), 'x'.repeat(200_000))).rejects.toThrow(
    `prompt is too long: ${200_000 + AROUND} tokens > 200000 maximum`,
  )
})

test('an object with split cuts the stream, whether it comes at once or as a promise', async () => {
  const letters = { count: (text: string) => text.length, split: (text: string) => Array.from(text) }
  for (const tokenizer of [letters, Promise.resolve(letters)]) {
    const provider = new MockProvider('openai', { tokenizer })
    const llm = createSimulation({ providers: [provider] })
    llm.when('spell').reply('a b c')
    const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
    const stream = await openai.chat.completions.create({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'spell' }],
      stream: true,
      stream_options: { include_usage: true },
    })
    const deltas: string[] = []
    let usage: OpenAI.CompletionUsage | null | undefined
    for await (const chunk of stream) {
      if (chunk.choices[0]?.delta.content) deltas.push(chunk.choices[0].delta.content)
      usage ??= chunk.usage
    }
    expect(deltas).toEqual(['a', ' ', 'b', ' ', 'c'])
    expect(usage).toMatchObject({ prompt_tokens: 3 + 4 + 5, completion_tokens: 5 })
  }
})

test("a provider's own tokenizer goes before the simulation's, and others keep theirs", async () => {
  const exact = tiktokenTokenizer(get_encoding('cl100k_base'))
  const llm = createSimulation({
    providers: [new MockProvider('anthropic', { tokenizer: exact }), 'mistral'],
    tokenizers: { anthropic: words },
  })
  llm.when(/./).reply('Whatever.')
  const text = 'Internationalization is a long word.'
  const { usage } = await ask(claude(llm), text)
  expect(usage.input_tokens).toBe(exact.count(text) + AROUND)
})

test('a function is cut into as many texts as it counts, and into the tokens themselves where it counts tokens', async () => {
  const encoding = await loadEncoding('o200k_base')
  const text = 'Hello, world! 👩‍👧 12345 and 日本語.'
  for (const count of [words, encoding.count, (one: string) => one.length / 4, () => 1]) {
    const own = ownTokenizer(count, 'x')
    expect(own.split(text).join('')).toBe(text)
    expect(own.split(text).length).toBe(own.count(text))
  }
  expect(ownTokenizer(words, 'x').split('a bc  d')).toEqual(['a ', 'bc  ', 'd'])
})

test('says what is wrong with a tokenizer', async () => {
  expect(() => createSimulation({ tokenizers: { antropic: words } })).toThrow(
    /tokenizers names the provider "antropic"/,
  )
  // @ts-expect-error neither a function nor an object that counts
  const none = createSimulation({ tokenizers: { openai: { encode: words } } })
  const request = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'hi' }] }
  await expect(none.provider('openai').chatCompletion(request)).rejects.toThrow(
    new UsageError(
      'The tokenizer of openai must be a function of a text that gives a number, or an object with count and split.',
    ),
  )
  const wrong = createSimulation({ tokenizers: { openai: () => Number.NaN } })
  await expect(wrong.provider('openai').chatCompletion(request)).rejects.toThrow(/openai counted NaN for "hi"/)
})
