interface Timer {
  readonly timeMs: number
  readonly order: number
  task: (() => void) | undefined
}

/** Timers ordered by time, then by the order of their creation. */
export interface TimerHeap {
  add(timeMs: number, task: () => void): () => void
  /** Time of the next live timer; Infinity where there is none. */
  nextTime(): number
  /** Runs all that is due at `nowMs`, also what is added for that time meanwhile. */
  runUntil(nowMs: number): void
  clear(): void
}

/** A binary heap; a cancelled timer stays in it, empty, until it comes to the top. */
export function createTimerHeap(): TimerHeap {
  let timers: Timer[] = []
  let order = 0

  const nextTime = () => {
    while (timers.length > 0 && timers[0]!.task === undefined) removeTop(timers)
    return timers[0]?.timeMs ?? Number.POSITIVE_INFINITY
  }
  return {
    add(timeMs, task) {
      const timer: Timer = { timeMs, order: order++, task }
      push(timers, timer)
      return () => {
        timer.task = undefined
      }
    },
    nextTime,
    runUntil(nowMs) {
      while (nextTime() <= nowMs) {
        const { task } = timers[0]!
        removeTop(timers)
        task!()
      }
    },
    clear() {
      timers = []
    },
  }
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.timeMs < b.timeMs || (a.timeMs === b.timeMs && a.order < b.order)
}

function push(timers: Timer[], timer: Timer): void {
  let index = timers.push(timer) - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!isBefore(timer, timers[parent]!)) break
    timers[index] = timers[parent]!
    index = parent
  }
  timers[index] = timer
}

function removeTop(timers: Timer[]): void {
  const last = timers.pop()!
  if (timers.length === 0) return
  let index = 0
  for (;;) {
    let child = 2 * index + 1
    if (child >= timers.length) break
    if (child + 1 < timers.length && isBefore(timers[child + 1]!, timers[child]!)) child++
    if (!isBefore(timers[child]!, last)) break
    timers[index] = timers[child]!
    index = child
  }
  timers[index] = last
}
