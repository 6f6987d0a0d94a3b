import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createManualClock, createSimulation, UsageError, type LimitName } from '../../handlers/index.ts'
import { providers } from '../../handlers/registry.ts'
import { createCounter, type WindowShape } from '../../src/limit-counter.ts'
import { createLimiter, isExcess, type Limiter, type LimitPlan } from '../../src/rate-limit.ts'

const MINUTE_MS = 60_000
const START_MS = 1_767_225_600_000

const planWith = (limit: number, shape: WindowShape, scope = 'all'): LimitPlan => ({
  scope,
  limits: { tokensPerMinute: limit },
  shape: () => shape,
})
const take = (limiter: Limiter, plan: LimitPlan, tokens: number, nowMs: number) =>
  limiter.take(plan, { requests: 1, inputTokens: tokens, outputTokens: 0 }, nowMs)

interface Taken {
  readonly atMs: number
  readonly tokens: number
}

/** What a schedule of demands, each so many ms after the last, gets admitted. */
function admitted(limit: number, shape: WindowShape, schedule: readonly (readonly [number, number])[]): Taken[] {
  const limiter = createLimiter()
  const plan = planWith(limit, shape)
  let nowMs = START_MS
  return schedule.flatMap(([gapMs, tokens]) => {
    nowMs += gapMs
    return isExcess(take(limiter, plan, tokens, nowMs)) ? [] : [{ atMs: nowMs, tokens }]
  })
}

/** The most that any span from one taking to another of at most `windowMs` holds beyond what `most` allows. */
function worstExcess(log: readonly Taken[], windowMs: number, most: (spanMs: number) => number): number {
  let worst = Number.NEGATIVE_INFINITY
  for (const [first, { atMs: fromMs }] of log.entries()) {
    let sum = 0
    for (const { atMs, tokens } of log.slice(first)) {
      if (atMs - fromMs >= windowMs) break
      sum += tokens
      worst = Math.max(worst, sum - most(atMs - fromMs))
    }
  }
  return worst
}

const schedules = fc.array(fc.tuple(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 60 })), {
  minLength: 1,
  maxLength: 80,
})
const limits = fc.integer({ min: 1, max: 200 })

describe('whatever the schedule of demands', () => {
  test('a bucket admits at most limit + limit × T / window in any span of T', () => {
    fc.assert(
      fc.property(limits, schedules, (limit, schedule) => {
        const log = admitted(limit, 'bucket', schedule)
        expect(
          worstExcess(log, Number.POSITIVE_INFINITY, (spanMs) => limit + (limit * spanMs) / MINUTE_MS),
        ).toBeLessThan(1e-5)
      }),
    )
  })

  test('a sliding window admits at most its limit in any minute', () => {
    fc.assert(
      fc.property(limits, schedules, (limit, schedule) => {
        expect(worstExcess(admitted(limit, 'sliding', schedule), MINUTE_MS, () => limit)).toBeLessThan(1e-5)
      }),
    )
  })

  test.each(['bucket', 'sliding'] as const)(
    'a refused demand fits at the promised instant, and not 1 ms before: %s',
    (shape) => {
      fc.assert(
        fc.property(limits, schedules, (limit, schedule) => {
          const limiter = createLimiter()
          const plan = planWith(limit, shape)
          let nowMs = START_MS
          for (const [gapMs, tokens] of schedule) {
            nowMs += gapMs
            const refused = take(limiter, plan, tokens, nowMs)
            if (!isExcess(refused)) continue
            expect(refused.retryAfterMs).toBeGreaterThan(0)
            if (tokens > limit) expect(refused.retryAfterMs).toBe(Number.POSITIVE_INFINITY)
            else {
              const promisedMs = nowMs + refused.retryAfterMs
              if (refused.retryAfterMs > 1) expect(isExcess(take(limiter, plan, tokens, promisedMs - 1))).toBe(true)
              nowMs = promisedMs
              expect(isExcess(take(limiter, plan, tokens, nowMs))).toBe(false)
            }
          }
        }),
      )
    },
  )

  test('used, reset and remaining are what the schedule left', () => {
    fc.assert(
      fc.property(limits, schedules, (limit, schedule) => {
        const limiter = createLimiter()
        let nowMs = START_MS
        let level = 0
        for (const [gapMs, tokens] of schedule) {
          nowMs += gapMs
          level = Math.max(0, level - (gapMs * limit) / MINUTE_MS)
          const result = take(limiter, planWith(limit, 'bucket'), tokens, nowMs)
          if (!isExcess(result)) level += tokens
          const meter = isExcess(result) ? result.meter : result[0]!
          expect(meter.used).toBeCloseTo(level, 6)
          expect(meter.resetMs).toBeCloseTo((level * MINUTE_MS) / limit, 4)
        }
      }),
    )
  })
})

