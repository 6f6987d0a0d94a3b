import { describe, expect, test } from 'vitest'
import {
  createManualClock,
  createRouter,
  RoutingError,
  UsageError,
  type CreateRouterOptions,
  type RouteConstraints,
  type RouteRequest,
} from '../../handlers/index.ts'
import { createRandom, fork } from '../../src/random.ts'

const ask = (content: unknown, rest: Partial<RouteRequest> = {}): RouteRequest => ({
  messages: [{ role: 'user', content }],
  ...rest,
})
const HELLO = ask('Hello')
const HARD = ask(
  `Analyze this code in detail, explain its trade-offs and implement a faster algorithm:\n\`\`\`ts\n${'const a = f(x)\n'.repeat(60)}\`\`\``,
)

/** Some 120 prompts between a greeting and a long task. */
function corpus(count: number): readonly RouteRequest[] {
  const words = [
    'tides',
    'ports',
    'compare',
    'explain',
    'code',
    'the',
    'sea',
    'in detail',
    'algorithm',
    'of',
    'and',
    'design',
    'hello',
    'ships',
    'function f(x) {',
    'trade-offs',
  ]
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(fork(7, `prompt ${index}`))
    const length = 1 + Math.floor(random.next() * 60)
    return ask(Array.from({ length }, () => words[Math.floor(random.next() * words.length)]).join(' '))
  })
}

test('the same state, request and seed give the same decision', () => {
  for (const strategy of ['score', 'weighted', 'cheapest'] as const) {
    const [a, b] = [createRouter({ strategy, seed: 3 }), createRouter({ strategy, seed: 3 })]
    for (const request of corpus(40)) expect(a.selectModel(request)).toEqual(b.selectModel(request))
  }
  const router = createRouter()
  expect(router.selectModel(HARD)).toEqual(router.selectModel(HARD))
})

describe('each constraint alone removes what it should, and says so', () => {
  const rejectedBy = (constraints: RouteConstraints, request = HELLO, options: CreateRouterOptions = {}) => {
    const decision = createRouter(options).selectModel(request, constraints)
    const all = decision.alternatives
    return {
      decision,
      kept: [decision, ...all.filter(({ rejected }) => !rejected)],
      out: all.filter(({ rejected }) => rejected),
    }
  }

  test('excludedProviders', () => {
    const { kept, out } = rejectedBy({ excludedProviders: ['openai'] })
    expect(out.map(({ provider, rejected }) => `${provider} ${rejected}`)).toEqual(
      Array.from({ length: 7 }, () => 'openai excluded'),
    )
    expect(kept.some(({ provider }) => provider === 'openai')).toBe(false)
  })

  test('maxCost', () => {
    const { decision, kept, out } = rejectedBy({ maxCost: 0.0005 })
    expect(out.length).toBeGreaterThan(5)
    expect(out.every(({ rejected, estimatedCost }) => rejected === 'over-budget' && estimatedCost! > 0.0005)).toBe(true)
    expect(kept.every(({ estimatedCost }) => estimatedCost! <= 0.0005)).toBe(true)
    expect(decision).toMatchObject({ reasonCode: 'budget', reason: expect.stringContaining('budget of 0.0005 USD') })
  })

  test.each(['ttft', 'total', 'p95'] as const)('maxLatencyMs by %s', (latencyMetric) => {
    const maxLatencyMs = latencyMetric === 'ttft' ? 300 : 2000
    const { kept, out } = rejectedBy({ maxLatencyMs, latencyMetric })
    expect(out.length).toBeGreaterThan(3)
    expect(out.every(({ rejected }) => rejected === 'too-slow')).toBe(true)
    const timeOf = (one: (typeof kept)[number]) =>
      latencyMetric === 'ttft'
        ? one.estimatedLatency.ttftMs
        : one.estimatedLatency.totalMs * (latencyMetric === 'p95' ? 1.93 : 1)
    expect(kept.every((one) => timeOf(one) <= maxLatencyMs)).toBe(true)
  })

  test('requiredCapabilities', () => {
    const { kept, out } = rejectedBy({ requiredCapabilities: ['vision'] })
    expect(out.length).toBeGreaterThan(3)
    expect(out.every(({ rejected }) => rejected === 'missing-capability')).toBe(true)
    expect(kept.map(({ provider }) => provider)).not.toContain('groq')
  })

  test('minContextWindow', () => {
    const { kept, out } = rejectedBy({ minContextWindow: 900_000 })
    expect(out.every(({ rejected }) => rejected === 'context-too-small')).toBe(true)
    expect(new Set(kept.map(({ model }) => model))).toContain('gpt-4.1')
  })

  test('quality', () => {
    const { kept, out } = rejectedBy({ quality: 'premium' })
    expect(out.every(({ rejected }) => rejected === 'below-quality')).toBe(true)
    expect(kept.map(({ model }) => model)).toContain('claude-opus-4-8')
    expect(kept.map(({ model }) => model)).not.toContain('gpt-4o-mini')
  })

  test('preferredProviders without fallbacks', () => {
    const { kept, out } = rejectedBy({ preferredProviders: ['mistral'], allowFallbacks: false })
    expect(out.every(({ rejected }) => rejected === 'not-preferred')).toBe(true)
    expect(new Set(kept.map(({ provider }) => provider))).toEqual(new Set(['mistral']))
  })

  test('no price', () => {
    const free = {
      provider: 'mine',
      model: {
        id: 'free',
        contextWindow: 8000,
        maxOutputTokens: 1000,
        capabilities: ['chat'],
        tokenizer: 'o200k',
        prices: [],
      },
    } as const
    const { decision, out } = rejectedBy({}, HELLO, { catalog: [free, 'openai:gpt-4o-mini'] })
    expect(decision.model).toBe('gpt-4o-mini')
    expect(out).toMatchObject([{ model: 'free', estimatedCost: null, rejected: 'unpriced' }])
  })
})

