import { httpDate } from '../../src/http-date.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawId, HEX } from '../../src/ids.ts'

/** 16 hex characters that name a request at the edge. */
export function rayOf(exchange: Pick<Exchange, 'seed'>): string {
  return drawId(exchange.seed, 'ray', 16, HEX)
}

/** What Cloudflare adds to every response, `date` included. */
export function edgeHeaders(exchange: Exchange): Record<string, string> {
  return {
    date: httpDate(exchange.receivedAtMs),
    server: 'cloudflare',
    'cf-ray': `${rayOf(exchange)}-FRA`,
    'cf-cache-status': 'DYNAMIC',
    'alt-svc': 'h3=":443"; ma=86400',
  }
}
