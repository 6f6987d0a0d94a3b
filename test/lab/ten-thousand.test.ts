import { expect, test } from 'vitest'
import { createSimulation, flaky, outage } from '../../handlers/index.ts'
import { runLab } from '../../handlers/lab/index.ts'

test('10,000 requests reproduce bit for bit', { timeout: 300_000 }, async () => {
  const run = async () => {
    const llm = createSimulation({ providers: ['openai', 'groq'], clock: 'virtual', latencyMs: 300, journalSize: 100 })
    const faults = [outage({ provider: 'groq', between: [100_000, 160_000] }), flaky(0.02, { status: 503 })]
    const workload = { seed: 7, requests: 10_000, requestsPerSecond: 20, streamShare: 0.02 }
    return runLab({ llm, router: 'reference', faults, workload })
  }
  const first = await run()
  expect(first.requests).toBe(10_000)
  expect(first.fallbacks).toBeGreaterThan(50)
  expect(first.regret).toMatchObject({ compared: 10_000, agreement: 1, costUsd: 0 })
  expect(JSON.stringify(await run())).toBe(JSON.stringify(first))
})