test('the estimate is tokens by list price, and the winner keeps the budget', () => {
  const maxCost = 0.002
  for (const request of corpus(30)) {
    const decision = createRouter({ catalog: ['openai:gpt-4o-mini', 'anthropic:claude-haiku-4-5'] }).selectModel(
      request,
      { maxCost },
    )
    const [input, output] = decision.model === 'gpt-4o-mini' ? [0.15, 0.6] : [1, 5]
    expect(decision.estimatedCost).toBeCloseTo((decision.tokensIn * input + decision.tokensOut * output) / 1e6, 12)
    expect(decision.estimatedCost).toBeLessThanOrEqual(maxCost)
    expect(decision.tokensOut).toBe(256)
  }
})

test('excluded beats preferred', () => {
  const router = createRouter()
  expect(router.selectModel(HELLO, { preferredProviders: ['anthropic'] }).provider).toBe('anthropic')
  const decision = router.selectModel(HELLO, {
    preferredProviders: ['anthropic', 'cohere'],
    excludedProviders: ['anthropic'],
  })
  expect(decision).toMatchObject({ provider: 'cohere', reasonCode: 'preferred-provider' })
})

test('an unknown preferred provider is passed over, and an error only without fallbacks', () => {
  const router = createRouter()
  expect(router.selectModel(HELLO, { preferredProviders: ['nobody'] }).reasonCode).toBe('default')
  const refuse = () => router.selectModel(HELLO, { preferredProviders: ['nobody'], allowFallbacks: false })
  expect(refuse).toThrow(RoutingError)
  expect(refuse).toThrow('None of the preferred providers (nobody) has a model here')
})

test('an image goes to a model that sees, a long prompt to a window that holds it', () => {
  const router = createRouter()
  const image = ask([
    { type: 'text', text: 'What is this?' },
    { type: 'image_url', image_url: { url: 'https://a.example/x.png' } },
  ])
  const seen = router.selectModel(image)
  expect(seen.alternatives.filter(({ rejected }) => rejected === 'missing-capability').length).toBeGreaterThan(3)
  const long = router.selectModel(ask('word '.repeat(120_000)))
  expect(long.tokensIn).toBeGreaterThan(149_000)
  const small = long.alternatives
    .filter(({ rejected }) => rejected === 'context-too-small')
    .map(({ provider, model }) => `${provider}:${model}`)
  expect(small).toContain('openai:gpt-4o')
  expect([
    'gpt-4.1',
    'gpt-4.1-mini',
    'gpt-5-nano',
    'gpt-5-mini',
    'gemini-2.5-flash',
    'gemini-2.5-flash-lite',
    'claude-haiku-4-5',
    'mistral-small-2603',
  ]).toContain(long.model)
  const call = router.selectModel({ ...HELLO, tools: [{ type: 'function', function: { name: 'f' } }] })
  expect(call.tokensIn).toBeGreaterThan(router.selectModel(HELLO).tokensIn)
})

