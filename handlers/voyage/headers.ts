import { httpDate } from '../../src/http-date.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawId, HEX } from '../../src/ids.ts'

/** Headers of every answer (recorded in 2026); there are none for limits. */
export function headers(exchange: Exchange): Record<string, string> {
  return {
    date: httpDate(exchange.receivedAtMs),
    server: 'uvicorn',
    via: '1.1 google',
    'alt-svc': 'h3=":443"; ma=2592000,h3-29=":443"; ma=2592000',
    'x-request-id': drawId(exchange.seed, 'request', 32, HEX),
  }
}
