import { httpDate } from '../../src/http-date.ts'
import type { Exchange } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import { encode, type EmbeddingExchange } from '../openai/embeddings/encode.ts'
import { regionOf, requestUuid } from './identity.ts'

/** The body (recorded August 2026): OpenAI's with an id, the index first, and no tokens of an answer. */
export function encodeCohere(exchange: EmbeddingExchange): object {
  // The layout of OpenAI's own body.
  const { data } = encode(exchange) as { readonly data: readonly { readonly embedding: unknown }[] }
  const { inputTokens } = exchange.usage
  return {
    id: drawUuid(exchange.seed, 'embeddings'),
    object: 'list',
    data: data.map(({ embedding }, index) => ({ index, object: 'embedding', embedding })),
    model: exchange.model!.id,
    usage: { prompt_tokens: inputTokens, completion_tokens: 0, total_tokens: inputTokens },
  }
}

/** Headers of an answer (recorded August 2026): what was sent in characters and tokens, and no limits. */
export function cohereHeaders(exchange: Exchange): Record<string, string> {
  const { inputs = [] } = exchange.request as { readonly inputs?: readonly (string | readonly number[])[] }
  const tokens = String(exchange.usage.inputTokens)
  return {
    date: httpDate(exchange.receivedAtMs),
    'cache-control': 'no-store, no-transform, must-revalidate, no-cache, max-age=0, private',
    expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
    pragma: 'no-cache',
    vary: 'Origin',
    'num-chars': String(inputs.reduce((sum, input) => sum + input.length, 0)),
    'num-tokens': tokens,
    'prompt-token-len': tokens,
    'sampling-token-len': '0',
    'apim-request-id': requestUuid(exchange, 'apim'),
    'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
    'x-content-type-options': 'nosniff',
    'x-ms-region': regionOf(),
  }
}
