import { describe, expect, test } from 'vitest'
import { createManualClock, createSimulation, type LatencyProfile } from '../../handlers/index.ts'
import { providers } from '../../handlers/registry.ts'
import { macrotask } from '../../src/macrotask.ts'
import { scheduleOf, timeToFirstToken } from '../../src/schedule.ts'
import { createRandom, fork } from '../../src/random.ts'

type Llm = ReturnType<typeof createSimulation>

function ask(llm: Llm, content: string, stream = false, init: RequestInit = {}): Promise<Response> {
  return llm.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer k' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }], stream }),
    ...init,
  })
}

const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]!

describe('the drawn times follow the profile', async () => {
  const definitions = await Promise.all(Object.values(providers).map((provider) => provider.load()))
  const models = definitions.flatMap((definition) =>
    definition.models.models
      .slice(0, 1)
      .map((model) => [`${definition.name} ${model.id}`, definition.latency(model)] as const),
  )

  test.each(models)('time to first token of %s: median within 3 %%, 95th percentile within 6 %%', (_, profile) => {
    const draws = Array.from({ length: 10_000 }, (_, index) =>
      timeToFirstToken(profile, 2000, createRandom(fork(index, 'ttft'))),
    )
    const p95 = profile.ttftMs * Math.exp(1.645 * profile.ttftSigma)
    expect(quantile(draws, 0.5) / profile.ttftMs).toBeCloseTo(1, 1)
    expect(Math.abs(quantile(draws, 0.5) / profile.ttftMs - 1)).toBeLessThan(0.03)
    expect(Math.abs(quantile(draws, 0.95) / p95 - 1)).toBeLessThan(0.06)
  })

  test('gaps have the mean of the speed within 2 %, and a spread of 0.5', () => {
    const profile: LatencyProfile = { ttftMs: 100, ttftSigma: 0, tokensPerSecond: 50, speedSigma: 0 }
    const tokens = Array.from({ length: 40_000 }, () => 1)
    const pace = { profile, uncachedInputTokens: 0, cachedInputTokens: 0, hiddenTokens: 0, totalTokens: 40_000 }
    const { partsMs } = scheduleOf(
      { ...pace, option: 'realistic', partTokens: () => tokens, slow: undefined },
      createRandom(fork(1, 'gaps')),
    )
    // Now and then a stream pauses for 200 to 800 ms; those pauses are not gaps.
    const gaps = Array.from(partsMs!, (ms, index) => (index === 0 ? 0 : ms - partsMs![index - 1]!)).slice(1)
    const plain = gaps.filter((gap) => gap < 200)
    const mean = plain.reduce((sum, gap) => sum + gap, 0) / plain.length
    const deviation = Math.sqrt(plain.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / plain.length)
    expect(Math.abs(mean / 20 - 1)).toBeLessThan(0.02)
    expect(Math.abs(deviation / mean - 0.5)).toBeLessThan(0.05)
  })

  test('a longer prompt takes longer by its prefill, and a cached one less', () => {
    const profile: LatencyProfile = { ttftMs: 500, ttftSigma: 0.4, tokensPerSecond: 50, speedSigma: 0.2 }
    const at = (tokens: number) => timeToFirstToken(profile, tokens, createRandom(fork(3, 'same')))
    expect(at(4000) - at(2000)).toBeCloseTo(at(2000) - at(0))
    expect((at(4000) - at(2000)) / at(2000)).toBeCloseTo(0.4)
  })
})

test('a time scale of 0 reports the same times and waits for none of them', async () => {
  const totals = async (timeScale: number) => {
    const llm = createSimulation({ latency: 'realistic', clock: 'virtual', timeScale })
    for (let index = 0; index < 200; index++) await (await ask(llm, `#${index}`, index % 2 === 0)).text()
    return {
      times: llm.exchanges.map(({ schedule }) => schedule.totalMs),
      spentMs: llm.clock.now() - llm.exchanges[0]!.receivedAtMs,
    }
  }
  const [none, whole, double] = [await totals(0), await totals(1), await totals(2)]
  expect(none.spentMs).toBe(0)
  expect(none.times).toEqual(whole.times)
  expect(whole.spentMs).toBeCloseTo(
    whole.times.reduce((sum, ms) => sum + ms, 0),
    1,
  )
  expect(double.spentMs).toBeCloseTo(2 * whole.spentMs, 1)
})

