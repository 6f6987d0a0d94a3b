import { authenticateBy, bearerKey } from '../../src/auth.ts'
import type { Limits } from '../../src/rate-limit.ts'
import { defineProvider } from '../../src/provider.ts'
import { chat } from './chat/index.ts'
import { chatV1 } from './chat-v1/index.ts'
import { checkApiKey } from './check-api-key.ts'
import { embeddings } from './embed/index.ts'
import { latency } from './latency.ts'
import { catalog, traitsOf, type CohereApi } from './models.ts'
import { getModel, listModels } from './models-endpoints.ts'
import { rerank } from './rerank/index.ts'
import { accounting } from './tokens.ts'
import { detokenize, tokenize } from './tokenize.ts'

/** A production key's requests per minute (docs.cohere.com/docs/rate-limits). */
const PRODUCTION: Record<CohereApi, Limits> = {
  chat: { requestsPerMinute: 500 },
  embed: { requestsPerMinute: 2000 },
  rerank: { requestsPerMinute: 1000 },
}

/** Cohere at api.cohere.com, and at api.cohere.ai as older clients have it. */
export const cohere = defineProvider({
  name: 'cohere',
  title: 'Cohere',
  baseUrls: ['https://api.cohere.com', 'https://api.cohere.ai'],
  authenticate: authenticateBy(bearerKey),
  models: catalog,
  endpoints: [
    chat,
    chatV1,
    embeddings(2),
    embeddings(1),
    rerank(2),
    rerank(1),
    tokenize,
    detokenize,
    listModels,
    getModel,
    checkApiKey,
  ],
  accounting,
  limits: (model) => (model ? PRODUCTION[traitsOf(model).api] : { requestsPerMinute: 2000 }),
  latency,
  errorMix: { rate_limit: 35, server_error: 30, overloaded: 20, timeout: 10, bad_gateway: 5 },
  usualErrorRate: 0.005,
})
