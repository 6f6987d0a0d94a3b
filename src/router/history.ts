import type { RouteAttempt, RouteDecision } from './route.ts'

/** The newest decisions and what was tried for them. */
export interface History {
  add(decision: RouteDecision): void
  attempt(decision: RouteDecision, attempt: RouteAttempt): void
  attemptsOf(decision: RouteDecision): readonly RouteAttempt[]
  all(): readonly RouteDecision[]
  reset(): void
}

export function createHistory(size: number): History {
  let decisions: RouteDecision[] = []
  // Decisions that are no longer kept may still be tried.
  let attempts = new WeakMap<RouteDecision, RouteAttempt[]>()
  return {
    add(decision) {
      decisions.push(decision)
      if (decisions.length > 2 * size) decisions = decisions.slice(-size)
    },
    attempt(decision, attempt) {
      attempts.set(decision, [...(attempts.get(decision) ?? []), attempt])
    },
    attemptsOf: (decision) => attempts.get(decision) ?? [],
    all: () =>
      (size === 0 ? [] : decisions.slice(-size)).map((decision) => {
        const tried = attempts.get(decision)
        return tried ? { ...decision, attempts: tried } : decision
      }),
    reset() {
      decisions = []
      attempts = new WeakMap()
    },
  }
}
