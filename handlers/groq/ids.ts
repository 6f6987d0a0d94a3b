import type { Exchange } from '../../src/exchange.ts'
import { drawId, drawUuid, HEX, LOWER_ALNUM } from '../../src/ids.ts'
import { createRandom, fork, type Seed } from '../../src/random.ts'

/** Crockford's base 32 in lower case, as ULIDs are written here. */
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz'

/** `req_` and a ULID: ten characters of time, sixteen drawn ones; the same in `x_groq` and in the header. */
export function requestId(exchange: Pick<Exchange, 'seed' | 'receivedAtMs'>): string {
  let time = ''
  for (let rest = Math.floor(exchange.receivedAtMs); time.length < 10; rest = Math.floor(rest / 32))
    time = CROCKFORD[rest % 32] + time
  return `req_${time}${drawId(exchange.seed, 'request', 16, CROCKFORD)}`
}

/** `chatcmpl-` and a UUID. */
export function completionId(exchange: Pick<Exchange, 'seed'>): string {
  return `chatcmpl-${drawUuid(exchange.seed, 'completion')}`
}

/** Nine lower-case characters, as the Llama models have them (recorded). */
export function toolCallId(seed: Seed, name: string): string {
  return drawId(seed, name, 9, LOWER_ALNUM)
}

/** The backend's configuration: fixed for a model. */
export function fingerprintOf(model: string): string {
  return `fp_${drawId(0, `groq ${model}`, 10, HEX)}`
}

/** The seed that was used, where the request names none: 31 bits. */
export function drawnSeed(seed: Seed): number {
  return createRandom(fork(seed, 'sampling')).integer(1, 2_147_483_647)
}
