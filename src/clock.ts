import { macrotask } from './macrotask.ts'
import { createTimerHeap } from './timer-heap.ts'

/** The one source of time: stamps, latency, limits, lifetimes and retry delays live on it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /**
   * Runs `task` once at `timeMs` (epoch) or as soon as possible after it; gives back the cancel function.
   *
   * `settleTurns` is how many quiet turns of the event loop the virtual clock waits after this call before it moves on.
   */
  at(timeMs: number, task: () => void, settleTurns?: number): () => void
  /** Resolves after `ms` milliseconds of this clock; rejects with the signal's reason on abort. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  /** Keeps a virtual clock from moving until the given back function is called: real work is under way. */
  hold(): () => void
  /** Back to the start, all timers dropped. */
  reset(): void
}

/** What `work` gives; a virtual clock does not move meanwhile. */
export async function heldOn<T>(clock: Pick<Clock, 'hold'>, work: () => Promise<T>): Promise<T> {
  const release = clock.hold()
  try {
    return await work()
  } finally {
    release()
  }
}

/** `sleep` of any clock in terms of its `at`. */
export function sleepOn(clock: Pick<Clock, 'now' | 'at'>, ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.reject(signal.reason as Error)
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      cancel()
      reject(signal!.reason as Error)
    }
    const cancel = clock.at(clock.now() + ms, () => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}

/**
 * The clock of the machine. Timers and `Date` are looked up at call time, so fake timers (vi, jest, sinon) drive it.
 *
 * @example
 * const llm = createSimulation({ clock: createRealClock() }) // the same as 'real'
 */
export function createRealClock(): Clock {
  const heap = createTimerHeap()
  let armedFor = Number.POSITIVE_INFINITY
  let disarm = () => {}

  const arm = () => {
    const next = heap.nextTime()
    if (next === armedFor) return
    disarm()
    armedFor = next
    if (next === Number.POSITIVE_INFINITY) return
    const clear = globalThis.clearTimeout
    const timer = globalThis.setTimeout(fire, Math.max(0, next - Date.now()))
    disarm = () => clear(timer)
  }
  const fire = () => {
    // A timer that fired is due, whatever `Date` says: fakes may leave Date alone, and Node fires up to 1 ms early.
    const now = Math.max(Date.now(), armedFor)
    armedFor = Number.POSITIVE_INFINITY
    disarm = () => {}
    heap.runUntil(now)
    arm()
  }
  const clock: Clock = {
    now: () => Date.now(),
    at(timeMs, task) {
      const cancel = heap.add(timeMs, task)
      arm()
      return () => {
        cancel()
        arm()
      }
    },
    sleep: (ms, signal) => sleepOn(clock, ms, signal),
    hold: () => () => {},
    reset() {
      heap.clear()
      arm()
    },
  }
  return clock
}

/** Milliseconds since the epoch at which virtual and manual clocks start: 2026-01-01T00:00:00Z. */
export const CLOCK_START_MS = 1_767_225_600_000

/** A clock that the test moves. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms`; tasks that fall due run in order, each with its own time. What is under way, and what they set off, settles before. */
  advance(ms: number): Promise<void>
}

/**
 * A clock that stands still until `advance` is called.
 *
 * @example
 * const clock = createManualClock()
 * const llm = createSimulation({ clock, latencyMs: 200 })
 * const slept = llm.clock.sleep(50)
 * await clock.advance(50)
 * await slept
 */
export function createManualClock(startMs = CLOCK_START_MS): ManualClock {
  const heap = createTimerHeap()
  let now = startMs
  let holds = 0
  let wake = () => {}
  const settle = async () => {
    do {
      // Work under way, such as the first load of a provider, may take longer than some turns.
      while (holds > 0) await new Promise<void>((resolve) => (wake = resolve))
      for (let turn = 0; turn < SETTLE_TURNS && holds === 0; turn++) await macrotask()
    } while (holds > 0)
  }
  const clock: ManualClock = {
    now: () => now,
    at: (timeMs, task) => heap.add(timeMs, task),
    sleep: (ms, signal) => sleepOn(clock, ms, signal),
    hold() {
      holds++
      let isHeld = true
      return () => {
        if (isHeld && --holds === 0) wake()
        isHeld = false
      }
    },
    reset() {
      heap.clear()
      now = startMs
    },
    async advance(ms) {
      const target = now + ms
      await settle()
      while (heap.nextTime() <= target) {
        now = Math.max(now, heap.nextTime())
        heap.runUntil(now)
        await settle()
      }
      now = target
    },
  }
  return clock
}

/** Turns of the event loop in which work set off by a timer (a reader that pulls, a client that asks again) shows itself. */
export const SETTLE_TURNS = 8
