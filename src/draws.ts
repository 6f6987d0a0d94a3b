import { fork, type Seed } from './random.ts'
import type { RequestOptions } from './request-options.ts'

/** Hands out the ids and seeds of exchanges. */
export interface Draws {
  /** The n-th exchange with one request, in its scope, draws from its own seed, whatever else runs meanwhile. */
  begin(
    provider: string,
    fingerprint: string,
    asked?: Pick<RequestOptions, 'seed' | 'scope' | 'ordinal'>,
  ): { readonly id: string; readonly seed: Seed }
  /** Draws from this seed from now on; ids go on. */
  reseed(seed: Seed): void
  reset(): void
}

export function createDraws(seed: Seed): Draws {
  let start = seed
  let ordinals = new Map<string, number>()
  let arrivals = 0
  return {
    begin(provider, fingerprint, { seed, scope = '', ordinal: asked } = {}) {
      const base = fork(fork(seed === undefined ? start : fork(0, seed), provider), fingerprint)
      const key = `${provider} ${scope} ${base}`
      const ordinal = asked ?? (seed === undefined ? (ordinals.get(key) ?? 0) : 0)
      ordinals.set(key, ordinal + 1)
      return { id: `ex_${++arrivals}`, seed: fork(base, `#${ordinal}`) }
    },
    reseed(seed) {
      start = seed
      ordinals = new Map()
    },
    reset() {
      ordinals = new Map()
      arrivals = 0
    },
  }
}
