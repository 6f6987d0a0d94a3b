import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { assumedCache } from '../compatible/automatic-cache.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { limitsByModel } from '../compatible/limits.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { zai as card } from './card.ts'
import { encodeError, unknownModel } from './errors.ts'
import { templateOf } from './models.ts'
import { headers, profile } from './profile.ts'

/** Z.ai at api.z.ai, its coding plan, and its Chinese platform. */
export const zai = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    chatCompletions(profile),
    ...modelsEndpoints({
      encodeError,
      headers,
      item: ({ model, id }) => ({ id, object: 'model', created: createdOf(model), owned_by: 'z-ai' }),
      unknown: unknownModel,
    }),
  ],
  accounting: accountingBy((_, model) => TEMPLATES[templateOf(model)], { cache: assumedCache }),
  // Limits are in requests at the same time; this one is a guess.
  limits: () => ({ concurrentRequests: 200 }),
  // One at a time of the free models was measured in August 2026.
  tiers: { free: limitsByModel([['flash', { concurrentRequests: 1 }]], { concurrentRequests: 5 }) },
  latency: () => ({ ttftMs: 900, ttftSigma: 0.6, tokensPerSecond: 70, speedSigma: 0.3 }),
  errorMix: { rate_limit: 50, overloaded: 30, server_error: 10, timeout: 10 },
})
