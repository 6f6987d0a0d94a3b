import type { Exchange } from '../../src/exchange.ts'
import { drawId, drawUuid, HEX } from '../../src/ids.ts'

/** Where every simulated resource is. */
export function regionOf(): string {
  return 'East US 2'
}

/** The session of the serving process: fixed for a model. */
export function sessionOf(model: string): string {
  return `d20260330170902-${drawId(0, `session ${model}`, 12, HEX)}`
}

/** One of the two names that a request has: at the gateway and at the model. */
export function requestUuid({ seed }: Pick<Exchange, 'seed'>, where: 'apim' | 'model'): string {
  return drawUuid(seed, where)
}