test('statistics add up', () => {
  const router = createRouter({ strategy: 'weighted', seed: 4 })
  const decisions = corpus(200).map((request) => router.selectModel(request))
  const stats = router.getRoutingStats()
  const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, one) => total + one, 0)
  expect(stats.totalRoutes).toBe(200)
  expect([stats.providerDistribution, stats.modelDistribution, stats.reasonDistribution].map(sum)).toEqual([
    200, 200, 200,
  ])
  const mean = (of: (decision: (typeof decisions)[number]) => number) =>
    decisions.reduce((total, one) => total + of(one), 0) / 200
  expect(stats.averageConfidence).toBeCloseTo(
    mean(({ confidence }) => confidence),
    12,
  )
  expect(stats.averageEstimatedLatencyMs).toBeCloseTo(
    mean(({ estimatedLatency }) => estimatedLatency.totalMs),
    6,
  )
  expect(stats.totalEstimatedCost / 200).toBeCloseTo(
    mean(({ estimatedCost }) => estimatedCost),
    12,
  )
  expect(stats.lastRoute).toEqual(decisions.at(-1))
  expect(router.history()).toEqual(decisions)
  router.reset()
  expect(router.stats()).toMatchObject({ totalRoutes: 0, averageConfidence: 0, providerDistribution: {} })
  expect(corpus(200).map((request) => router.selectModel(request))).toEqual(decisions)
})

test('fewer prompts go to the strong model the higher the threshold is', () => {
  const prompts = corpus(300)
  const share = (threshold: number) => {
    const router = createRouter({
      strategy: {
        kind: 'threshold',
        strong: 'anthropic:claude-opus-4-8',
        weak: 'groq:llama-3.1-8b-instant',
        threshold,
      },
    })
    return prompts.filter((request) => router.selectModel(request).model === 'claude-opus-4-8').length / prompts.length
  }
  const shares = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1].map(share)
  expect(shares[0]).toBe(1)
  expect(shares.at(-1)).toBeLessThan(0.2)
  expect(shares).toEqual(shares.toSorted((a, b) => b - a))
  expect(new Set(shares).size).toBeGreaterThan(4)
})

test('weights of nine to one share 10,000 routes nine to one', () => {
  const entries = createEntries([9, 1])
  const router = createRouter({ strategy: 'weighted', catalog: entries, historySize: 0 })
  let first = 0
  for (let index = 0; index < 10_000; index++) if (router.selectModel(HELLO).model === 'm0') first++
  expect(Math.abs(first / 10_000 - 0.9)).toBeLessThan(0.01)
})

function createEntries(weights: readonly number[]) {
  return weights.map((weight, index) => ({
    provider: `p${index}`,
    weight,
    priority: weights.length - index,
    model: {
      id: `m${index}`,
      contextWindow: 100_000,
      maxOutputTokens: 4000,
      capabilities: ['chat'] as const,
      tokenizer: 'o200k' as const,
      prices: [{ inputUsdPerMillion: 1, outputUsdPerMillion: 1 + index }],
    },
  }))
}

