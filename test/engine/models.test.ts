import { expect, test } from 'vitest'
import * as anthropic from '../../handlers/anthropic/models.ts'
import * as openai from '../../handlers/openai/models.ts'
import type { Usage } from '../../src/completion.ts'
import { costOf, priceAt } from '../../src/cost.ts'
import { lateCatalog } from '../../src/models.ts'
import type { Model, ModelCatalog, Price } from '../../src/models.ts'

const catalogs = [
  ['openai', openai.catalog],
  ['anthropic', anthropic.catalog],
] as const
const today = Date.parse('2026-11-01')

const chatModels = (catalog: ModelCatalog) => catalog.models.filter((model) => model.capabilities.includes('chat'))

const namesOf = (model: Model) => [model.id, ...(model.aliases ?? []), ...(model.snapshots ?? [])]

function modelNamed(catalog: ModelCatalog, name: string): Model {
  const found = catalog.resolve(name)
  if (!found) throw new Error(`no model ${name}`)
  return found.model
}

function usage(tokens: Partial<Usage>): Usage {
  return {
    inputTokens: 0,
    outputTokens: 0,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    cacheWriteLongTokens: 0,
    reasoningTokens: 0,
    ...tokens,
  }
}

function hasSaneRates(price: Omit<Price, 'long' | 'since'>): boolean {
  const { inputUsdPerMillion: input, outputUsdPerMillion: output } = price
  const read = price.cacheReadUsdPerMillion ?? input
  const write = price.cacheWriteUsdPerMillion ?? input
  const writeLong = price.cacheWriteLongUsdPerMillion ?? write
  return 0 < read && read <= input && input <= write && write <= writeLong && input <= output && output <= 1000
}

test.each(catalogs)('%s: no model is another one by its id', (_, catalog) => {
  for (const model of catalog.models) expect(catalog.resolve(model.id)?.model.id).toBe(model.id)
})

test('a model that is made when it is asked for is the one of the list, by all its names', () => {
  const made: string[] = []
  const late = ['one', 'two'].map((id) => {
    const make = () => {
      made.push(id)
      return { ...modelNamed(openai.catalog, 'gpt-4o'), id, snapshots: [`${id}-2026-01-02`], aliases: [`${id}-latest`] }
    }
    return [id, make] as const
  })
  const catalog = lateCatalog(late, (name, { resolve }) =>
    name.startsWith('ft:') ? resolve(name.slice(3)) : undefined,
  )
  const one = catalog.resolve('one')
  expect(one).toMatchObject({ id: 'one-2026-01-02', model: { id: 'one' } })
  expect(catalog.resolve('one')).toBe(one)
  expect(made).toEqual(['one'])
  expect(catalog.resolve('two-latest')).toMatchObject({ id: 'two-2026-01-02', model: { id: 'two' } })
  expect(catalog.resolve('ft:one')?.model).toBe(one?.model)
  expect(catalog.resolve('one')).toEqual(one)
  expect(catalog.models[0]).toBe(one?.model)
  expect(catalog.resolve('three')).toBeUndefined()
  expect(made).toEqual(['one', 'two'])
})

test.each(catalogs)(
  'gives every chat model of %s a window, an output limit, capabilities and sane prices',
  (_, catalog) => {
    for (const model of chatModels(catalog)) {
      expect(model.contextWindow, model.id).toBeGreaterThan(0)
      expect(model.maxOutputTokens, model.id).toBeGreaterThan(0)
      expect(model.maxOutputTokens, model.id).toBeLessThanOrEqual(model.contextWindow)
      expect(model.maxInputTokens ?? 1, model.id).toBeLessThanOrEqual(model.contextWindow)
      expect(new Set(model.capabilities).size, model.id).toBe(model.capabilities.length)
      expect(model.prices.length, model.id).toBeGreaterThan(0)
      for (const price of model.prices) {
        expect(hasSaneRates(price), model.id).toBe(true)
        if (price.long) expect(hasSaneRates(price.long), model.id).toBe(true)
      }
    }
  },
)

