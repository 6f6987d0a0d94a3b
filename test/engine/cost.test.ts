import Anthropic from '@anthropic-ai/sdk'
import * as genaiPrices from '@pydantic/genai-prices'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createManualClock, createSimulation, MockProvider, UsageError } from '../../handlers/index.ts'
import { fromGenaiPrices } from '../../handlers/genai-prices.ts'
import { drivers } from '../contract/drivers.ts'
import { send } from '../contract/ask.ts'

test('calculateCost prices cached, written, heard and batched tokens apart', () => {
  const openai = new MockProvider('openai')
  expect(openai.calculateCost(1000, 100, 'gpt-4o', { cacheReadTokens: 400 })).toBeCloseTo(
    (600 * 2.5 + 400 * 1.25 + 100 * 10) / 1e6,
    12,
  )
  expect(openai.calculateCost(1000, 100, 'gpt-4o', { isBatched: true })).toBeCloseTo((2500 + 1000) / 2e6, 12)
  const written = { cacheReadTokens: 500, cacheWriteTokens: 200, cacheWriteLongTokens: 100 }
  expect(new MockProvider('anthropic').calculateCost(1000, 100, 'claude-sonnet-4-5', written)).toBeCloseTo(
    (300 * 3 + 500 * 0.3 + 100 * 3.75 + 100 * 6 + 100 * 15) / 1e6,
    12,
  )
  expect(new MockProvider('google').calculateCost(1000, 0, 'gemini-2.5-flash', { inputAudioTokens: 400 })).toBeCloseTo(
    (600 * 0.3 + 400 * 1) / 1e6,
    12,
  )
  expect(openai.calculateCost(0, 0, 'gpt-4o', { webSearches: 3 })).toBeCloseTo(0.03, 12)
})

test.each(['gpt', 'claude', 'gemini', 'claude-3', 'llama', 'qwen'])('"%s" may mean several models', (name) => {
  expect(() => new MockProvider('openai').calculateCost(1, 1, name)).toThrow(UsageError)
})

test('long prompts cost by the higher tier, and a price holds from its day on', async () => {
  const google = new MockProvider('google')
  expect(google.calculateCost(200_000, 0, 'gemini-2.5-pro')).toBeCloseTo(0.25, 12)
  expect(google.calculateCost(200_001, 0, 'gemini-2.5-pro')).toBeCloseTo((200_001 * 2.5) / 1e6, 12)
  const clock = createManualClock(Date.parse('2026-08-16T23:00:00Z'))
  const llm = createSimulation({ clock })
  const deepseek = llm.provider('deepseek')
  expect(deepseek.calculateCost(1e6, 0, 'deepseek-v4-flash')).toBe(0.14)
  await clock.advance(3_600_000)
  expect(deepseek.calculateCost(1e6, 0, 'deepseek-v4-flash')).toBe(0.22)
  await clock.advance(3_600_000)
  // From one to four in the morning twice as much.
  expect(deepseek.calculateCost(1e6, 0, 'deepseek-v4-flash')).toBe(0.44)
})

test('genai-prices may take the place of the catalogue’s prices; what it does not know keeps them', async () => {
  const prices = fromGenaiPrices(genaiPrices)
  const clock = createManualClock(Date.parse('2026-09-23T12:00:00Z'))
  const live = createSimulation({ prices, clock })
  const listed = createSimulation({ clock: createManualClock(clock.now()) })
  for (const driver of drivers) {
    await (await send(live, driver)).text()
    await (await send(listed, driver)).text()
    const [a, b] = [live.exchanges.at(-1)!, listed.exchanges.at(-1)!]
    expect(a.usage).toEqual(b.usage)
    // Its own ids may differ: what it prices, it prices by itself.
    const own = prices({ provider: a.provider, model: a.model!.model.id, usage: a.usage, atMs: clock.now() })
    expect(a.costUsd).toBe(own ?? b.costUsd)
    if (['openai', 'anthropic', 'google', 'groq', 'xai'].includes(driver.provider))
      expect(own).toBeCloseTo(b.costUsd, 12)
  }
  const half = { calcPrice: () => ({ total_price: 0.5 }) }
  const provider = new MockProvider('openai')
  createSimulation({ providers: [provider], prices: fromGenaiPrices(half) })
  expect(provider.calculateCost(1, 1, 'gpt-4o')).toBe(0.5)
})

test('a prediction is accepted as far as the answer has it; the rest is billed', async () => {
  const llm = createSimulation()
  const openai = new OpenAI({ apiKey: 'k', fetch: llm.fetch })
  llm.when('rename').reply('function add(first, second) { return first + second }')
  const messages = [{ role: 'user' as const, content: 'Please rename the arguments.' }]
  const content = 'function add(one, two) { return one + second }'
  const plain = await openai.chat.completions.create({ model: 'gpt-4o', messages })
  const { usage } = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages,
    prediction: { type: 'content', content },
  })
  const { accepted_prediction_tokens: accepted = 0, rejected_prediction_tokens: rejected = 0 } =
    usage!.completion_tokens_details!
  expect(accepted).toBeGreaterThanOrEqual(5)
  expect(rejected).toBeGreaterThan(0)
  expect(usage!.completion_tokens).toBe(plain.usage!.completion_tokens + rejected)
  expect(llm.usage()).toMatchObject({ acceptedPredictionTokens: accepted, rejectedPredictionTokens: rejected })
})

