import { httpDate } from '../../src/http-date.ts'
import type { Exchange } from '../../src/exchange.ts'
import { rayOf } from '../compatible/edge-headers.ts'
import { generationId } from './ids.ts'

/** Headers of every response (recordings of July and August 2026): no rate limits among them. */
export function headers(exchange: Exchange): Record<string, string> {
  const { error, operation, request } = exchange
  const isStream = !error && request.stream
  return {
    date: httpDate(exchange.receivedAtMs),
    'access-control-allow-origin': '*',
    ...(isStream ? { 'cache-control': 'no-cache' } : {}),
    ...(!error && operation === 'chat' ? { 'x-generation-id': generationId(exchange) } : {}),
    'access-control-expose-headers': 'X-Generation-Id,X-Provider-Name,request-id,cf-ray',
    'permissions-policy':
      'payment=(self "https://checkout.stripe.com" "https://connect-js.stripe.com" "https://js.stripe.com" "https://*.js.stripe.com" "https://hooks.stripe.com")',
    'referrer-policy': 'no-referrer, strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    server: 'cloudflare',
    'cf-ray': `${rayOf(exchange)}-FRA`,
  }
}
