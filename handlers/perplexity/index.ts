import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { defineProvider } from '../../src/provider.ts'
import { listModels } from '../compatible/models-endpoints.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { embeddings } from './embeddings.ts'
import { encodeError, unknownModel } from './errors.ts'
import { catalog } from './models.ts'
import { headers, profile } from './profile.ts'

/** Perplexity at api.perplexity.ai. */
export const perplexity = defineProvider({
  name: 'perplexity',
  title: 'Perplexity',
  baseUrls: ['https://api.perplexity.ai'],
  authenticate: authenticateBy(bearerKey),
  models: catalog,
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
              unit: 'usd_per_1m_tokens',
            },
          }
        },
        unknown: unknownModel,
      },
      '/v1/models',
    ),
  ],
  // A schema costs nothing (recorded).
  accounting: accountingBy(() => ({ ...TEMPLATES.bare, schema: { base: 0, factor: 0 } })),
  limits: () => ({ requestsPerMinute: 4000 }),
  latency: () => ({ ttftMs: 1500, ttftSigma: 0.6, tokensPerSecond: 90, speedSigma: 0.3 }),
  errorMix: { rate_limit: 45, server_error: 25, overloaded: 20, timeout: 10 },
})
