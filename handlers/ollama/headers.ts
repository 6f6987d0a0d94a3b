import type { Exchange } from '../../src/exchange.ts'

/** Headers of a local server: the date alone. */
export function headers(exchange: Exchange): Record<string, string> {
  return { date: new Date(exchange.receivedAtMs).toUTCString() }
}
