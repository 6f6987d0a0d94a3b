import { createSimulation, cutStreams, outage } from 'msw-llm'
import { runLab } from 'msw-llm/lab'
import { setupServer } from 'msw/node'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createGateway } from './gateway.ts'
import { createTargets } from './targets.ts'

const llm = createSimulation({
  providers: ['openai', 'anthropic', 'groq'],
  clock: 'virtual',
  latency: 'realistic',
  limits: { anthropic: { requestsPerMinute: 6 } },
})
const server = setupServer(...llm.handlers)
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

/** OpenAI is down for 40 s, Anthropic has a small limit, every fifth stream of Groq's breaks off. */
const faults = [
  outage({ provider: 'openai', between: [10_000, 50_000] }),
  cutStreams(0.2, 'socket', { provider: 'groq' }),
]

/** A report on this gateway under two minutes of traffic, written where it can be opened. */
async function report(name: string, budgetUsd: number) {
  const { app } = createGateway({ targets: createTargets(), budgetUsd, clock: llm.clock })
  const router = {
    baseUrl: 'http://gateway/v1',
    fetch: async (input: RequestInfo | URL, init?: RequestInit) => app.fetch(new Request(input, init)),
  }
  const made = await runLab({ llm, router, name, faults, workload: { seed: 7, requests: 240, requestsPerSecond: 2 } })
  const file = join(tmpdir(), `msw-llm-lab-${name.replaceAll(' ', '-')}.html`)
  writeFileSync(file, await made.toHtml())
  return { made, file }
}

test('survives an outage, a limit and cut streams, and the report shows how', async () => {
  const { made, file } = await report('small gateway', 1)
  console.log(`${String(made)}\n\n${file}`)
  expect(made.successRate).toBeGreaterThan(0.97)
  expect(made.fallbacks).toBeGreaterThan(15)
  expect(made.providerFailures).toMatchObject({
    openai: { overloaded: expect.any(Number) },
    anthropic: { rate_limit: expect.any(Number) },
  })
  expect(made.byProvider['groq']).toBeGreaterThan(20)
  expect(made.latencyMs!.p95).toBeGreaterThan(made.latencyMs!.p50)
})

test('refuses politely once its budget is spent', async () => {
  const { made } = await report('small budget', 0.004)
  expect(made.costUsd).toBeLessThan(0.006)
  expect(made.successRate).toBeLessThan(0.9)
  const last = made.calls.at(-1)!
  expect(last).toMatchObject({ status: 402 })
})