describe('strategies', () => {
  const winner = (options: CreateRouterOptions, times = 1) => {
    const router = createRouter(options)
    return Array.from({ length: times }, () => router.selectModel(HELLO).model)
  }

  test('each ranks by what its name says', () => {
    const catalog = [
      'openai:gpt-5.2',
      'groq:llama-3.1-8b-instant',
      'anthropic:claude-haiku-4-5',
      'google:gemini-2.5-flash',
    ] as const
    expect(winner({ strategy: 'cheapest', catalog })).toEqual(['llama-3.1-8b-instant'])
    expect(winner({ strategy: 'fastest', catalog })).toEqual(['llama-3.1-8b-instant'])
    expect(winner({ strategy: 'highest-quality', catalog })).toEqual(['gpt-5.2'])
    expect(winner({ strategy: 'priority', catalog: createEntries([1, 1, 1]) })).toEqual(['m2'])
    expect(winner({ strategy: 'round-robin', catalog: createEntries([1, 1, 1]) }, 5)).toEqual([
      'm0',
      'm1',
      'm2',
      'm0',
      'm1',
    ])
  })

  test('least-busy and lowest-usage go by what is recorded', () => {
    for (const strategy of ['least-busy', 'lowest-usage'] as const) {
      const router = createRouter({ strategy, catalog: createEntries([1, 1]), clock: createManualClock() })
      const first = router.selectModel(HELLO)
      router.recordStart(first)
      const second = router.selectModel(HELLO)
      expect([first.model, second.model]).toEqual(['m0', 'm1'])
      router.recordOutcome(first, { provider: 'p0', model: 'm0', status: 200, latencyMs: 100 })
      expect(router.selectModel(HELLO).model).toBe(strategy === 'least-busy' ? 'm0' : 'm1')
    }
  })

  test('conditions over metadata and parameters say which model or strategy', () => {
    const router = createRouter({
      strategy: {
        kind: 'conditional',
        when: [
          { query: { 'metadata.tier': 'paid' }, use: 'anthropic:claude-opus-4-8' },
          {
            query: { $or: [{ 'params.maxTokens': { $lt: 50 } }, { 'metadata.kind': { $in: ['ping', 'health'] } }] },
            use: 'cheapest',
          },
        ],
        default: 'openai:gpt-4o-mini',
      },
    })
    expect(router.selectModel({ ...HELLO, metadata: { tier: 'paid' } }).model).toBe('claude-opus-4-8')
    expect(router.selectModel({ ...HELLO, maxTokens: 10 }).model).toBe('llama-3.1-8b-instant')
    expect(router.selectModel({ ...HELLO, metadata: { kind: 'ping' } }).model).toBe('llama-3.1-8b-instant')
    expect(router.selectModel(HELLO).model).toBe('gpt-4o-mini')
    const bare = createRouter({
      strategy: { kind: 'conditional', when: [{ query: { 'metadata.tier': 'paid' }, use: 'cheapest' }] },
    })
    expect(() => bare.selectModel(HELLO)).toThrow('Give it a default')
  })

  test('a function orders as it likes and may leave out', () => {
    const router = createRouter({
      strategy: (candidates) => candidates.filter(({ provider }) => provider === 'cohere').toReversed(),
    })
    expect(router.selectModel(HELLO)).toMatchObject({
      provider: 'cohere',
      model: 'command-r7b-12-2024',
      strategy: 'strategy',
    })
  })
})

describe('names', () => {
  test.each([
    ['openai/gpt-4o', 'openai:gpt-4o'],
    ['openai:gpt-4o-mini', 'openai:gpt-4o-mini'],
    ['groq/openai/gpt-oss-120b', 'groq:openai/gpt-oss-120b'],
    ['claude-haiku-4-5', 'anthropic:claude-haiku-4-5'],
    ['xai/grok-4', undefined],
    ['deepseek/deepseek-v4-flash', 'deepseek:deepseek-v4-flash'],
  ])('%s', (model, key) => {
    const decision = createRouter().selectModel({ ...HELLO, model })
    if (key) expect(decision.modelKey).toBe(key)
    expect(decision).toMatchObject({ reasonCode: 'explicit-model', provider: (key ?? 'xai:').split(':')[0] })
  })

  test('an id of several hosts is routed among these', () => {
    const decision = createRouter({ strategy: 'cheapest' }).selectModel({ ...HELLO, model: 'openai/gpt-oss-120b' })
    expect(['groq', 'together']).toContain(decision.provider)
    expect(decision.alternatives).toHaveLength(1)
  })

  test('router-cheapest, router-0.3, auto', () => {
    const router = createRouter({
      strategy: { kind: 'threshold', strong: 'openai:gpt-5.2', weak: 'openai:gpt-5-nano', threshold: 0.9 },
    })
    expect(router.selectModel({ ...HELLO, model: 'router-cheapest' }).strategy).toBe('cheapest')
    expect(router.selectModel({ ...HARD, model: 'router-0.1' }).model).toBe('gpt-5.2')
    expect(router.selectModel({ ...HARD, model: 'auto' }).model).toBe('gpt-5.2')
    expect(router.selectModel({ ...HELLO, model: 'auto' }).model).toBe('gpt-5-nano')
    expect(router.selectModel({ ...HELLO, model: 'router-0' }).model).toBe('gpt-5.2')
    expect(() => createRouter().selectModel({ ...HELLO, model: 'router-0.3' })).toThrow(
      "the router's strategy has none",
    )
  })
})

