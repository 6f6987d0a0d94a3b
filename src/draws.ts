import { hashCanonicalJson } from './json-text.ts'
import { fork, SeedHash, type Seed } from './random.ts'
import type { RequestOptions } from './request-options.ts'

/** Hands out the ids and seeds of exchanges. */
export interface Draws {
  /**
   * The n-th exchange with one request, in its scope, draws from its own seed, whatever else runs meanwhile. Requests are the same whose
   * `fingerprint` is, and whose `body` is as JSON.
   */
  begin(
    provider: string,
    fingerprint: string,
    body: unknown,
    asked?: Pick<RequestOptions, 'seed' | 'scope' | 'ordinal'>,
  ): { readonly id: string; readonly seed: Seed }
  /** Draws from this seed from now on; ids go on. */
  reseed(seed: Seed): void
  reset(): void
}

export function createDraws(seed: Seed): Draws {
  let start = seed
  /** How often each request came, by scope. */
  let ordinals = new Map<string, Map<Seed, number>>()
  let arrivals = 0
  return {
    begin(provider, fingerprint, body, { seed, scope = '', ordinal: asked } = {}) {
      const hash = new SeedHash(fork(seed === undefined ? start : fork(0, seed), provider))
      hash.add(fingerprint)
      hashCanonicalJson(body, hash)
      const base = hash.end()
      let counts = ordinals.get(scope)
      if (!counts) ordinals.set(scope, (counts = new Map()))
      const ordinal = asked ?? (seed === undefined ? (counts.get(base) ?? 0) : 0)
      counts.set(base, ordinal + 1)
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