test('10,000 requests that wait as they are told are all admitted, none twice, at the rate of the limit', () => {
  const limiter = createLimiter()
  const plan: LimitPlan = { scope: 'all', limits: { requestsPerMinute: 600, tokensPerMinute: 30_000 } }
  const log: Taken[] = []
  let nowMs = START_MS
  let refusals = 0
  for (let index = 0; index < 10_000; index++) {
    // 40 tokens each would be 750 a minute: requests bind, then every tenth with 400 tokens makes tokens bind.
    const tokens = index % 10 === 0 ? 400 : 40
    for (;;) {
      const result = take(limiter, plan, tokens, nowMs)
      if (!isExcess(result)) break
      refusals++
      nowMs += result.retryAfterMs
    }
    log.push({ atMs: nowMs, tokens })
  }
  expect(log).toHaveLength(10_000)
  const total = log.reduce((sum, { tokens }) => sum + tokens, 0)
  expect(nowMs - START_MS).toBeCloseTo(((total - 30_000) * MINUTE_MS) / 30_000, -1)
  expect(refusals).toBeGreaterThan(9000)
  expect(worstExcess(log.slice(0, 2000), Number.POSITIVE_INFINITY, (spanMs) => 30_000 + spanMs / 2)).toBeLessThan(1e-3)
})

test('10,000 requests through a provider: the refused ones retry after retry-after-ms, and none is lost', async () => {
  const llm = createSimulation({
    clock: 'virtual',
    limits: { openai: { requestsPerMinute: 6000 } },
    journalSize: 20_000,
  })
  const ask = async (index: number) => {
    for (;;) {
      const response = await llm.fetch('https://api.openai.com/v1/embeddings', {
        method: 'POST',
        headers: { authorization: 'Bearer k' },
        body: JSON.stringify({ model: 'text-embedding-3-small', input: `#${index}`, dimensions: 1 }),
      })
      await response.text()
      if (response.status === 200) return
      await llm.clock.sleep(Number(response.headers.get('retry-after-ms')))
    }
  }
  for (let index = 0; index < 10_000; index++) await ask(index)
  const answered = llm.exchanges.filter(({ status }) => status === 200)
  expect(answered).toHaveLength(10_000)
  expect(new Set(answered.map(({ status, request }) => `${status} ${JSON.stringify(request.wire)}`)).size).toBe(10_000)
  const times = answered.map(({ receivedAtMs }) => receivedAtMs - answered[0]!.receivedAtMs)
  // 6000 at once, then 100 in every second.
  expect(times[5999]).toBe(0)
  expect(times.at(-1)).toBe(4000 * 10)
  for (const [index, atMs] of times.entries()) expect(index + 1).toBeLessThanOrEqual(6000 + atMs / 10 + 1e-6)
}, 60_000)

test('the longest wait is told where several limits are spent', () => {
  const limiter = createLimiter()
  const plan: LimitPlan = { scope: 'all', limits: { requestsPerMinute: 1, requestsPerDay: 2 } }
  const demand = { requests: 1, inputTokens: 0, outputTokens: 0 }
  expect(isExcess(limiter.take(plan, demand, START_MS))).toBe(false)
  expect(limiter.take(plan, demand, START_MS)).toMatchObject({
    meter: { name: 'requestsPerMinute' },
    retryAfterMs: 60_000,
  })
  expect(isExcess(limiter.take(plan, demand, START_MS + 60_000))).toBe(false)
  const refused = limiter.take(plan, demand, START_MS + 60_000)
  if (!isExcess(refused)) throw new Error('admitted')
  expect(refused.meter).toMatchObject({ name: 'requestsPerDay', limit: 2 })
  expect(refused.retryAfterMs).toBeCloseTo(43_200_000 - 60_000, 3)
})

test('a refused demand takes nothing; time that seems to go back does not fill a bucket', () => {
  const limiter = createLimiter()
  const plan: LimitPlan = { scope: 'all', limits: { requestsPerMinute: 5, tokensPerMinute: 100 } }
  const demand = { requests: 1, inputTokens: 60, outputTokens: 0 }
  limiter.take(plan, demand, START_MS)
  expect(isExcess(limiter.take(plan, demand, START_MS))).toBe(true)
  const [requests, tokens] = limiter.settle(plan, { inputTokens: 0, outputTokens: 0 }, START_MS - 30_000)
  expect([requests!.used, tokens!.used]).toEqual([1, 60])
})

