import type { Exchange } from '../../../src/exchange.ts'
import { drawUuid } from '../../../src/ids.ts'
import type { ResponseIds } from '../../openai/responses/ids.ts'

/** A response is named by a UUID. */
export function responseId({ seed }: Pick<Exchange, 'seed'>): string {
  return drawUuid(seed, 'response')
}

/** Items are named after their response, a call with its number behind (recorded). */
export const ids: ResponseIds = {
  response: responseId,
  item: (exchange, prefix, name) =>
    `${prefix}_${responseId(exchange)}${prefix === 'fc' ? `_${/\d+$/.exec(name)?.[0] ?? 0}` : ''}`,
  call: (seed, name) => `call-${drawUuid(seed, name)}-${/\d+$/.exec(name)?.[0] ?? 0}`,
}
