import type { Clock } from './clock.ts'

/** Which stream is meant: that of an exchange. */
export interface StreamOf {
  readonly id: string
}

/**
 * Holds streams back while somebody looks: all of them, those to come included, or that of one exchange. What a pause took is added to the
 * schedule, so that nothing comes in a burst afterwards.
 */
export interface Streams {
  /** Without an exchange: all streams. Headers of new ones leave, then they wait. */
  pause(exchange?: StreamOf): void
  /** Lets paused streams flow on, or that of one exchange. */
  resume(exchange?: StreamOf): void
  /** Lets the next event of each paused stream leave at once, or that of one exchange. */
  step(exchange?: StreamOf): void
  /** Whether streams are paused, or that of one exchange is. */
  isPaused(exchange?: StreamOf): boolean
}

/** One stream as it passes the gate. */
export interface Lane {
  /** `held`: nothing leaves until `wake` is called; `step`: the next event leaves, whenever it is due. */
  state: 'open' | 'held' | 'step'
  pausedAtMs: number
  /** Milliseconds by which pauses have moved the schedule. */
  shiftMs: number
  /** Set by the stream: looks at `state` again. */
  wake: () => void
  leave(): void
}

/** The gate with the side that streams see. */
export interface StreamGate extends Streams {
  enter(id: string): Lane
  reset(): void
}

export function createStreamGate(clock: Pick<Clock, 'now'>): StreamGate {
  const lanes = new Map<string, Lane>()
  const single = new Map<string, boolean>()
  let all = false
  const isPaused = (exchange?: StreamOf) => (exchange && single.get(exchange.id)) ?? all
  const settle = (lane: Lane, id: string) => {
    const isHeld = isPaused({ id })
    if (isHeld === (lane.state !== 'open')) return
    if (isHeld) {
      lane.state = 'held'
      lane.pausedAtMs = clock.now()
    } else {
      lane.state = 'open'
      lane.shiftMs += clock.now() - lane.pausedAtMs
      lane.wake()
    }
  }
  const set = (isHeld: boolean, exchange?: StreamOf) => {
    if (exchange) single.set(exchange.id, isHeld)
    else {
      single.clear()
      all = isHeld
    }
    for (const [id, lane] of lanes) settle(lane, id)
  }
  return {
    pause: (exchange) => set(true, exchange),
    resume: (exchange) => set(false, exchange),
    step(exchange) {
      for (const [id, lane] of lanes) {
        if (lane.state !== 'held' || (exchange && exchange.id !== id)) continue
        lane.state = 'step'
        lane.wake()
      }
    },
    isPaused,
    enter(id) {
      const leave = () => {
        lane.state = 'open'
        lanes.delete(id)
        single.delete(id)
      }
      const lane: Lane = { state: 'open', pausedAtMs: 0, shiftMs: 0, wake: () => {}, leave }
      lanes.set(id, lane)
      settle(lane, id)
      return lane
    },
    reset() {
      lanes.clear()
      single.clear()
      all = false
    },
  }
}