test.each(catalogs)('orders the prices of %s by day, the first without one', (_, catalog) => {
  for (const { id, prices } of catalog.models) {
    const days = prices.map((price) => price.since ?? '')
    expect(days, id).toEqual([...new Set(days)].sort())
    if (prices.length > 0) expect(days[0], id).toBe('')
  }
})

test.each(catalogs)('names every model of %s once', (_, catalog) => {
  const names = catalog.models.flatMap(namesOf)
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  for (const model of catalog.models) {
    for (const name of namesOf(model)) expect(catalog.resolve(name)?.model.id, name).toBe(model.id)
  }
})

test.each([
  ['gpt-4o', 'gpt-4o-2024-08-06'],
  ['gpt-4o-2024-11-20', 'gpt-4o-2024-11-20'],
  ['gpt-4o-2024-05-13', 'gpt-4o-2024-05-13'],
  ['gpt-4o-mini', 'gpt-4o-mini-2024-07-18'],
  ['gpt-4.1', 'gpt-4.1-2025-04-14'],
  ['gpt-5', 'gpt-5-2025-08-07'],
  ['gpt-5.4', 'gpt-5.4-2026-03-05'],
  ['gpt-5.6-sol', 'gpt-5.6-sol'],
  ['gpt-5.6-terra', 'gpt-5.6-terra'],
  ['gpt-5.6-luna', 'gpt-5.6-luna'],
  ['gpt-4', 'gpt-4-0613'],
  ['gpt-3.5-turbo', 'gpt-3.5-turbo-0125'],
  ['o3-mini', 'o3-mini-2025-01-31'],
  ['gpt-3.5-turbo-instruct', 'gpt-3.5-turbo-instruct:20230824-v2'],
  ['davinci-002', 'davinci:2023-07-21-v2'],
  ['text-embedding-ada-002', 'text-embedding-ada-002-v2'],
  ['text-embedding-3-small', 'text-embedding-3-small'],
])('answers OpenAI’s %s as %s', (name, id) => {
  expect(openai.catalog.resolve(name)?.id).toBe(id)
})

test.each([
  ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929'],
  ['claude-sonnet-4-0', 'claude-sonnet-4-20250514'],
  ['claude-haiku-4-5', 'claude-haiku-4-5-20251001'],
  ['claude-3-5-haiku-latest', 'claude-3-5-haiku-20241022'],
  ['claude-3-7-sonnet-latest', 'claude-3-7-sonnet-20250219'],
  ['claude-3-5-sonnet-20240620', 'claude-3-5-sonnet-20240620'],
  ['claude-3-haiku-20240307', 'claude-3-haiku-20240307'],
  ['claude-sonnet-4-6', 'claude-sonnet-4-6'],
  ['claude-opus-5', 'claude-opus-5'],
])('answers Anthropic’s %s as %s', (name, id) => {
  expect(anthropic.catalog.resolve(name)?.id).toBe(id)
})

test('resolves a fine-tune to its base, echoes its name and bills its own price', () => {
  const name = 'ft:gpt-4o-mini-2024-07-18:acme:support:AbC12345'
  const found = openai.catalog.resolve(name)
  expect(found?.id).toBe(name)
  expect(found?.model.id).toBe('gpt-4o-mini')
  expect(found?.model.prices).toMatchObject([{ inputUsdPerMillion: 0.3, outputUsdPerMillion: 1.2 }])
  expect(openai.catalog.resolve('ft:gpt-9:acme::AbC12345')).toBeUndefined()
})

test('echoes an unknown date of a known model and knows no other name', () => {
  expect(openai.catalog.resolve('gpt-4o-2027-01-31')).toMatchObject({
    id: 'gpt-4o-2027-01-31',
    model: { id: 'gpt-4o' },
  })
  expect(openai.catalog.resolve('gpt-4-9999')).toMatchObject({ id: 'gpt-4-9999', model: { id: 'gpt-4' } })
  expect(anthropic.catalog.resolve('claude-opus-5-20260724')?.model.id).toBe('claude-opus-5')
  for (const name of ['gpt-9', 'gpt-4o-turbo', 'gpt-4o-2024-08-06-2027-01-31', '', 'constructor']) {
    expect(openai.catalog.resolve(name), name).toBeUndefined()
  }
  expect(anthropic.catalog.resolve('claude-sonnet-4-5-2025')).toBeUndefined()
})

