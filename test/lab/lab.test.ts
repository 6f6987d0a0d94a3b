import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { createRouter, createSimulation, cutStreams, outage, UsageError } from '../../handlers/index.ts'
import { createWorkload, runLab, type LabReport } from '../../handlers/lab/index.ts'

const PROVIDERS = ['openai', 'anthropic', 'groq'] as const
const simulation = () => createSimulation({ providers: [...PROVIDERS], clock: 'virtual', latency: 'realistic' })
const groq = () => ({ provider: 'groq', model: 'llama-3.1-8b-instant' })
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0)

function keepsItsLaws(report: LabReport): void {
  const { requests, answered, calls, overTime } = report
  expect(calls).toHaveLength(requests)
  expect(answered + sum(report.failures)).toBe(requests)
  expect(report.successRate).toBeCloseTo(answered / requests, 12)
  expect(sum(report.byProvider)).toBe(answered)
  expect(sum(report.byModel)).toBe(answered)
  expect(calls.reduce((total, { costUsd }) => total + costUsd, 0)).toBeCloseTo(report.costUsd, 12)
  expect(overTime.at(-1)!.costUsdSoFar).toBeCloseTo(report.costUsd, 12)
  expect(overTime.reduce((total, span) => total + span.requests, 0)).toBe(requests)
  expect(overTime.reduce((total, span) => total + span.fallbacks, 0)).toBe(report.fallbacks)
  expect(calls.reduce((total, { attempts }) => total + attempts.length, 0)).toBe(report.attempts)
  expect(report.strayExchanges).toBe(0)
  const { p50, p95, p99 } = report.latencyMs!
  expect(p50).toBeLessThanOrEqual(p95)
  expect(p95).toBeLessThanOrEqual(p99)
}

test('the reference router has no regret, through an outage, its cool-downs and cut streams', async () => {
  const llm = simulation()
  const faults = [
    outage({ provider: 'groq', between: [5000, 25_000] }),
    cutStreams(0.1, 'socket', { provider: 'openai' }),
  ]
  const report = await runLab({ llm, router: 'reference', faults, workload: { seed: 7, requests: 80 } })
  keepsItsLaws(report)
  expect(report.regret).toEqual({ compared: 80, agreement: 1, costUsd: 0, latencyMs: 0, quality: 0 })
  expect(report.fallbacks).toBeGreaterThan(0)
  expect(report.providerFailures['groq']).toMatchObject({ overloaded: expect.any(Number) as number })
})

test('the same options give the same report, and another seed another', async () => {
  const run = (seed: number) => {
    const llm = simulation()
    const router = createRouter({ clock: llm.clock, providers: PROVIDERS, strategy: 'weighted', seed: 3 })
    return runLab({
      llm,
      router,
      faults: [outage({ provider: 'openai', between: [3000, 9000] })],
      workload: { seed, requests: 40 },
    })
  }
  const first = JSON.stringify(await run(1))
  expect(JSON.stringify(await run(1))).toBe(first)
  expect(JSON.stringify(await run(2))).not.toBe(first)
})

test('a function without an alternative fails while its provider is down; with one it falls back, and waits for it', async () => {
  const llm = simulation()
  const faults = [outage({ provider: 'groq', between: [0, 10_000] })]
  const workload = { requests: 40, mix: { question: 1 } }
  const alone = await runLab({ llm, router: groq, faults, workload })
  keepsItsLaws(alone)
  const during = alone.calls.filter(({ atMs }) => atMs < 10_000)
  expect(during.length).toBeGreaterThan(5)
  expect(alone.failures).toEqual({ server: during.length })
  const alternatives = [{ provider: 'openai', model: 'gpt-4o-mini' }]
  const both = await runLab({ llm, router: () => ({ ...groq(), alternatives }), faults, workload })
  keepsItsLaws(both)
  expect(both.successRate).toBe(1)
  expect(both.fallbacks).toBe(during.length)
  expect(both.byProvider).toEqual({ groq: 40 - during.length, openai: during.length })
  expect(both.costUsd).toBeGreaterThan(alone.costUsd)
})

