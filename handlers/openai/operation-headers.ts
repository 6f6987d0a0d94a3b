import type { Exchange } from '../../src/exchange.ts'
import { drawId, HEX, LOWER_ALNUM } from '../../src/ids.ts'
import { headers } from './headers.ts'

/** Headers of endpoints that any page may read: files. */
export function openHeaders(exchange: Exchange): Record<string, string> {
  return exchange.error ? headers(exchange) : { ...headers(exchange), 'access-control-allow-origin': '*' }
}

/** Headers of the older model endpoints, embeddings and completions: they name the model and the router (recorded). */
export function routedHeaders(exchange: Exchange): Record<string, string> {
  if (exchange.error || !exchange.model) return openHeaders(exchange)
  const router = `${drawId(exchange.seed, 'router', 10, HEX)}-${drawId(exchange.seed, 'pod', 5, LOWER_ALNUM)}`
  return { ...openHeaders(exchange), 'openai-model': exchange.model.id, via: `envoy-router-${router}` }
}

/** Headers without rate limits, which moderations, files, batches and images do not send; `exposed` names what pages may read (recorded). */
export function unlimited(of: (exchange: Exchange) => Record<string, string>, exposed = 'CF-Ray, X-Request-ID') {
  return (exchange: Exchange): Record<string, string> => {
    const kept = Object.entries(of(exchange)).filter(([name]) => !name.startsWith('x-ratelimit-'))
    const all = Object.fromEntries(kept)
    return 'access-control-expose-headers' in all ? { ...all, 'access-control-expose-headers': exposed } : all
  }
}