test('days begin at midnight: UTC, or in California', () => {
  const dayMs = 86_400_000
  const noonMs = Date.UTC(2026, 0, 1, 12)
  for (const [shape, hours] of [
    ['utc-day', 12],
    ['pacific-day', 20],
  ] as const) {
    const counter = createCounter(shape, dayMs)
    counter.add(3, noonMs, 3)
    expect(counter.waitMs(1, noonMs, 3)).toBe(hours * 3_600_000)
    expect(counter.used(noonMs + hours * 3_600_000 - 1, 3)).toBe(3)
    expect(counter.used(noonMs + hours * 3_600_000, 3)).toBe(0)
  }
})

test('a sliding window gives back what was reserved too much', () => {
  const counter = createCounter('sliding', MINUTE_MS)
  counter.add(50, 0, 100)
  counter.add(40, 1000, 100)
  counter.add(-45, 2000, 100)
  expect(counter.used(2000, 100)).toBe(45)
  expect(counter.waitMs(45, 2000, 100)).toBe(58_000)
  expect(counter.used(60_000, 100)).toBe(0)
})

describe('the option', () => {
  const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
    [
      'an unknown tier',
      { openai: 'tier-9' },
      /openai has no tier "tier-9". Did you mean "tier-1"\? It has: free, tier-1, .*tier-5/,
    ],
    ['a tier of a provider without any', { xai: 'free' }, /xai has no tier "free". It has none: give numbers/],
    ['a name from the prototype', { openai: 'toString' }, /has no tier "toString"/],
    ['an unknown limit', { openai: { requestsPerFortnight: 1 } }, /no limit "requestsPerFortnight".*requestsPerMinute/],
    ['zero', { openai: { requestsPerMinute: 0 } }, /openai.requestsPerMinute must be a number above 0, not 0/],
    ['a negative number', { groq: { tokensPerDay: -1 } }, /groq.tokensPerDay must be .* not -1/],
    ['no number', { groq: { tokensPerDay: '9' } }, /must be a number above 0, not 9/],
    ['infinity', { groq: { tokensPerDay: Number.POSITIVE_INFINITY } }, /Leave it out for no limit/],
    ['NaN', { groq: { concurrentRequests: Number.NaN } }, /not NaN/],
    ['a number alone', { groq: 5 }, /groq must be the name of a tier or an object of numbers, not 5/],
    ['an unknown provider', { nobody: {} }, /"nobody", which this simulation does not have/],
  ]

  test.each(wrong)('refuses %s', (_, option, message) => {
    expect(() => createSimulation({ limits: option as never })).toThrow(UsageError)
    expect(() => createSimulation({ limits: option as never })).toThrow(message)
  })

  const tiers = Object.values(providers).flatMap(({ name, tierNames }) => tierNames.map((tier) => ({ name, tier })))

  test.each(tiers)('has the preset $tier of $name, with limits above 0 for every model', async ({ name, tier }) => {
    expect(() => createSimulation({ limits: { [name]: tier } })).not.toThrow()
    const { tiers: presets, models } = await (
      providers[name as keyof typeof providers] as (typeof providers)['openai']
    ).load()
    for (const model of [undefined, ...models.models]) {
      const request = { operation: 'chat', model: model?.id ?? '', stream: false, wire: undefined }
      const values = Object.entries(presets![tier]!(model, request, 0)) as [LimitName, number][]
      expect(values.length).toBeGreaterThan(0)
      for (const [limit, value] of values) expect(value, `${model?.id} ${limit}`).toBeGreaterThan(0)
    }
  })

  test('replaces the default of one provider and leaves the others', async () => {
    const clock = createManualClock()
    const llm = createSimulation({ clock, limits: { openai: 'free' } })
    const send = async (url: string, model: string) =>
      (
        await llm.fetch(url, {
          method: 'POST',
          headers: { authorization: 'Bearer k' },
          body: JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }),
        })
      ).status
    const openai = () => send('https://api.openai.com/v1/chat/completions', 'gpt-4o-mini')
    const groq = () => send('https://api.groq.com/openai/v1/chat/completions', 'llama-3.1-8b-instant')
    expect([await openai(), await openai(), await openai(), await openai()]).toEqual([200, 200, 200, 429])
    expect([await groq(), await groq(), await groq(), await groq()]).toEqual([200, 200, 200, 200])
    await clock.advance(20_000)
    expect(await openai()).toBe(200)
  })
})