test('bills 800 cached of 1000 input tokens and 500 output tokens of gpt-4o at 0.0065 USD', () => {
  const price = priceAt(modelNamed(openai.catalog, 'gpt-4o'), today)
  expect(costOf(usage({ inputTokens: 1000, cacheReadTokens: 800, outputTokens: 500 }), price)).toBeCloseTo(0.0065, 12)
})

test('bills a whole call of claude-sonnet-4-5 at 6 and 22.5 USD once it has more than 200,000 input tokens', () => {
  const price = priceAt(modelNamed(anthropic.catalog, 'claude-sonnet-4-5'), today)
  expect(costOf(usage({ inputTokens: 1_000_000, outputTokens: 1_000_000 }), price)).toBeCloseTo(28.5, 9)
  expect(costOf(usage({ inputTokens: 200_000, outputTokens: 1_000_000 }), price)).toBeCloseTo(15.6, 9)
})

test('bills gpt-5.6-sol by the day of the call', () => {
  const model = modelNamed(openai.catalog, 'gpt-5.6-sol')
  const costOn = (day: string) =>
    costOf(usage({ inputTokens: 1000, outputTokens: 1000 }), priceAt(model, Date.parse(day)))
  expect(costOn('2026-08-20')).toBeCloseTo(0.035, 12)
  expect(costOn('2026-08-21')).toBeCloseTo(0.024, 12)
})

test('bills cache writes of five minutes and of one hour apart', () => {
  const price = priceAt(modelNamed(anthropic.catalog, 'claude-haiku-4-5'), today)
  const tokens = usage({ inputTokens: 3_000_000, cacheWriteTokens: 2_000_000, cacheWriteLongTokens: 1_000_000 })
  expect(costOf(tokens, price)).toBeCloseTo(1 + 1.25 + 2, 9)
})

test('knows the tokenizer and the prompt overhead of each OpenAI family', () => {
  const facts = (name: string) => {
    const model = modelNamed(openai.catalog, name)
    return [model.tokenizer, openai.traitsOf(model).promptBase, openai.traitsOf(model).reasoningMultiple]
  }
  expect(facts('gpt-4o')).toEqual(['o200k', 3, 1])
  expect(facts('gpt-4.1-mini')).toEqual(['o200k', 3, 1])
  expect(facts('gpt-5-mini')).toEqual(['o200k', 2, 64])
  expect(facts('o3-mini')).toEqual(['o200k', 2, 64])
  expect(facts('gpt-5.6-sol')).toEqual(['o200k', 2, 1])
  expect(facts('gpt-4')).toEqual(['cl100k', 3, 1])
  expect(facts('gpt-4o-search-preview')).toEqual(['o200k', 0, 1])
  expect(facts('text-embedding-3-small')).toEqual(['cl100k', 0, 1])
})

test('accepts a reasoning effort exactly where the OpenAI model has one, the default among them', () => {
  for (const model of openai.catalog.models) {
    const { efforts, defaultEffort, reasoning } = openai.traitsOf(model)
    if (efforts.length > 0) expect(efforts, model.id).toContain(defaultEffort)
    else expect(defaultEffort, model.id).toBeUndefined()
    if (!reasoning) expect(efforts, model.id).toEqual([])
    expect(model.capabilities.includes('reasoning'), model.id).toBe(reasoning)
  }
  const traits = (name: string) => openai.traitsOf(modelNamed(openai.catalog, name))
  expect(traits('gpt-5')).toMatchObject({ efforts: ['minimal', 'low', 'medium', 'high'], defaultEffort: 'medium' })
  expect(traits('gpt-5-pro')).toMatchObject({ efforts: ['high'], defaultEffort: 'high' })
  expect(traits('gpt-5.1').defaultEffort).toBe('none')
  expect(traits('gpt-5.2').efforts).toContain('xhigh')
  expect(traits('gpt-5.6-sol').efforts).toContain('max')
})

