import { httpDate } from '../../src/http-date.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawId, drawUuid, HEX } from '../../src/ids.ts'

/** Whether an exchange went to Ollama's cloud and not to a server of the user's. */
export function isCloud({ host }: Pick<Exchange, 'host'>): boolean {
  return host === 'ollama.com'
}

/** Headers of a local server are the date alone; the cloud adds its build, its trace and its front end (recorded August 2026). */
export function headers(exchange: Exchange): Record<string, string> {
  const date = httpDate(exchange.receivedAtMs)
  if (!isCloud(exchange)) return { date }
  const { seed } = exchange
  const trace = drawId(seed, 'trace', 32, HEX)
  const span = drawId(seed, 'span', 16, HEX)
  return {
    'x-build-commit': 'dfd88388a9119aa961fcc4191eeda58e15bc9344',
    'x-build-time': '2026-08-18T23:03:55-07:00',
    'x-frame-options': 'DENY',
    'x-request-id': drawUuid(seed, 'request'),
    date,
    server: 'Google Frontend',
    traceparent: `00-${trace}-${span}-01`,
    'x-cloud-trace-context': `${trace}/${BigInt(`0x${span}`)}`,
    via: '1.1 google',
    'alt-svc': 'h3=":443"; ma=2592000',
  }
}
