import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createSimulation, ERROR_KINDS, type Fault, type FaultPlace } from '../../handlers/index.ts'
import { send } from '../contract/ask.ts'
import { drivers } from '../contract/drivers.ts'

const FIRST = ['openai', 'anthropic', 'google', 'groq', 'mistral', 'cohere', 'together']
const asked = drivers.filter(({ provider }) => FIRST.includes(provider))

const place: fc.Arbitrary<FaultPlace> = fc.oneof(
  fc.constantFrom('start', 'headers', 'tool-call', 'usage', 'terminator', 'end'),
  fc.record({ tokens: fc.nat(60) }),
  fc.integer({ min: 0, max: 100 }).map((percent) => ({ share: percent / 100 })),
)

const effect = fc.oneof(
  fc.record({ kind: fc.constantFrom(...ERROR_KINDS), at: place }),
  fc.record({
    how: fc.constantFrom('stall', 'socket', 'end', 'broken-utf8', 'broken-json', 'duplicate', 'reorder'),
    at: place,
  }),
  fc.record({ how: fc.constant('drip'), bytes: fc.integer({ min: 1, max: 200 }), gapMs: fc.nat(50) }),
  fc.record({
    how: fc.constant('keep-alives'),
    at: place,
    everyMs: fc.integer({ min: 1, max: 9000 }),
    forMs: fc.option(fc.nat(20_000), { nil: undefined }),
  }),
  fc.record({ how: fc.constantFrom('content-type', 'empty', 'length', 'content-filter', 'slow', 'pass') }),
)

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)

const when = fc.oneof(
  fc.constant({}),
  fc.record({ next: fc.nat(3) }),
  fc.record({ every: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ probability: share }),
  fc.record({ between: fc.tuple(fc.nat(1500), fc.integer({ min: 1501, max: 60_000 })) }),
  fc.record({ provider: fc.constantFrom(...FIRST), probability: share }),
)

const faults = fc.array(
  fc.tuple(effect, when).map(([what, then]) => withoutHoles({ ...what, ...then })),
  { minLength: 1, maxLength: 4 },
)

/** Conditions and numbers that were left out must be absent. */
function withoutHoles(fault: object): Fault {
  return Object.fromEntries(Object.entries(fault).filter(([, value]) => value !== undefined)) as Fault
}

const call = fc.record({ driver: fc.constantFrom(...asked), stream: fc.boolean(), afterMs: fc.nat(3000) })

/** One call by a client that loses its patience after a minute: how it ended. */
async function ask(
  llm: ReturnType<typeof createSimulation>,
  { driver, stream, afterMs }: typeof call extends fc.Arbitrary<infer C> ? C : never,
) {
  await llm.clock.sleep(afterMs)
  const patience = new AbortController()
  const lost = llm.clock.sleep(60_000, patience.signal).then(
    () => controller.abort(new Error('out of patience')),
    () => {},
  )
  const controller = new AbortController()
  try {
    const response = await send(llm, driver, { prompt: 'Say something.' }, stream, { signal: controller.signal })
    const text = await response.text()
    return `${response.status} ${text.length}`
  } catch (error) {
    return String(error)
  } finally {
    patience.abort()
    await lost
  }
}

test('a thousand schedules of faults: every call settles, every exchange ends, no timer stays, and each runs the same twice', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const states = new Set<string>()
  const outcomes = new Set<string>()
  await fc.assert(
    fc.asyncProperty(faults, fc.array(call, { minLength: 1, maxLength: 4 }), fc.nat(), async (broken, calls, seed) => {
      const run = async () => {
        const llm = createSimulation({ seed, clock: 'virtual', latency: 'realistic', faults: broken })
        const ends = await Promise.all(calls.map((one) => ask(llm, one)))
        expect(llm.exchanges).toHaveLength(calls.length)
        for (const { state } of llm.exchanges) states.add(state)
        for (const { state } of llm.exchanges) expect(['complete', 'aborted', 'cut']).toContain(state)
        const restAtMs = llm.clock.now()
        await llm.clock.sleep(1)
        expect(llm.clock.now()).toBe(restAtMs + 1)
        return ends
      }
      const ends = await run()
      for (const end of ends) outcomes.add(end.replace(/\d+$/, ''))
      expect(ends).toHaveLength(calls.length)
      if (seed % 10 === 0) expect(await run()).toEqual(ends)
    }),
    { numRuns: 1000, seed: 20_261_122 },
  )
  expect(states).toEqual(new Set(['complete', 'aborted', 'cut']))
  expect(outcomes.size).toBeGreaterThan(12)
}, 120_000)
