import type { Exchange } from '../../../src/exchange.ts'
import { BASE62, drawId, drawUuid, toBase62 } from '../../../src/ids.ts'
import type { Seed } from '../../../src/random.ts'
import { traitsOf } from '../models.ts'

/** The moment from which ids count seconds: 2019-12-20T00:00:00Z. */
const ID_EPOCH_SECONDS = 1_576_800_000

/** `chatcmpl-` and 29 base 62 characters of which the first five are the time of creation; a UUID for search models. */
export function completionId(exchange: Exchange, prefix = 'chatcmpl-'): string {
  const model = exchange.model?.model
  if (model && traitsOf(model).family === 'search') return prefix + drawUuid(exchange.seed, 'completion')
  const seconds = Math.max(0, Math.floor(exchange.receivedAtMs / 1000) - ID_EPOCH_SECONDS)
  const time = toBase62(seconds).padStart(5, '0').slice(-5)
  return prefix + time + drawId(exchange.seed, 'completion', 24, BASE62)
}

/** `call_` and 24 base 62 characters. */
export function toolCallId(seed: Seed, name: string): string {
  return `call_${drawId(seed, name, 24, BASE62)}`
}
