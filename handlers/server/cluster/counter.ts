/** Numbers equal requests of all processes, from 0. */
export interface Counter {
  next(key: string): number
  reset(): void
}

export function createCounter(): Counter {
  let counts = new Map<string, number>()
  return {
    next(key) {
      const ordinal = counts.get(key) ?? 0
      counts.set(key, ordinal + 1)
      return ordinal
    },
    reset: () => {
      counts = new Map()
    },
  }
}

/**
 * Asks another process to number requests: those of one turn of the event loop in one message.
 *
 * @param send keys, whose ordinals `receive` gets in their order
 */
export function createAsker(send: (keys: readonly string[]) => void) {
  let keys: string[] = []
  const waiting: ((ordinal: number) => void)[] = []
  return {
    next: (key: string) =>
      new Promise<number>((resolve) => {
        waiting.push(resolve)
        if (keys.push(key) > 1) return
        queueMicrotask(() => {
          send(keys)
          keys = []
        })
      }),
    receive: (ordinals: readonly number[]) => ordinals.forEach((ordinal) => waiting.shift()?.(ordinal)),
  }
}
