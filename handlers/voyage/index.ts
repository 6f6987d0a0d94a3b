import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider, type LimitsOf } from '../../src/provider.ts'
import { voyage as card } from './card.ts'
import { embeddings } from './embeddings/index.ts'
import { traitsOf } from './models.ts'
import { rerank } from './rerank/index.ts'
import { accounting } from './tokens.ts'

function times(factor: number): LimitsOf {
  return (model) => ({
    requestsPerMinute: 2000 * factor,
    tokensPerMinute: (model ? traitsOf(model).tokensPerMinute : 3_000_000) * factor,
  })
}

/** Accounts without a payment method, and usage tiers of those with one (docs.voyageai.com/docs/rate-limits). */
const tiers = {
  free: () => ({ requestsPerMinute: 3, tokensPerMinute: 10_000 }),
  'tier-1': times(1),
  'tier-2': times(2),
  'tier-3': times(3),
} as const satisfies Record<string, LimitsOf>

/** Voyage AI at api.voyageai.com: embeddings and rerankers, no chat. */
export const voyage = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [embeddings(), rerank()],
  accounting,
  limits: tiers['tier-1'],
  tiers,
  latency: () => ({ ttftMs: 130, ttftSigma: 0.5, tokensPerSecond: 100_000, speedSigma: 0 }),
  errorMix: { rate_limit: 50, server_error: 25, overloaded: 15, timeout: 10 },
})
