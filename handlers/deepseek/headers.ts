import { httpDate } from '../../src/http-date.ts'
import type { Exchange } from '../../src/exchange.ts'
import { ALNUM, drawId, HEX } from '../../src/ids.ts'

/** Headers of every response (recordings of June to August 2026): no limits among them. */
export function headers(exchange: Exchange): Record<string, string> {
  const { seed, error, request, receivedAtMs } = exchange
  return {
    date: httpDate(receivedAtMs),
    server: 'elb',
    ...(error === undefined && request.stream ? { 'cache-control': 'no-cache' } : {}),
    vary: 'origin, access-control-request-method, access-control-request-headers',
    'access-control-allow-credentials': 'true',
    'x-ds-trace-id': drawId(seed, 'trace', 32, HEX),
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-cache': error ? 'Error from cloudfront' : 'Miss from cloudfront',
    via: `1.1 ${drawId(seed, 'edge', 32, HEX)}.cloudfront.net (CloudFront)`,
    'x-amz-cf-pop': 'FRA56-P1',
    'x-amz-cf-id': `${drawId(seed, 'cloudfront', 54, ALNUM)}==`,
  }
}
