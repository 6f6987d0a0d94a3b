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

/** A class, since an object with a getter of its own has a form of its own, which keeps all it can reach until the next full collection. */
export function createHold(clock: Clock, client: Client): Hold {
  return new ExchangeHold(clock, client)
}

class ExchangeHold implements Hold {
  private readonly clock: Clock
  private readonly client: Client
  private none: AbortSignal | undefined = undefined
  private release: (() => void) | undefined

  constructor(clock: Clock, client: Client) {
    this.clock = clock
    this.client = client
    this.release = clock.hold()
  }

  get signal(): AbortSignal {
    return this.client.signal ?? (this.none ??= new AbortController().signal)
  }

  theirs<T>(work: () => T | Promise<T>): Promise<T> {
    return this.within(false, () => untilAbort(this.client.signal, work))
  }

  ours<T>(work: () => Promise<T>): Promise<T> {
    return this.within(true, work)
  }

  end(): void {
    this.set(false)
  }

  private set(isHeld: boolean): void {
    if (isHeld) this.release ??= this.clock.hold()
    else {
      this.release?.()
      this.release = undefined
    }
  }

  private async within<T>(isHeld: boolean, work: () => Promise<T>): Promise<T> {
    const before = this.release !== undefined
    this.set(isHeld)
    try {
      return await work()
    } finally {
      this.set(before)
    }
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
