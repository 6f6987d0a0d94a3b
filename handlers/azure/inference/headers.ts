import { httpDate } from '../../../src/http-date.ts'
import type { Exchange } from '../../../src/exchange.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import { regionOf, requestUuid } from '../identity.ts'
import { isGrok } from './grok.ts'

/** Headers of Foundry's model inference (recorded August 2026): no limits among them; a refused key has the gateway's request id alone. */
export function headers(exchange: Exchange): Record<string, string> {
  const { error, model, request, receivedAtMs, seed } = exchange
  const gateway = {
    date: httpDate(receivedAtMs),
    'apim-request-id': requestUuid(exchange, 'apim'),
  }
  if (error && (error.kind === 'auth' || error.kind === 'not_found')) return gateway
  const common = {
    ...gateway,
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-ms-region': regionOf(),
    'azureai-fe-offer-type': 'paygo',
  }
  if (!model || !isGrok(model.model))
    return {
      ...common,
      'azureai-fe-is-streaming': request.stream && !error ? 'True' : 'False',
      'skip-error-remapping': 'true',
    }
  return {
    ...common,
    ...(request.stream && !error ? { 'content-type': 'text/event-stream' } : {}),
    'azureai-fe-is-streaming': 'False',
    'azureai-requested-tier': 'default',
    'azureai-processed-tier': 'default',
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': '*',
    vary: 'access-control-request-headers',
    traceparent: `00-${drawId(seed, 'trace', 32, HEX)}-${drawId(seed, 'span', 16, HEX)}-00`,
  }
}
