import { setImmediate } from 'node:timers/promises'
import { vi } from 'vitest'

/** With fake timers: moves time on to the next timer whenever nothing else is going on, until the promise settles. */
export async function skipWaits<T>(promise: Promise<T>): Promise<T> {
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  promise.then(settle, settle)
  while (!isSettled) {
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    await vi.advanceTimersToNextTimerAsync()
  }
  return promise
}
