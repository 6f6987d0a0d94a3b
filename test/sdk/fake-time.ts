import { afterEach, beforeEach, vi } from 'vitest'
import { rest } from '../serve/rest.ts'

const START_MS = Date.UTC(2026, 0, 1, 12)

/** Faked timers and dates for the tests of one file; event loop turns stay real. Randomness of SDKs is `random`. */
export function fakeTime(random: number): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: START_MS })
    vi.spyOn(Math, 'random').mockReturnValue(random)
  })
  afterEach(() => {
    vi.useRealTimers()
  })
}

/** Lets everything run that waits for no timer, sockets included. */
export const settle = rest

/** Moves time to the next timers until the promise settles; gives back the milliseconds that it took. */
export async function untilSettled(promise: Promise<unknown>): Promise<number> {
  const startMs = Date.now()
  let isSettled = false
  const mark = () => {
    isSettled = true
  }
  void promise.then(mark, mark)
  for (let step = 0; step < 200; step++) {
    await settle()
    if (isSettled) return Date.now() - startMs
    await vi.advanceTimersToNextTimerAsync()
  }
  throw new Error('still pending after 200 timers')
}
