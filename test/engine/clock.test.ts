import { afterEach, expect, test, vi } from 'vitest'
import { createManualClock, createRealClock, createVirtualClock, type Clock } from '../../src/index.ts'
import { createSimulation } from '../../handlers/index.ts'
import { CLOCK_START_MS } from '../../src/clock.ts'

afterEach(() => vi.useRealTimers())

const clocks: Record<string, () => { readonly clock: Clock; pass(ms: number): Promise<unknown> }> = {
  manual() {
    const clock = createManualClock()
    return { clock, pass: (ms) => clock.advance(ms) }
  },
  virtual() {
    const clock = createVirtualClock()
    return { clock, pass: (ms) => clock.sleep(ms) }
  },
  'real under fake timers'() {
    vi.useFakeTimers()
    return { clock: createRealClock(), pass: (ms) => vi.advanceTimersByTimeAsync(ms) }
  },
  'real under fake timers that leave Date alone'() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    return { clock: createRealClock(), pass: (ms) => vi.advanceTimersByTimeAsync(ms + 50) }
  },
}

for (const [name, create] of Object.entries(clocks)) {
  test(`${name}: runs tasks by time, then by age, and drops cancelled ones`, async () => {
    const { clock, pass } = create()
    const ran: string[] = []
    const start = clock.now()
    clock.at(start + 30, () => ran.push('c'))
    clock.at(start + 10, () => ran.push('a'))
    clock.at(start + 10, () => ran.push('b'))
    clock.at(start + 20, () => ran.push('never'))()
    await pass(50)
    expect(ran).toEqual(['a', 'b', 'c'])
  })

  test(`${name}: a sleep ends with the signal's reason, and leaves no timer`, async () => {
    const { clock, pass } = create()
    const controller = new AbortController()
    const sleep = clock.sleep(20, controller.signal)
    controller.abort(new Error('enough'))
    await expect(sleep).rejects.toThrow('enough')
    await expect(clock.sleep(20, controller.signal)).rejects.toThrow('enough')
    await pass(50)
    if (name.startsWith('real')) expect(vi.getTimerCount()).toBe(0)
  })
}

test('a virtual clock waits while something is held, and for what a timer sets off', async () => {
  const clock = createVirtualClock()
  const release = clock.hold()
  let woken = 0
  const sleeping = clock.sleep(1000).then(() => woken++)
  for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(clock.now()).toBe(CLOCK_START_MS)
  release()
  await sleeping
  expect([woken, clock.now()]).toEqual([1, CLOCK_START_MS + 1000])

  const times: number[] = []
  const ticks = async (gapMs: number) => {
    for (let tick = 0; tick < 3; tick++) {
      await clock.sleep(gapMs)
      times.push(clock.now() - CLOCK_START_MS - 1000)
    }
  }
  await Promise.all([ticks(10), ticks(15)])
  expect(times).toEqual([10, 15, 20, 30, 30, 45])
})

test('a manual clock lets what a task sets off settle before the next task', async () => {
  const clock = createManualClock()
  const seen: number[] = []
  const loop = async () => {
    for (let index = 0; index < 5; index++) {
      await clock.sleep(10)
      seen.push(clock.now() - CLOCK_START_MS)
    }
  }
  const done = loop()
  await clock.advance(35)
  expect(seen).toEqual([10, 20, 30])
  await clock.advance(20)
  await done
  expect(clock.now()).toBe(CLOCK_START_MS + 55)
})

test('a reset ends an exchange that has not begun to wait, too', async () => {
  const llm = createSimulation({ clock: createManualClock(), latencyMs: 1000 })
  const asked = llm.fetch('https://api.openai.com/v1/chat/completions', {
    method: 'POST',
    headers: { authorization: 'Bearer k' },
    body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Hello.' }] }),
  })
  llm.reset()
  await expect(asked).rejects.toThrow('The simulation was reset')
})

test('an exchange that ends by a mistake of the test ends, and says so', async () => {
  const llm = createSimulation({ strict: true })
  const ended: string[] = []
  llm.on('end', ({ state }) => ended.push(state))
  const direct = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Hello.' }] }
  await expect(llm.provider('openai').chatCompletion(direct)).rejects.toThrow('strict')
  expect(ended).toEqual(['aborted'])
  expect(llm.exchanges[0]!.state).toBe('aborted')
})
