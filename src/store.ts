import type { Store } from './provider.ts'

/** A store that can be emptied. */
export interface ResettableStore extends Store {
  reset(): void
}

export function createStore(): ResettableStore {
  const collections = new Map<string, Map<string, unknown>>()
  return {
    collection<T>(name: string) {
      const known = collections.get(name) ?? new Map<string, unknown>()
      collections.set(name, known)
      // Each name has one owner, the dialect that states what it holds.
      return known as Map<string, T>
    },
    reset: () => collections.clear(),
  }
}