test('rules come before preferences, and only as far as their models are eligible', () => {
  const rules = [
    { name: 'code to sonnet', match: { level: 'high' as const }, prefer: ['anthropic:claude-sonnet-4-6', 'openai'] },
  ]
  const router = createRouter({ rules })
  expect(router.selectModel(HARD, { preferredProviders: ['google'] })).toMatchObject({
    model: 'claude-sonnet-4-6',
    reasonCode: 'rule',
    rule: 'code to sonnet',
  })
  expect(router.selectModel(HELLO, { preferredProviders: ['google'] })).toMatchObject({
    provider: 'google',
    reasonCode: 'preferred-provider',
  })
  expect(router.selectModel(HARD, { excludedProviders: ['anthropic'] })).toMatchObject({
    provider: 'openai',
    reasonCode: 'rule',
  })
  expect(router.selectModel(HARD, { excludedProviders: ['anthropic', 'openai'] }).rule).toBeUndefined()
})

describe('health', () => {
  test('a 429 rests a model until the clock has passed its retry-after', async () => {
    const clock = createManualClock()
    const router = createRouter({ clock, strategy: 'cheapest' })
    const first = router.selectModel(HELLO)
    const { provider, model } = first
    router.recordOutcome(first, { provider, model, status: 429, latencyMs: 20, retryAfterMs: 8000 })
    const second = router.selectModel(HELLO)
    expect(second.modelKey).not.toBe(first.modelKey)
    expect(second.alternatives).toContainEqual(expect.objectContaining({ provider, model, rejected: 'rate-limited' }))
    expect(second.reasonCode).toBe('fallback')
    await clock.advance(8001)
    expect(router.selectModel(HELLO).modelKey).toBe(first.modelKey)
  })

  test('server errors are borne three times within a minute, refusals for ever', () => {
    const router = createRouter({ clock: createManualClock(), strategy: 'cheapest' })
    const first = router.selectModel(HELLO)
    const { provider, model } = first
    for (let times = 0; times < 20; times++) router.recordOutcome(first, { provider, model, status: 400, latencyMs: 5 })
    expect(router.selectModel(HELLO).modelKey).toBe(first.modelKey)
    for (let times = 0; times < 3; times++) router.recordOutcome(first, { provider, model, status: 503, latencyMs: 5 })
    expect(router.selectModel(HELLO).modelKey).toBe(first.modelKey)
    router.recordOutcome(first, { provider, model, status: 'timeout', latencyMs: 5 })
    expect(router.selectModel(HELLO).modelKey).not.toBe(first.modelKey)
  })

  test('measured times take the place of the usual ones; a provider that is down is passed over, a degraded one counts half', () => {
    const router = createRouter({
      clock: createManualClock(),
      strategy: 'fastest',
      catalog: ['openai:gpt-4o-mini', 'groq:llama-3.1-8b-instant'],
    })
    const first = router.selectModel(HELLO)
    expect(first.provider).toBe('groq')
    for (let times = 0; times < 12; times++)
      router.recordOutcome(first, { provider: 'groq', model: first.model, status: 200, latencyMs: 30_000 })
    expect(router.selectModel(HELLO).provider).toBe('openai')
    expect(() =>
      router.selectModel(
        { ...HELLO, model: 'groq/llama-3.1-8b-instant' },
        { maxLatencyMs: 5000, latencyMetric: 'p95' },
      ),
    ).toThrow('within 5000 ms')
    router.reset()
    router.setHealth('groq', 'degraded')
    expect(router.selectModel(HELLO).provider).toBe('groq')
    router.setHealth('groq', 'down')
    expect(router.selectModel(HELLO).provider).toBe('openai')
  })

  test('outcomes are counted: retries, fallbacks, failures, cost', () => {
    const router = createRouter()
    const decision = router.selectModel(HELLO)
    const { provider, model } = decision
    router.recordOutcome(decision, { provider, model, status: 503, latencyMs: 10 })
    router.recordOutcome(decision, { provider, model, status: 503, latencyMs: 10 })
    expect(router.stats()).toMatchObject({ failedRoutes: 1, retryCount: 1, fallbackCount: 0 })
    router.recordOutcome(decision, { provider: 'openai', model: 'gpt-4o', status: 200, latencyMs: 10, costUsd: 0.01 })
    expect(router.stats()).toMatchObject({ failedRoutes: 0, retryCount: 1, fallbackCount: 1, totalActualCost: 0.01 })
    expect(router.history()[0]!.attempts).toHaveLength(3)
  })
})

