import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createManualClock, createSimulation } from '../../handlers/index.ts'

const long = 'The library keeps everything that anybody ever wrote about the sea. '.repeat(120)
const filler = (index: number) =>
  `Question ${index}: what else is there to say about tides, ports and weather? `.repeat(4)

test('a conversation of 20 turns on OpenAI reads ever more from the cache, in steps of 128 from 1,024 on', async () => {
  const llm = createSimulation({ clock: createManualClock() })
  const client = new OpenAI({ apiKey: 'k', fetch: llm.fetch })
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: 'system', content: long }]
  const reads: number[] = []
  let costUsd = 0
  for (let turn = 0; turn < 20; turn++) {
    messages.push({ role: 'user', content: filler(turn) })
    const { usage, choices } = await client.chat.completions.create({ model: 'gpt-4o', messages })
    const cached = usage!.prompt_tokens_details!.cached_tokens!
    costUsd += ((usage!.prompt_tokens - cached) * 2.5 + cached * 1.25 + usage!.completion_tokens * 10) / 1e6
    expect(cached).toBeLessThan(usage!.prompt_tokens)
    expect(cached === 0 || (cached >= 1024 && (cached - 1024) % 128 === 0)).toBe(true)
    reads.push(cached)
    messages.push({ role: 'assistant', content: choices[0]!.message.content! })
  }
  expect(reads[0]).toBe(0)
  expect(reads.slice(1)).toEqual(reads.slice(1).toSorted((a, b) => a - b))
  expect(reads.at(-1)).toBeGreaterThan(reads[1]!)
  expect(llm.usage().costUsd).toBeCloseTo(costUsd, 9)
  expect(llm.usage().cacheReadTokens).toBe(reads.reduce((sum, read) => sum + read, 0))
})

test('an OpenAI prompt is forgotten five minutes after its last use, and another beginning shares nothing', async () => {
  const clock = createManualClock()
  const llm = createSimulation({ clock })
  const client = new OpenAI({ apiKey: 'k', fetch: llm.fetch })
  const cached = async (content: string, extra: object = {}) =>
    (await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }], ...extra })).usage!
      .prompt_tokens_details!.cached_tokens
  expect(await cached(long)).toBe(0)
  expect(await cached(long)).toBeGreaterThanOrEqual(1024)
  await clock.advance(4 * 60_000)
  expect(await cached(long)).toBeGreaterThanOrEqual(1024)
  await clock.advance(4 * 60_000)
  expect(await cached(`X${long}`)).toBe(0)
  expect(await cached(long, { prompt_cache_key: 'other' })).toBe(0)
  expect(await cached(long)).toBeGreaterThanOrEqual(1024)
  await clock.advance(5 * 60_000)
  expect(await cached(long)).toBe(0)
  expect(await cached('short')).toBe(0)
})

test('Anthropic writes up to breakpoints, reads them again, and bills each at its price', async () => {
  const clock = createManualClock()
  const llm = createSimulation({ clock })
  const client = new Anthropic({ apiKey: 'k', fetch: llm.fetch })
  const system = [{ type: 'text' as const, text: long, cache_control: { type: 'ephemeral' as const } }]
  const messages: Anthropic.MessageParam[] = []
  let costUsd = 0
  let cachedBefore = 0
  for (let turn = 0; turn < 20; turn++) {
    messages.push({
      role: 'user',
      content: [{ type: 'text', text: filler(turn), cache_control: { type: 'ephemeral' } }],
    })
    const answer = await client.messages.create({ model: 'claude-sonnet-4-5', max_tokens: 500, system, messages })
    const {
      input_tokens,
      cache_read_input_tokens: read,
      cache_creation_input_tokens: written,
      output_tokens,
    } = answer.usage
    // What was cached before is read; all that is new is written, since the last block is marked.
    expect(read).toBe(cachedBefore)
    expect(written).toBeGreaterThan(0)
    expect(input_tokens).toBeLessThan(5)
    cachedBefore = read! + written!
    costUsd += (input_tokens * 3 + written! * 3.75 + read! * 0.3 + output_tokens * 15) / 1e6
    messages[messages.length - 1] = { role: 'user', content: filler(turn) }
    messages.push({ role: 'assistant', content: answer.content })
  }
  expect(llm.usage().costUsd).toBeCloseTo(costUsd, 9)
})

test('Anthropic keeps an entry for its lifetime, refreshed by reads, and none below the minimum', async () => {
  const clock = createManualClock()
  const llm = createSimulation({ clock })
  const client = new Anthropic({ apiKey: 'k', fetch: llm.fetch })
  const use = async (text: string, cache_control: Anthropic.CacheControlEphemeral) => {
    const content = [{ type: 'text' as const, text, cache_control }]
    const { usage } = await client.messages.create({
      model: 'claude-sonnet-4-5',
      max_tokens: 50,
      messages: [{ role: 'user', content }],
    })
    return [
      usage.cache_creation_input_tokens! > 0,
      usage.cache_read_input_tokens! > 0,
      usage.cache_creation!.ephemeral_1h_input_tokens > 0,
    ]
  }
  const fiveMinutes = { type: 'ephemeral' } as const
  const hour = { type: 'ephemeral', ttl: '1h' } as const
  expect(await use(long, fiveMinutes)).toEqual([true, false, false])
  await clock.advance(4 * 60_000)
  expect(await use(long, fiveMinutes)).toEqual([false, true, false])
  await clock.advance(4 * 60_000)
  expect(await use(long, fiveMinutes)).toEqual([false, true, false])
  await clock.advance(5 * 60_000)
  expect(await use(long, fiveMinutes)).toEqual([true, false, false])
  expect(await use(`${long} more`, hour)).toEqual([true, false, true])
  await clock.advance(59 * 60_000)
  expect(await use(`${long} more`, hour)).toEqual([false, true, false])
  expect(await use('too short', fiveMinutes)).toEqual([false, false, false])
})
