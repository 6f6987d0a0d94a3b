/** The start of a stream of draws: an integer below 2^53. Fork it by name; never share one between two purposes. */
export type Seed = number

/**
 * A 53-bit hash of `text` that continues from `seed`: the one mixing function of the engine (cyrb53's construction).
 *
 * Forking by hashing a name, not by drawing from a shared generator, is what keeps exchanges independent of each other's order.
 */
export function fork(seed: Seed, text: string): Seed {
  const hash = new SeedHash(seed)
  hash.add(text)
  return hash.end()
}

/** {@link fork} of a text that comes in pieces. */
export class SeedHash {
  private high: number
  private low: number

  constructor(seed: Seed) {
    this.high = 0xdeadbeef ^ (seed >>> 0)
    this.low = 0x41c6ce57 ^ Math.floor(seed / 0x1_0000_0000)
  }

  add(text: string): void {
    let { high, low } = this
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      high = Math.imul(high ^ code, 2654435761)
      low = Math.imul(low ^ code, 1597334677)
    }
    this.high = high
    this.low = low
  }

  /** The seed; nothing may be added any more. */
  end(): Seed {
    const { high: h, low: l } = this
    const high = Math.imul(h ^ (h >>> 16), 2246822507) ^ Math.imul(l ^ (l >>> 13), 3266489909)
    const low = Math.imul(l ^ (l >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
    return 4294967296 * (2097151 & low) + (high >>> 0)
  }
}

/** Draws from one seed. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [min, max], both included. */
  integer(min: number, max: number): number
  /** One of `items`, which must not be empty. */
  pick<T>(items: readonly T[]): T
  /** True with the given probability. */
  chance(probability: number): boolean
  /** A standard normal deviate. */
  normal(): number
  /** A deviate of the Gamma distribution with whole `shape` and the given mean (an Erlang distribution). */
  gamma(shape: number, mean: number): number
}

/** A generator for `seed` (sfc32). Cheap to make: some twenty operations. */
export function createRandom(seed: Seed): Random {
  return new Sfc32(seed)
}

/** Its state is whole numbers of 32 bits with a sign, which need no memory of their own. */
class Sfc32 implements Random {
  private a: number
  private b: number
  private c = 0x9e3779b9 | 0
  private counter = 1

  constructor(seed: Seed) {
    this.a = seed | 0
    this.b = Math.floor(seed / 0x1_0000_0000) | 0
    for (let index = 0; index < 12; index++) this.step()
  }

  next(): number {
    return (this.step() >>> 0) / 4294967296
  }

  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1))
  }

  pick<T>(items: readonly T[]): T {
    return items[this.integer(0, items.length - 1)]!
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  gamma(shape: number, mean: number): number {
    let product = 1
    for (let index = 0; index < shape; index++) product *= 1 - this.next()
    return (-mean / shape) * Math.log(product)
  }

  private step(): number {
    const { a, b, c, counter } = this
    const sum = (a + b + counter) | 0
    this.counter = (counter + 1) | 0
    this.a = b ^ (b >>> 9)
    this.b = (c + (c << 3)) | 0
    this.c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum
  }
}