test('separates the models of the chat endpoint from those of Responses alone', () => {
  const onChat = (name: string) => openai.traitsOf(modelNamed(openai.catalog, name)).endpoints.includes('chat')
  expect(['gpt-4o', 'gpt-5', 'o3', 'gpt-5.6-sol', 'gpt-3.5-turbo'].filter((name) => !onChat(name))).toEqual([])
  expect(['o1-pro', 'o3-pro', 'gpt-5-pro', 'gpt-5-codex', 'gpt-5.3-codex', 'o3-deep-research'].filter(onChat)).toEqual(
    [],
  )
})

test('gives every OpenAI model five usage tiers that never shrink in requests', () => {
  for (const model of openai.catalog.models) {
    const requests = openai.traitsOf(model).tiers.map(([perMinute]) => perMinute)
    expect(requests.length, model.id).toBe(5)
    expect(requests, model.id).toEqual([...requests].sort((a, b) => a - b))
  }
  expect(openai.traitsOf(modelNamed(openai.catalog, 'gpt-4o')).tiers[0]).toEqual([500, 30_000])
  expect(openai.traitsOf(modelNamed(openai.catalog, 'gpt-5.4-pro')).tiers[4]).toEqual([1500, 4_000_000])
})

test('dates models at the models endpoint as they were seen, else by the day in the name', () => {
  const createdAt = (name: string) => {
    const found = openai.catalog.resolve(name)
    return found && openai.createdAt({ ...found, id: name })
  }
  expect(createdAt('gpt-4o')).toBe(1_715_367_049)
  expect(createdAt('gpt-4.1-2025-04-14')).toBe(Date.parse('2025-04-14') / 1000)
})

test('draws the line between the generations of Claude where the API draws it', () => {
  const traits = (name: string) => anthropic.traitsOf(modelNamed(anthropic.catalog, name))
  expect(traits('claude-opus-4-6').efforts.toSorted()).toEqual(['high', 'low', 'max', 'medium'])
  expect(traits('claude-sonnet-4-5')).toMatchObject({
    prefillAllowed: true,
    samplingAllowed: true,
    inferenceGeo: 'not_available',
  })
  expect(traits('claude-sonnet-4-6')).toMatchObject({
    prefillAllowed: false,
    samplingAllowed: true,
    inferenceGeo: 'global',
  })
  expect(traits('claude-opus-4-7')).toMatchObject({
    samplingAllowed: false,
    displayDefault: 'omitted',
    cacheMinimumTokens: 2048,
  })
  expect(traits('claude-sonnet-5').thinking).toEqual({ types: ['adaptive', 'disabled'], default: 'adaptive' })
  expect(traits('claude-fable-5').thinking.types).toEqual(['adaptive'])
  expect(traits('claude-haiku-4-5').tiers[3]).toEqual([4000, 4_000_000, 800_000])
  expect(modelNamed(anthropic.catalog, 'claude-opus-4-6').tokenizer).toBe('claude')
  expect(modelNamed(anthropic.catalog, 'claude-opus-4-7').tokenizer).toBe('claude-new')
})

test('keeps retired models of Anthropic in the catalogue', () => {
  const retired = anthropic.models.filter((model) => anthropic.traitsOf(model).retired).map(({ id }) => id)
  expect(retired).toContain('claude-3-opus-latest')
  expect(retired).not.toContain('claude-haiku-4-5')
})

test('gives every model of Anthropic a display name and a day of release', () => {
  for (const { id, displayName, released } of anthropic.models) {
    expect(displayName, id).toMatch(/^Claude (?:Fable|Mythos|Opus|Sonnet|Haiku) [\d.]+$/)
    expect(released, id).toMatch(/^20\d\d-\d\d-\d\d$/)
  }
})
