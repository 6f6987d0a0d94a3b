import { setImmediate } from 'node:timers/promises'

/** With fake timers: moves time on to the next timer whenever nothing else is going on, until the promise settles. */
export async function skipWaits(promise, jest) {
  let isSettled = false
  const settle = () => (isSettled = true)
  promise.then(settle, settle)
  while (!isSettled) {
    for (let turn = 0; turn < 50; turn++) await setImmediate()
    await jest.advanceTimersToNextTimerAsync()
  }
  return promise
}
