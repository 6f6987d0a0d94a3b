import { ApiError, UsageError } from './errors.ts'
import { shown } from './shown.ts'

/** How a provider copes with many requests at once. */
export interface LoadOptions {
  /** Requests that are worked on at the same time; more wait their turn. Default: no end. */
  readonly maxConcurrency?: number
  /** Factor on time to first token and gaps when all of them are taken, in a straight line from 1 for a single request. Default: 1. */
  readonly timeFactor?: number
  /** Requests that may wait; more are turned away as overloaded. Default: no end. */
  readonly maxQueue?: number
}

/** A place among the requests that are worked on. */
export interface Slot {
  /** Factor on the times of the answer, from the load when it was taken. */
  readonly factor: number
  /** Gives the place to the next in the queue. */
  release(): void
}

/** The requests of one provider that are worked on, and those that wait, first come first served. */
export interface Load {
  /**
   * Takes a place, at once or when one is free.
   *
   * @throws {ApiError} `overloaded` where the queue is full
   */
  enter(options: LoadOptions): Slot | Waiting
  reset(): void
}

/** A place in the queue. */
export interface Waiting {
  readonly slot: Promise<Slot>
  /** Leaves the queue. */
  leave(): void
}

export function createLoad(): Load {
  let running = 0
  let queue: ((slot: Slot) => void)[] = []

  const take = ({ maxConcurrency = Number.POSITIVE_INFINITY, timeFactor = 1 }: LoadOptions): Slot => {
    running++
    const share =
      maxConcurrency === 1 || maxConcurrency === Number.POSITIVE_INFINITY ? 0 : (running - 1) / (maxConcurrency - 1)
    let isHeld = true
    return {
      factor: 1 + (timeFactor - 1) * share,
      release() {
        if (!isHeld) return
        isHeld = false
        running--
        const next = queue.shift()
        next?.(take({ maxConcurrency, timeFactor }))
      },
    }
  }
  return {
    enter(options) {
      const { maxConcurrency = Number.POSITIVE_INFINITY, maxQueue = Number.POSITIVE_INFINITY } = options
      if (running < maxConcurrency) return take(options)
      if (queue.length >= maxQueue) {
        throw new ApiError('overloaded', '', {
          hint: `${running} requests are worked on and ${queue.length} wait: load.maxConcurrency ${maxConcurrency} and load.maxQueue ${maxQueue} are full.`,
        })
      }
      let enter!: (slot: Slot) => void
      const slot = new Promise<Slot>((resolve) => (enter = resolve))
      queue.push(enter)
      return { slot, leave: () => (queue = queue.filter((one) => one !== enter)) }
    },
    reset() {
      running = 0
      queue = []
    },
  }
}

/** @throws {UsageError} for an impossible value */
export function checkLoad(load: LoadOptions | undefined): void {
  for (const [name, least] of [
    ['maxConcurrency', 1],
    ['timeFactor', 1],
    ['maxQueue', 0],
  ] as const) {
    const value = load?.[name]
    if (value === undefined || (typeof value === 'number' && value >= least)) continue
    throw new UsageError(`load.${name} must be a number from ${least}, not ${shown(value)}.`)
  }
}