test('a function decides by the exchange, with draws of its own', async () => {
  const options = {
    clock: 'virtual' as const,
    latency: (exchange: { readonly prompt: string }, random: { next(): number }) =>
      exchange.prompt === 'slow' ? { ttftMs: 5000, ttftSigma: 0 } : 100 + Math.floor(10 * random.next()),
  }
  const llm = createSimulation(options)
  for (const prompt of ['slow', 'quick', 'quick']) await (await ask(llm, prompt)).text()
  const [slow, first, second] = llm.exchanges.map(({ schedule }) => schedule.totalMs)
  expect(slow).toBeGreaterThan(3000)
  for (const ms of [first!, second!]) expect([100, 101, 102, 103, 104, 105, 106, 107, 108, 109]).toContain(ms)
  const again = createSimulation(options)
  for (const prompt of ['quick', 'quick']) await (await ask(again, prompt)).text()
  expect(again.exchanges.map(({ schedule }) => schedule.totalMs)).toEqual([first, second])
})

describe('load', () => {
  const LOAD = { maxConcurrency: 10, timeFactor: 2, maxQueue: 3 }

  test('ten at once are twice as slow as one, the eleventh waits, and a full queue is turned away', async () => {
    const clock = createManualClock()
    const llm = createSimulation({ clock, latencyMs: 1000, load: LOAD })
    const done: number[] = []
    const calls = Array.from({ length: 15 }, async (_, index) => {
      const response = await ask(llm, `#${index}`)
      done.push(response.status)
      return response.status
    })
    await clock.advance(1000)
    expect(done.toSorted((a, b) => a - b)).toEqual([200, 503, 503])
    expect(llm.exchanges.find(({ status }) => status === 503)!.note).toContain('load.maxConcurrency 10')
    await clock.advance(1000)
    expect(done.filter((status) => status === 200).length).toBeGreaterThanOrEqual(10)
    await clock.advance(4000)
    expect((await Promise.all(calls)).filter((status) => status === 200)).toHaveLength(13)
    const times = llm.exchanges.filter(({ status }) => status === 200).map(({ schedule }) => schedule.totalMs)
    expect(times[0]).toBe(1000)
    expect(times[9]).toBe(2000)
    expect(times[10]).toBeGreaterThan(2000)
  })

  test('whoever leaves gives the place to the next, in the queue too', async () => {
    const clock = createManualClock()
    const llm = createSimulation({ clock, latencyMs: 1000, load: { maxConcurrency: 1 } })
    const controllers = [new AbortController(), new AbortController(), new AbortController()]
    const calls = controllers.map(({ signal }, index) => ask(llm, `#${index}`, index === 0, { signal }))
    const outcomes = Promise.allSettled(calls)
    await clock.advance(10)
    controllers[1]!.abort(new Error('left the queue'))
    controllers[0]!.abort(new Error('left at work'))
    await clock.advance(1000)
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
    expect(llm.exchanges.map(({ state }) => state)).toEqual(['aborted', 'aborted', 'complete'])
    expect(llm.exchanges[2]!.schedule.totalMs).toBe(1010)
  })

  test('a reset ends those that wait', async () => {
    const llm = createSimulation({ clock: createManualClock(), latencyMs: 1000, load: { maxConcurrency: 1 } })
    const calls = Promise.allSettled([ask(llm, 'a'), ask(llm, 'b')])
    for (let turn = 0; turn < 20; turn++) await macrotask()
    llm.reset()
    expect((await calls).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})

test('the usual error rate of each provider, in the usual mix', async () => {
  const llm = createSimulation({ errorRate: 'realistic' })
  const kinds: Record<string, number> = {}
  let failed = 0
  for (let index = 0; index < 4000; index++) {
    const { status } = await llm.fetch('https://api.deepseek.com/user/balance', {
      headers: { authorization: 'Bearer k' },
    })
    if (status === 200) continue
    failed++
    kinds[status] = (kinds[status] ?? 0) + 1
  }
  expect(failed / 4000).toBeGreaterThan(0.018)
  expect(failed / 4000).toBeLessThan(0.032)
  expect(Object.keys(kinds).length).toBeGreaterThanOrEqual(3)
})

test('impossible values are refused', () => {
  expect(() => createSimulation({ load: { maxConcurrency: 0 } })).toThrow(
    'load.maxConcurrency must be a number from 1, not 0',
  )
  expect(() => createSimulation({ timeScale: -1 })).toThrow('timeScale must be a number')
  expect(() => createSimulation({ errorRate: 'often' as never })).toThrow(
    'errorRate must be a number from 0 to 1, not "often".',
  )
})

test('an exchange that fails by a mistake of the test leaves its place', async () => {
  const llm = createSimulation({ load: { maxConcurrency: 1, maxQueue: 0 }, strict: true })
  await expect(ask(llm, 'nobody answers this')).rejects.toThrow('strict: no rule answers')
  const direct = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'nor this' }] }
  await expect(llm.provider('openai').chatCompletion(direct)).rejects.toThrow('strict: no rule answers')
  llm.when('this').reply('Here.')
  expect((await ask(llm, 'this')).status).toBe(200)
})
