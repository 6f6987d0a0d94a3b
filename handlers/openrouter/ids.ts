import type { Exchange } from '../../src/exchange.ts'
import { BASE62, drawId } from '../../src/ids.ts'
import type { Seed } from '../../src/random.ts'

/** `gen-`, the second in which the request came, and 20 base 62 characters; other operations say their name after `gen-`. */
export function generationId({ seed, receivedAtMs }: Pick<Exchange, 'seed' | 'receivedAtMs'>, kind = ''): string {
  return `gen-${kind}${Math.floor(receivedAtMs / 1000)}-${drawId(seed, 'generation', 20, BASE62)}`
}

/** `call_` and 24 base 62 characters, as OpenAI draws them; other upstreams have forms of their own. */
export function toolCallId(seed: Seed, name: string): string {
  return `call_${drawId(seed, name, 24, BASE62)}`
}
