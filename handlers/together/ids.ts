import type { Exchange } from '../../src/exchange.ts'
import { BASE62, drawId, LOWER_ALNUM } from '../../src/ids.ts'
import { createRandom, fork, type Seed } from '../../src/random.ts'
import { rayOf } from '../compatible/edge-headers.ts'

/** Seven and six base 62 characters and the name of the request at the edge. */
export function responseId({ seed }: Pick<Exchange, 'seed'>): string {
  return `${drawId(seed, 'response', 7, BASE62)}-${drawId(seed, 'server', 6, BASE62)}-${rayOf({ seed })}`
}

/** `call_` and 24 lower-case characters (recorded). */
export function toolCallId(seed: Seed, name: string): string {
  return `call_${drawId(seed, name, 24, LOWER_ALNUM)}`
}

/** The seed of a choice: 64 bits, of which a double keeps the first 53 (recorded). */
export function choiceSeed(seed: Seed, choice: number): number {
  return Math.floor(createRandom(fork(seed, `sampling ${choice}`)).next() * 2 ** 64)
}
