import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { cerebras as card } from './card.ts'
import { encodeError, unknownModel } from './errors.ts'
import { headers } from './headers.ts'
import { speedOf, templateOf } from './models.ts'
import { profile } from './profile.ts'

/** Cerebras at api.cerebras.ai. */
export const cerebras = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    chatCompletions(profile),
    ...modelsEndpoints({
      encodeError,
      headers,
      item: ({ id }) => ({ id, object: 'model', created: 0, owned_by: 'Cerebras' }),
      unknown: unknownModel,
    }),
  ],
  accounting: accountingBy((_, model) => TEMPLATES[templateOf(model)], {
    // Prompt and `max_completion_tokens` are reserved.
    estimate: ({ maxTokens = 0 }, { maxOutputTokens }, inputTokens) => ({
      inputTokens,
      outputTokens: Math.min(maxTokens, maxOutputTokens),
    }),
    settle: ({ inputTokens, outputTokens }) => ({ inputTokens, outputTokens }),
  }),
  limits: () => ({ requestsPerDay: 1_440_000, tokensPerMinute: 1_000_000 }),
  tiers: {
    // Measured in August 2026.
    free: () => ({
      requestsPerMinute: 5,
      requestsPerHour: 150,
      requestsPerDay: 2400,
      tokensPerMinute: 30_000,
      tokensPerDay: 1_000_000,
    }),
  },
  latency: (model) => ({ ttftMs: 220, ttftSigma: 0.45, tokensPerSecond: speedOf(model), speedSigma: 0.2 }),
  errorMix: { rate_limit: 60, overloaded: 25, server_error: 10, timeout: 5 },
})