test('a provider that exists elsewhere may be excluded, however near its name is', () => {
  expect(createRouter({ providers: ['zai'] }).selectModel(HELLO, { excludedProviders: ['xai'] }).provider).toBe('zai')
  const image = ask([null, { type: 'text', text: 'Hello' }])
  expect(createRouter().selectModel(image).tokensIn).toBeGreaterThan(0)
})

test('select counts exactly and waits by the clock', async () => {
  const clock = createManualClock()
  const router = createRouter({ clock, decisionLatencyMs: 40, catalog: ['openai:gpt-4o-mini'] })
  const selected = router.select(ask('How deep is the sea?'))
  await clock.advance(39)
  expect(router.stats().totalRoutes).toBe(0)
  await clock.advance(1)
  expect((await selected).tokensIn).toBe(13)
})

describe('bad input', () => {
  const router = createRouter()
  test.each<[string, () => unknown, string]>([
    ['an unknown provider', () => createRouter({ providers: ['nobody' as never] }), 'There is no provider "nobody"'],
    [
      'an unknown model in the catalogue',
      () => createRouter({ catalog: ['openai:gpt-99-nope'] }),
      'there is no model "openai:gpt-99-nope"',
    ],
    ['both sources', () => createRouter({ providers: ['openai'], catalog: [] }), 'Keep one'],
    ['an unknown option', () => createRouter({ stategy: 'score' } as never), 'Did you mean "strategy"?'],
    ['an unknown strategy', () => createRouter({ strategy: 'best' as never }), 'There is no strategy "best"'],
    [
      'a threshold above 1',
      () => createRouter({ strategy: { kind: 'threshold', strong: 'a:b', weak: 'c:d', threshold: 2 } }),
      'threshold must be 0 to 1',
    ],
    [
      'a NaN budget',
      () => router.selectModel(HELLO, { maxCost: NaN }),
      'maxCost must be a number of 0 or more, not NaN',
    ],
    ['a negative bound', () => router.selectModel(HELLO, { maxLatencyMs: -1 }), 'maxLatencyMs must be'],
    ['an unknown constraint', () => router.selectModel(HELLO, { maxcost: 1 } as never), 'Did you mean "maxCost"?'],
    [
      'a misspelt provider to leave out',
      () => router.selectModel(HELLO, { excludedProviders: ['opnai'] }),
      'Did you mean "openai"?',
    ],
    ['a misspelt provider that is down', () => router.setHealth('antropic', 'down'), 'Did you mean "anthropic"?'],
    [
      'a time that is no number',
      () => createRouter({ catalog: [{ ...createEntries([1])[0]!, latency: { ttftMs: NaN, tokensPerSecond: 1 } }] }),
      'ttftMs of p0:m0 is NaN',
    ],
    ['another compat', () => createRouter({ compat: 'five-rule' as never }), "compat must be 'four-rule'"],
    [
      'a misspelt option beside compat',
      () => createRouter({ compat: 'four-rule', stratgy: 'score' } as never),
      'Did you mean "strategy"?',
    ],
    [
      'a NaN budget of four rules',
      () => createRouter({ compat: 'four-rule' }).selectModel(HELLO, { maxCost: NaN }),
      'maxCost must be',
    ],
    [
      'a misspelt constraint of four rules',
      () => createRouter({ compat: 'four-rule' }).selectModel(HELLO, { maxCots: 1 } as never),
      'Did you mean "maxCost"?',
    ],
    ['messages that are none', () => router.selectModel({ messages: [null] } as never), 'messages must be objects'],
    [
      'names that are none',
      () => router.selectModel(HELLO, { excludedProviders: [5] } as never),
      'excludedProviders must be a list of names',
    ],
    ['no messages', () => router.selectModel({} as never), 'selectModel takes { messages: [...] }'],
    [
      'all preferred excluded',
      () =>
        router.selectModel(HELLO, {
          preferredProviders: ['openai'],
          excludedProviders: ['openai'],
          allowFallbacks: false,
        }),
      'no provider is left',
    ],
    ['an unknown state', () => router.setHealth('openai', 'sick' as never), 'States: up, degraded, down'],
    [
      'a price that is no number',
      () =>
        createRouter({
          catalog: [
            {
              ...createEntries([1])[0]!,
              model: { ...createEntries([1])[0]!.model, prices: [{ inputUsdPerMillion: NaN, outputUsdPerMillion: 1 }] },
            },
          ],
        }),
      'inputUsdPerMillion of p0:m0 is NaN',
    ],
  ])('%s is a UsageError', (_, act, words) => {
    expect(act).toThrow(UsageError)
    expect(act).toThrow(words)
  })

  test.each<[string, () => unknown, string, string]>([
    [
      'a budget that nothing fits',
      () => router.selectModel(HELLO, { maxCost: 0 }),
      'budget_exceeded',
      'Raise maxCost, or lower maxTokens',
    ],
    ['an empty catalogue', () => createRouter({ catalog: [] }).selectModel(HELLO), 'no_providers', 'Give it providers'],
    [
      'a prompt beyond every window',
      () => router.selectModel(ask('word '.repeat(1_100_000))),
      'context_too_long',
      'Shorten the prompt',
    ],
    [
      'what nobody can',
      () => router.selectModel(HELLO, { requiredCapabilities: ['embeddings'] }),
      'capability',
      'No eligible model can do all of chat, embeddings',
    ],
    [
      'an unknown model',
      () => router.selectModel({ ...HELLO, model: 'openai/gpt-5-minni' }),
      'unknown_model',
      'There is no model "openai/gpt-5-minni"',
    ],
    [
      'everyone excluded',
      () => createRouter({ providers: ['groq'] }).selectModel(HELLO, { excludedProviders: ['groq'] }),
      'no_candidates',
      'Every provider is excluded',
    ],
    ['nobody that fast', () => router.selectModel(HELLO, { maxLatencyMs: 1 }), 'no_candidates', 'Raise maxLatencyMs'],
  ])('%s is a RoutingError', (_, act, code, words) => {
    const error = (() => {
      try {
        act()
      } catch (thrown) {
        return thrown
      }
      return undefined
    })()
    expect(error).toBeInstanceOf(RoutingError)
    expect(error).toMatchObject({ code, message: expect.stringContaining(words) })
  })

  test('a budget error says the limit and what each would cost', () => {
    const error = (() => {
      try {
        router.selectModel(HELLO, { maxCost: 1e-9 })
      } catch (thrown) {
        return thrown as RoutingError
      }
      throw new Error('nothing was thrown')
    })()
    expect(error.limit).toBe(1e-9)
    expect(error.candidates.filter(({ rejected }) => rejected === 'over-budget').length).toBeGreaterThan(20)
    expect(router.stats().rejectedCount).toBeGreaterThan(0)
  })
})

test('10,000 decisions reproduce bit for bit', () => {
  const run = () => {
    const router = createRouter({ strategy: 'weighted', seed: 11, historySize: 0 })
    return corpus(500)
      .flatMap((request) => Array.from({ length: 20 }, () => JSON.stringify(router.selectModel(request))))
      .join('\n')
  }
  expect(run()).toBe(run())
})
