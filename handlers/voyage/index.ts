import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { defineProvider } from '../../src/provider.ts'
import { embeddings } from './embeddings/index.ts'
import { catalog, traitsOf } from './models.ts'
import { rerank } from './rerank/index.ts'
import { accounting } from './tokens.ts'

/** Voyage AI at api.voyageai.com: embeddings and rerankers, no chat. */
export const voyage = defineProvider({
  name: 'voyage',
  title: 'Voyage AI',
  baseUrls: ['https://api.voyageai.com/v1', 'https://ai.mongodb.com/v1'],
  authenticate: authenticateBy(bearerKey),
  models: catalog,
  endpoints: [embeddings(), rerank()],
  accounting,
  // The first usage tier of accounts with a payment method.
  limits: (model) => ({
    requestsPerMinute: 2000,
    tokensPerMinute: model ? traitsOf(model).tokensPerMinute : 3_000_000,
  }),
  latency: () => ({ ttftMs: 130, ttftSigma: 0.5, tokensPerSecond: 100_000, speedSigma: 0 }),
  errorMix: { rate_limit: 50, server_error: 25, overloaded: 15, timeout: 10 },
})
