import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { cohere as card } from './card.ts'
import { chat } from './chat/index.ts'
import { chatV1 } from './chat-v1/index.ts'
import { checkApiKey } from './check-api-key.ts'
import { embeddings } from './embed/index.ts'
import { latency } from './latency.ts'
import { tiers } from './limits.ts'
import { traitsOf } from './models.ts'
import { getModel, listModels } from './models-endpoints.ts'
import { rerank } from './rerank/index.ts'
import { accounting } from './tokens.ts'
import { detokenize, tokenize } from './tokenize.ts'

/** Cohere at api.cohere.com, and at api.cohere.ai as older clients have it. */
export const cohere = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
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
  limits: tiers.production,
  tiers,
  limitPool: (model) => traitsOf(model).api,
  latency,
  errorMix: { rate_limit: 35, server_error: 30, overloaded: 20, timeout: 10, bad_gateway: 5 },
  usualErrorRate: 0.005,
})
