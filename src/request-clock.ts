import { inThisRequest } from './request-bound.ts'
import { sleepOn, type Clock } from './clock.ts'
import type { TimerHeap } from './timer-heap.ts'

/** The clock of the machine where timers belong to requests: each task has a timer of its own, which the request that waits has set. */
export function createRequestClock(): Clock {
  let round = 0
  const clock: Clock = {
    now: () => Date.now(),
    at(timeMs, task) {
      const setIn = round
      let isLive = true
      // Never cleared: who cancels may be another request, in which its number is another timer's.
      globalThis.setTimeout(
        () => {
          if (isLive && setIn === round) task()
          isLive = false
        },
        Math.max(0, timeMs - Date.now()),
      )
      return () => {
        isLive = false
      }
    },
    sleep: (ms, signal) => sleepOn(clock, ms, signal),
    hold: () => () => {},
    reset() {
      round++
    },
  }
  return clock
}

/** What moves a clock on, in the request that began it. */
export interface Loop {
  /** How often it has turned. */
  turns(): number
  revive(): void
}

/** Adds a task; the request that waits for it looks every 20 ms whether the loop has died with the request that it ran in. */
export function watched(add: TimerHeap['add'], timeMs: number, task: () => void, loop: Loop): () => void {
  let isWaiting = true
  let seen = loop.turns()
  const watch = () => {
    if (!isWaiting) return
    if (loop.turns() === seen) loop.revive()
    seen = loop.turns()
    globalThis.setTimeout(watch, 20)
  }
  globalThis.setTimeout(watch, 20)
  const run = inThisRequest(task)
  const cancel = add(timeMs, () => {
    isWaiting = false
    run()
  })
  return () => {
    isWaiting = false
    cancel()
  }
}