test.each([
  ['the whole prediction', 'Paris, on the Seine.', 'none'],
  ['none of another one', 'zebra', 'all'],
])('takes %s', async (_, content, rejects) => {
  const llm = createSimulation()
  const openai = new OpenAI({ apiKey: 'k', fetch: llm.fetch })
  llm.when('capital').reply('Paris, on the Seine.')
  const { usage } = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'The capital of France?' }],
    prediction: { type: 'content', content },
  })
  const { accepted_prediction_tokens: accepted, rejected_prediction_tokens: rejected } =
    usage!.completion_tokens_details!
  if (rejects === 'none') expect([accepted! > 3, rejected]).toEqual([true, 0])
  else expect([accepted, rejected! > 0]).toEqual([0, true])
})

test('sound in a prompt is counted and billed apart', async () => {
  const llm = createSimulation()
  const openai = new OpenAI({ apiKey: 'k', fetch: llm.fetch })
  const { usage } = await openai.chat.completions.create({
    model: 'gpt-audio',
    modalities: ['text'],
    messages: [
      {
        role: 'user',
        content: [{ type: 'input_audio', input_audio: { data: 'UklGR'.repeat(4000), format: 'wav' } }],
      },
    ],
  })
  const heard = usage!.prompt_tokens_details!.audio_tokens!
  expect(heard).toBeGreaterThan(20)
  expect(llm.exchanges[0]!.costUsd).toBeCloseTo(
    ((usage!.prompt_tokens - heard) * 2.5 + heard * 32 + usage!.completion_tokens * 10) / 1e6,
    12,
  )
})

test('a line of a batch costs half', async () => {
  const llm = createSimulation({ clock: 'virtual' })
  const openai = new OpenAI({ apiKey: 'k', fetch: llm.fetch })
  const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Tell me about tides.' }] }
  const line = JSON.stringify({ custom_id: 'one', method: 'POST', url: '/v1/chat/completions', body })
  const file = await openai.files.create({ purpose: 'batch', file: new File([line], 'lines.jsonl') })
  await openai.batches.create({
    input_file_id: file.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
  })
  await llm.clock.sleep(24 * 3_600_000)
  const exchange = llm.exchanges.find(({ endpoint }) => endpoint === 'openai.chat')!
  const { inputTokens, outputTokens } = exchange.usage
  expect(exchange.costUsd).toBeCloseTo((inputTokens * 0.15 + outputTokens * 0.6) / 2e6, 12)
  expect(llm.usage().costUsd).toBe(exchange.costUsd)
})

const USAGE = /"(usage|usageMetadata|prompt_eval_count|billed_units|inputTokens|totalTokens|prompt_tokens)"/

test.each(drivers.map((driver) => [driver.provider, driver] as const))(
  '%s leaves usage out where it is told to, and counts all the same',
  async (provider, driver) => {
    const llm = createSimulation({ usage: { [provider]: 'omit' } })
    const full = createSimulation()
    for (const isStream of [false, true]) {
      const [bare, told] = [await send(llm, driver, {}, isStream), await send(full, driver, {}, isStream)]
      const [bareText, toldText] = [await bare.text(), await told.text()]
      expect(bareText).not.toMatch(USAGE)
      expect(toldText).toMatch(USAGE)
      if (provider !== 'bedrock' && !isStream) {
        expect(driver.read({ usage: {}, ...JSON.parse(bareText), ...usageOf(toldText) })).toEqual(
          driver.read(JSON.parse(toldText)),
        )
      }
    }
    expect(llm.usage()).toEqual(full.usage())
    expect(llm.usage().inputTokens).toBeGreaterThan(0)
  },
)

/** The members of a body that tell usage: Ollama's stand at its top. */
function usageOf(text: string): object {
  const names = ['usage', 'usageMetadata', 'prompt_eval_count', 'eval_count']
  return Object.fromEntries(Object.entries(JSON.parse(text) as object).filter(([name]) => names.includes(name)))
}

test('Anthropic’s SDK reads a stream without usage; a misspelt provider is refused', async () => {
  const llm = createSimulation({ usage: { anthropic: 'omit' } })
  const client = new Anthropic({ apiKey: 'k', fetch: llm.fetch })
  const events: string[] = []
  const ask = { model: 'claude-haiku-4-5', max_tokens: 50, messages: [{ role: 'user' as const, content: 'Hello' }] }
  for await (const event of await client.messages.create({ ...ask, stream: true })) events.push(event.type)
  expect(events.at(-1)).toBe('message_stop')
  expect(() => createSimulation({ usage: { antropic: 'omit' } })).toThrow(/antropic/)
})
