import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { send } from '../contract/ask.ts'
import { drivers } from '../contract/drivers.ts'

type Llm = ReturnType<typeof createSimulation>

const asks = Array.from({ length: 12 }, (_, index) => ({ prompt: `Question ${index % 8} about the sea` }))
const jobs = asks.flatMap((ask, index) => drivers.map((driver) => ({ driver, ask, stream: index % 2 === 0 })))

async function bytesOf(llm: Llm, job: (typeof jobs)[number]): Promise<string> {
  return (await send(llm, job.driver, job.ask, job.stream)).text()
}

/** The multiset of answers, since the first of two equal requests gets the first draw in either order. */
async function inOrder(order: readonly (typeof jobs)[number][]): Promise<readonly string[]> {
  const llm = createSimulation({ seed: 3, clock: 'manual', errorRate: 0.2 })
  return (await Promise.all(order.map((job) => bytesOf(llm, job)))).toSorted()
}

test('the same seed gives the same bytes under any interleaving', async () => {
  const expected = await inOrder(jobs)
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(jobs, { minLength: jobs.length }), async (order) => {
      expect(await inOrder(order)).toEqual(expected)
    }),
    { numRuns: 20 },
  )
})

test('another exchange in between changes no other', async () => {
  const [first, second] = [jobs[0]!, jobs[1]!]
  const alone = createSimulation({ clock: 'manual' })
  const expected = [await bytesOf(alone, first), await bytesOf(alone, first)]
  const mixed = createSimulation({ clock: 'manual' })
  const got = [await bytesOf(mixed, first), await bytesOf(mixed, second), await bytesOf(mixed, first)]
  // The limiter's headers are no part of the body.
  expect([got[0], got[2]]).toEqual(expected)
})

test('a thousand concurrent paced streams give the bytes of a sequential run', async () => {
  const prompts = Array.from({ length: 1000 }, (_, index) => ({ prompt: `Stream ${index}` }))
  const options = { seed: 5, clock: 'virtual', latency: 'realistic' } as const
  const driverOf = (index: number) => drivers[index % drivers.length]!
  const concurrent = createSimulation(options)
  const together = await Promise.all(
    prompts.map(async (ask, index) => (await send(concurrent, driverOf(index), ask, true)).text()),
  )
  const sequential = createSimulation(options)
  for (const [index, ask] of prompts.entries()) {
    // Stamps come from the clock; a reset puts it back to the start that all concurrent requests share.
    sequential.reset()
    expect(await (await send(sequential, driverOf(index), ask, true)).text()).toBe(together[index])
  }
  expect(concurrent.exchanges.every((exchange) => exchange.state === 'complete')).toBe(true)
  expect(concurrent.clock.now()).toBeGreaterThan(sequential.clock.now() - 60_000)
}, 60_000)
