import type { Clock } from './clock.ts'
import type { Client } from './incoming.ts'

/** Keeps a virtual clock from moving while the engine works on one exchange, but not while it waits for what a test author wrote. */
export interface Hold {
  /** Aborted when the client leaves. */
  readonly signal: AbortSignal
  /** Runs a test author's code, which may sleep on the clock; rejects with the signal's reason where the client leaves meanwhile. */
  theirs<T>(work: () => T | Promise<T>): Promise<T>
  /** Runs the engine's own work inside of theirs. */
  ours<T>(work: () => Promise<T>): Promise<T>
  end(): void
}

export function createHold(clock: Clock, client: Client): Hold {
  let none: AbortSignal | undefined
  let release: (() => void) | undefined = clock.hold()
  const set = (isHeld: boolean) => {
    if (isHeld) release ??= clock.hold()
    else {
      release?.()
      release = undefined
    }
  }
  const within = async <T>(isHeld: boolean, work: () => Promise<T>): Promise<T> => {
    const before = release !== undefined
    set(isHeld)
    try {
      return await work()
    } finally {
      set(before)
    }
  }
  return {
    get signal() {
      return client.signal ?? (none ??= new AbortController().signal)
    },
    theirs: (work) => within(false, () => untilAbort(client.signal, work)),
    ours: (work) => within(true, work),
    end: () => set(false),
  }
}

function untilAbort<T>(signal: AbortSignal | undefined, work: () => T | Promise<T>): Promise<T> {
  if (!signal) return Promise.resolve(work())
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason as Error)
    if (signal.aborted) return leave()
    signal.addEventListener('abort', leave, { once: true })
    const done = () => signal.removeEventListener('abort', leave)
    void new Promise<T>((started) => started(work())).finally(done).then(resolve, reject)
  })
}