test('an always dear choice has regret in cost and none in quality', async () => {
  const router = () => ({ provider: 'anthropic', model: 'claude-opus-4-8' })
  const { regret } = await runLab({ llm: simulation(), router, workload: { requests: 30, mix: { greeting: 1 } } })
  expect(regret.agreement).toBe(0)
  expect(regret.costUsd).toBeGreaterThan(0)
  expect(regret.quality).toBeLessThan(0)
})

test('a budget ends the answers when it is spent', async () => {
  const report = await runLab({ llm: simulation(), router: 'reference', budgetUsd: 0.0005, workload: { requests: 60 } })
  keepsItsLaws(report)
  expect(report.failures.budget).toBeGreaterThan(3)
  expect(report.costUsd).toBeGreaterThanOrEqual(0.0005)
  const first = report.calls.findIndex(({ failure }) => failure === 'budget')
  expect(report.calls.slice(first + 5).every(({ failure }) => failure !== undefined)).toBe(true)
  expect(String(report)).toMatch('of a budget of 0.000500 USD')
})

test('an HTTP gateway of a user’s: its fallbacks and retries are seen from its traffic', async () => {
  const llm = simulation()
  const app = new Hono()
  const send = (url: string, model: string, body: object) =>
    llm.fetch(url, {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, model }),
    })
  app.post('/v1/chat/completions', async (context) => {
    const body = await context.req.json<object>()
    const ask = () => send('https://api.groq.com/openai/v1/chat/completions', 'llama-3.1-8b-instant', body)
    const first = await ask()
    if (first.ok) return first
    const again = await ask()
    return again.ok ? again : send('https://api.openai.com/v1/chat/completions', 'gpt-4o-mini', body)
  })
  const router = { baseUrl: 'http://gateway.test/v1', fetch: app.request }
  const faults = [outage({ provider: 'groq', between: [5000, 15_000] })]
  const report = await runLab({ llm, router, faults, workload: { requests: 50 } })
  keepsItsLaws(report)
  const during = report.calls.filter(({ atMs }) => atMs >= 5000 && atMs < 15_000).length
  expect(report.successRate).toBe(1)
  expect(report.fallbacks).toBe(during)
  expect(report.retries).toBe(during)
  expect(report.byProvider).toEqual({ groq: 50 - during, openai: during })
  expect(report.regret.compared).toBe(50)
  expect(report.ttftMs).not.toBeNull()
})

test('says in words how it went, and as a page that needs nothing else', async () => {
  const faults = [outage({ provider: 'groq', between: [2000, 8000] })]
  const report = await runLab({
    llm: simulation(),
    router: 'reference',
    name: 'mine <b>',
    faults,
    workload: { requests: 30 },
  })
  expect(String(report)).toMatch(/^mine <b>: 30 requests in [\d.]+ s of simulated time \(seed 0\)\n {2}success +\d/)
  expect(String(report)).toMatch(/trouble +groq: overloaded from 2.00 s to 8.00 s/)
  const page = await report.toHtml()
  expect(page).toMatch('<h1>mine &lt;b&gt;</h1>')
  expect(page).toMatch('uPlot')
  expect(page).not.toMatch(/<(?:script|link|img)[^>]*(?:src|href)=/)
})

test.each([
  [{ requests: 0 }, /requests must be a whole number/],
  [{ requestsPerSecond: Number.NaN }, /requestsPerSecond/],
  [{ mix: { poem: 1 } }, /no kind "poem"/],
  [{ mix: { code: 0 } }, /no share above 0/],
])('refuses the workload %o', (workload, words) => {
  expect(() => createWorkload(workload as object)).toThrow(UsageError)
  expect(() => createWorkload(workload as object)).toThrow(words)
})

test('refuses options that are none, and throws what a function throws', async () => {
  const llm = simulation()
  await expect(runLab({ llm, router: 7 as never })).rejects.toThrow(/router must be a function/)
  await expect(runLab({ llm, router: groq, load: 1 } as never)).rejects.toThrow(/no option "load"/)
  const broken = () => {
    throw new RangeError('no idea')
  }
  await expect(runLab({ llm, router: broken, workload: { requests: 2 } })).rejects.toThrow('no idea')
})
