import { IS_REQUEST_BOUND } from './request-bound.ts'

/** What is under way and ends with a reset. */
export interface Running {
  /** Registers what stops it; gives back the release. */
  track(stop: (reason: Error) => void): () => void
  end(reason: Error): void
}

export function createRunning(): Running {
  const stops = new Set<(reason: Error) => void>()
  return {
    track(stop) {
      stops.add(stop)
      if (!IS_REQUEST_BOUND) return () => void stops.delete(stop)
      // Who waits for another request's doing is else taken for hung.
      const beat = globalThis.setInterval(() => {}, 1000)
      return () => {
        stops.delete(stop)
        globalThis.clearInterval(beat)
      }
    },
    end(reason) {
      for (const stop of stops) stop(reason)
      stops.clear()
    },
  }
}
