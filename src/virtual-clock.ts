import { CLOCK_START_MS, SETTLE_TURNS, sleepOn, type Clock } from './clock.ts'
import { macrotask } from './macrotask.ts'
import { IS_REQUEST_BOUND } from './request-bound.ts'
import { watched } from './request-clock.ts'
import { createTimerHeap } from './timer-heap.ts'

/**
 * A clock that moves by itself to the next timer as soon as everything of ours waits.
 *
 * Concurrency is kept: all that is due at one instant runs before time moves on. Between two instants the event loop
 * turns until nothing new happens, so that readers can pull and clients can send their next request.
 *
 * @example
 * const llm = createSimulation({ clock: createVirtualClock(Date.UTC(2027, 0, 1)) })
 * await llm.clock.sleep(3_600_000) // at once
 * expect(llm.clock.now()).toBe(Date.UTC(2027, 0, 1, 1))
 */
export function createVirtualClock(startMs = CLOCK_START_MS): Clock {
  const heap = createTimerHeap()
  let now = startMs
  let holds = 0
  let turnsLeft = 0
  let running = false
  let turns = 0

  const stir = (turns: number) => {
    turnsLeft = Math.max(turnsLeft, turns)
    if (running || holds > 0 || heap.nextTime() === Number.POSITIVE_INFINITY) return
    running = true
    void run()
  }
  const run = async () => {
    while (holds === 0 && heap.nextTime() !== Number.POSITIVE_INFINITY) {
      await macrotask()
      turns++
      if (--turnsLeft > 0 || holds > 0) continue
      turnsLeft = 0
      const next = heap.nextTime()
      if (next === Number.POSITIVE_INFINITY) break
      now = Math.max(now, next)
      heap.runUntil(now)
    }
    running = false
    // A hold that ended, or a timer that came, while the loop was leaving.
    if (holds === 0 && heap.nextTime() !== Number.POSITIVE_INFINITY) stir(1)
  }
  const loop = {
    turns: () => turns,
    revive() {
      running = false
      stir(1)
    },
  }
  const clock: Clock = {
    now: () => now,
    at(timeMs, task, settleTurns = SETTLE_TURNS) {
      const cancel = IS_REQUEST_BOUND ? watched(heap.add, timeMs, task, loop) : heap.add(timeMs, task)
      stir(settleTurns)
      return cancel
    },
    sleep: (ms, signal) => sleepOn(clock, ms, signal),
    hold() {
      holds++
      let held = true
      return () => {
        if (!held) return
        held = false
        holds--
        stir(SETTLE_TURNS)
      }
    },
    reset() {
      heap.clear()
      now = startMs
    },
  }
  return clock
}
