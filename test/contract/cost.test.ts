import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createManualClock, createSimulation } from '../../handlers/index.ts'
import { providers } from '../../handlers/registry.ts'
import { send } from './ask.ts'
import { drivers } from './drivers.ts'

type Llm = ReturnType<typeof createSimulation>

/** USD per million of input and output, per thousand requests: the list prices that this run is billed by, written out. */
const SHEET: Readonly<Record<string, readonly [input: number, output: number, requests?: number]>> = {
  'openai gpt-4o-mini': [0.15, 0.6],
  'openai text-embedding-3-small': [0.02, 0],
  'anthropic claude-haiku-4-5': [1, 5],
  'groq llama-3.3-70b-versatile': [0.59, 0.79],
  'mistral mistral-small-2506': [0.075, 0.2],
  'deepseek deepseek-chat': [0.135, 0.55],
  'together meta-llama/Llama-3.3-70B-Instruct-Turbo': [0.88, 0.88],
  'xai grok-3': [3, 15],
  'cohere command-a-03-2025': [2.5, 10],
  'google gemini-2.5-flash': [0.3, 2.5],
  'vertex gemini-3.1-flash-lite': [0.25, 1.5],
  'bedrock us.anthropic.claude-haiku-4-5-20251001-v1:0': [1.1, 5.5],
  'bedrock-mantle qwen.qwen3-32b': [0.15, 0.6],
  'openrouter openai/gpt-4o-mini': [0.15, 0.6],
  'azure gpt-4o-mini': [0.15, 0.6],
  'cerebras llama-3.3-70b': [0.85, 1.2],
  'huggingface meta-llama/Llama-3.3-70B-Instruct': [0.88, 0.88],
  'moonshot kimi-k2-0711-preview': [0.6, 2.5],
  'zai glm-4.6': [0.6, 2.2],
  'alibaba qwen-turbo': [0.05, 0.2],
  'fireworks accounts/fireworks/models/llama-v3p1-8b-instruct': [0.2, 0.2],
  'perplexity sonar': [1, 1, 5],
  'voyage voyage-3.5': [0.06, 0],
  'ollama llama3.2': [0, 0],
}

/** By day DeepSeek's chat model costs twice as much (00:30 to 16:30 UTC). */
const DAY_PRICE = [0.27, 1.1] as const

interface Bill {
  readonly key: string
  readonly input: number
  readonly output: number
}

function usd({ key, input, output }: Bill, isDay: boolean): number {
  expect(SHEET, `the price of ${key}`).toHaveProperty([key])
  const [perInput, perOutput] = isDay && key.startsWith('deepseek') ? DAY_PRICE : SHEET[key]!
  const perRequest = SHEET[key]![2] ?? 0
  return (input * perInput + output * perOutput) / 1e6 + perRequest / 1000
}

async function post(llm: Llm, url: string, body: object, key: string): Promise<Bill> {
  const headers = { authorization: 'Bearer key-0123456789', 'content-type': 'application/json' }
  const response = await llm.fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  const { usage } = (await response.json()) as { usage: Record<string, number> }
  const input = usage['prompt_tokens'] ?? usage['total_tokens']!
  return { key, input, output: usage['completion_tokens'] ?? 0 }
}

/** One way to ask each provider, unary and (every other time) streamed where a driver knows how; what the wire says was used. */
const askers: readonly ((llm: Llm, index: number) => Promise<Bill>)[] = [
  ...drivers.map((driver) => async (llm: Llm, index: number): Promise<Bill> => {
    const isStream = index % 2 === 1 && !driver.without?.streams
    const response = await send(llm, driver, { prompt: `Say something about harbour ${index}.` }, isStream)
    const text = await response.text()
    expect(response.status, text).toBe(200)
    const { inputTokens, outputTokens } = isStream ? driver.readStream(text) : driver.read(JSON.parse(text))
    return { key: `${driver.provider} ${driver.model}`, input: inputTokens, output: outputTokens }
  }),
  (llm, index) =>
    post(
      llm,
      'https://api.openai.com/v1/embeddings',
      { model: 'text-embedding-3-small', input: `port ${index}` },
      'openai text-embedding-3-small',
    ),
]

