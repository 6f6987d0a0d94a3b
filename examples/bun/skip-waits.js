import { jest } from 'bun:test'
import { setImmediate } from 'node:timers/promises'

/** With fake timers: moves time on to the next timer whenever nothing else is going on, until the promise settles. */
export async function skipWaits(promise) {
  let isSettled = false
  const settle = () => (isSettled = true)
  promise.then(settle, settle)
  while (!isSettled) {
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    jest.advanceTimersToNextTimer()
  }
  return promise
}
