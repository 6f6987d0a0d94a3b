import type { Exchange } from '../../src/exchange.ts'
import { drawUuid } from '../../src/ids.ts'
import type { Model } from '../../src/models.ts'
import { catalog as cohere } from '../cohere/models.ts'
import { encode, type EmbeddingExchange } from '../openai/embeddings/encode.ts'
import { regionOf, requestUuid } from './identity.ts'

/** Cohere's names in Foundry's catalogue; answers have Cohere's own (recorded). */
const NAMES = {
  'Cohere-embed-v3-english': 'embed-english-v3.0',
  'Cohere-embed-v3-multilingual': 'embed-multilingual-v3.0',
  'embed-v-4-0': 'embed-v4.0',
} as const

function deployable([id, name]: readonly [string, string]): Model {
  const model = cohere.resolve(name)!.model
  const { dimensions } = model.traits as { readonly dimensions: readonly number[] }
  return { ...model, id, snapshots: [name], traits: { endpoints: ['embeddings'], dimensions: dimensions[0]! } }
}

/** Cohere's embedding models as Foundry deploys them, at Cohere's prices. */
export const cohereEmbeddings: readonly Model[] = Object.entries(NAMES).map(deployable)

/** Whether a deployed model is one of Cohere's, which answers in a form of its own. */
export function isCohere(model: Model | undefined): boolean {
  return model !== undefined && cohereEmbeddings.some(({ id }) => id === model.id)
}

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
    date: new Date(exchange.receivedAtMs).toUTCString(),
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