test('500 exchanges with all providers: the exchanges, llm.usage() and a price sheet agree to 1e-9 USD', async () => {
  const clock = createManualClock()
  const llm = createSimulation({ clock })
  const bills: { readonly bill: Bill; readonly costUsd: number }[] = []
  for (let index = 0; index < 500; index++) {
    if (index === 250) await clock.advance(12 * 3_600_000)
    const bill = await askers[index % askers.length]!(llm, index)
    const costUsd = usd(bill, index >= 250)
    expect(llm.exchanges.at(-1)!.costUsd, bill.key).toBeCloseTo(costUsd, 12)
    bills.push({ bill, costUsd })
  }
  const { costUsd, exchanges, byProvider } = llm.usage()
  expect(exchanges).toBe(500)
  expect(Object.keys(byProvider).toSorted()).toEqual(Object.keys(providers).toSorted())
  const hand = bills.reduce((sum, one) => sum + one.costUsd, 0)
  expect(hand).toBeGreaterThan(0.05)
  expect(Math.abs(costUsd - hand)).toBeLessThan(1e-9)
  const each = llm.exchanges.reduce((sum, exchange) => sum + exchange.costUsd, 0)
  expect(Math.abs(costUsd - each)).toBeLessThan(1e-9)
  for (const [name, totals] of Object.entries(byProvider)) {
    const own = bills.filter(({ bill }) => bill.key.startsWith(`${name} `))
    expect(totals.costUsd, name).toBeCloseTo(
      own.reduce((sum, one) => sum + one.costUsd, 0),
      9,
    )
  }
})

test('a budget of 0.01 USD stops exactly the exchange that would cross it, and nothing else changes', async () => {
  const run = async (budgetUsd?: number) => {
    const llm = createSimulation(budgetUsd === undefined ? {} : { budgetUsd })
    const openai = new OpenAI({ apiKey: 'k', fetch: llm.fetch, maxRetries: 0 })
    const codes: unknown[] = []
    for (let index = 0; index < 60; index++) {
      const ask = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: `Tell me about port ${index}.` }] }
      await openai.chat.completions.create(ask).then(
        () => codes.push(200),
        (error: unknown) => codes.push(error instanceof OpenAI.RateLimitError ? error.code : error),
      )
      if (codes.at(-1) !== 200) break
    }
    return { llm, codes }
  }
  const free = await run()
  let spent = 0
  const last = free.llm.exchanges.findIndex(({ costUsd }) => (spent += costUsd) > 0.01)
  expect(last).toBeGreaterThan(5)
  const { llm, codes } = await run(0.01)
  expect(codes).toEqual([...Array.from({ length: last }, () => 200), 'insufficient_quota'])
  expect(llm.usage().costUsd).toBeLessThanOrEqual(0.01)
  expect(llm.usage().costUsd + free.llm.exchanges[last]!.costUsd).toBeGreaterThan(0.01)
  expect(llm.exchanges[last]).toMatchObject({
    status: 429,
    costUsd: 0,
    note: expect.stringContaining('budgetUsd 0.01'),
  })
})

/** How each provider answers once the credit is spent: status, and words of the body. */
const SPENT: Readonly<Record<string, readonly [status: number, words: RegExp]>> = {
  openai: [429, /"insufficient_quota"/],
  anthropic: [400, /credit balance is too low/],
  groq: [429, /spend_limit_exceeded/],
  mistral: [402, /payment_required/],
  deepseek: [402, /Insufficient Balance/],
  together: [402, /credit_limit/],
  xai: [403, /used all available credits/],
  cohere: [402, /payment method/],
  google: [429, /RESOURCE_EXHAUSTED/],
  vertex: [403, /billing to be enabled/],
  'bedrock-mantle': [429, /Insufficient balance\./],
  bedrock: [400, /service quota/],
  openrouter: [402, /Insufficient credits/],
  azure: [403, /call volume quota/],
  cerebras: [402, /payment_required/],
  huggingface: [402, /depleted your monthly included credits/],
  moonshot: [429, /exceeded_current_quota_error/],
  zai: [429, /"1113"/],
  alibaba: [400, /Arrearage/],
  fireworks: [412, /spending limit/],
  perplexity: [401, /insufficient_quota/],
  voyage: [429, /exhausted your free tokens/],
}

test.each(drivers.filter(({ without }) => !without?.prices).map((driver) => [driver.provider, driver] as const))(
  '%s says in its own words that the credit is spent',
  async (provider, driver) => {
    const llm = createSimulation({ budgetUsd: 0 })
    const response = await send(llm, driver)
    const [status, words] = SPENT[provider]!
    expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(words)])
    expect(llm.usage()).toMatchObject({ exchanges: 1, costUsd: 0, inputTokens: 0 })
  },
)

test('sums by tag, by the header x-msw-llm-tag of an SDK', async () => {
  const llm = createSimulation()
  const ask = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'Tell me about tides.' }] }
  const client = (tag?: string) =>
    new OpenAI({ apiKey: 'k', fetch: llm.fetch, ...(tag ? { defaultHeaders: { 'x-msw-llm-tag': tag } } : {}) })
  await client('search').chat.completions.create(ask)
  await client('search').chat.completions.create(ask)
  await client('summary').chat.completions.create(ask)
  await client().chat.completions.create(ask)
  const { byTag, byModel, costUsd } = llm.usage()
  expect(byTag).toMatchObject({ search: { exchanges: 2 }, summary: { exchanges: 1 } })
  expect(byTag['search']!.costUsd + byTag['summary']!.costUsd).toBeLessThan(costUsd)
  expect(byModel['gpt-4o-mini-2024-07-18']).toMatchObject({ exchanges: 4, costUsd })
})
