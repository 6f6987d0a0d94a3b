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
      return () => void stops.delete(stop)
    },
    end(reason) {
      for (const stop of stops) stop(reason)
      stops.clear()
    },
  }
}
