import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { assumedCache } from '../compatible/automatic-cache.ts'
import { TEMPLATES, type TemplateName } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { fireworks as card } from './card.ts'
import { encodeError, headers, profile, unknownModel } from './profile.ts'

/** Fireworks at api.fireworks.ai: a provider is this folder and one line in the registry. */
export const fireworks = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    chatCompletions(profile),
    ...modelsEndpoints({
      encodeError,
      headers,
      item: ({ model, id }) => ({
        id,
        object: 'model',
        created: createdOf(model),
        owned_by: 'fireworks',
        context_length: model.contextWindow,
      }),
      unknown: unknownModel,
    }),
  ],
  // Rows of models.ts state a template where it is not ChatML.
  accounting: accountingBy(
    (_, { traits }) => TEMPLATES[(traits?.['template'] as TemplateName | undefined) ?? 'chatml'],
    { cache: assumedCache },
  ),
  limits: () => ({ requestsPerMinute: 6000, inputTokensPerMinute: 3_000_000, outputTokensPerMinute: 600_000 }),
  // Without a payment method (memory).
  tiers: { free: () => ({ requestsPerMinute: 10 }) },
  latency: () => ({ ttftMs: 450, ttftSigma: 0.5, tokensPerSecond: 110, speedSigma: 0.3 }),
  errorMix: { rate_limit: 45, overloaded: 30, server_error: 15, timeout: 10 },
})
