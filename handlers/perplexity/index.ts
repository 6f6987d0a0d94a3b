import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider, type LimitsOf } from '../../src/provider.ts'
import { limitsByModel } from '../compatible/limits.ts'
import { listModels } from '../compatible/models-endpoints.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { perplexity as card } from './card.ts'
import { embeddings } from './embeddings.ts'
import { encodeError, unknownModel } from './errors.ts'
import { headers, profile } from './profile.ts'

function tier(requestsPerMinute: number, deepResearch: number): LimitsOf {
  return limitsByModel([['deep-research', { requestsPerMinute: deepResearch }]], { requestsPerMinute })
}

/** Usage tiers (memory). */
const tiers = {
  'tier-0': tier(50, 5),
  'tier-1': tier(150, 10),
  'tier-2': tier(500, 20),
  'tier-3': tier(1000, 40),
  'tier-4': tier(4000, 60),
  'tier-5': tier(4000, 100),
} as const satisfies Record<string, LimitsOf>

/** Perplexity at api.perplexity.ai. */
export const perplexity = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    chatCompletions(profile),
    chatCompletions({ ...profile, name: 'v1.chat', path: '/v1/chat/completions' }),
    embeddings,
    listModels(
      {
        encodeError,
        headers,
        item({ model, id }) {
          const price = model.prices.at(-1)
          return {
            id: `perplexity/${id}`,
            object: 'model',
            created: 0,
            owned_by: 'perplexity',
            pricing: {
              input: price?.inputUsdPerMillion ?? 0,
              output: price?.outputUsdPerMillion ?? 0,
              cache_write: price?.cacheWriteUsdPerMillion ?? 0,
              cache_read: price?.cacheReadUsdPerMillion ?? 0,
              unit: 'usd_per_1m_tokens',
            },
          }
        },
        list: (data) => `${JSON.stringify({ object: 'list', data })}\n`,
        unknown: unknownModel,
      },
      '/v1/models',
    ),
  ],
  // A schema costs nothing (recorded).
  accounting: accountingBy(() => ({ ...TEMPLATES.bare, schema: { base: 0, factor: 0 } })),
  limits: tiers['tier-5'],
  tiers,
  latency: () => ({ ttftMs: 1500, ttftSigma: 0.6, tokensPerSecond: 90, speedSigma: 0.3 }),
  errorMix: { rate_limit: 45, server_error: 25, overloaded: 20, timeout: 10 },
})
