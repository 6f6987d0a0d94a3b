import { aboutOf, defineProvider } from '../../src/provider.ts'
import { anthropic as card } from './card.ts'
import { authenticate } from './authenticate.ts'
import { batches } from './batches/index.ts'
import { countTokens } from './count-tokens.ts'
import { files } from './files/index.ts'
import { latencyOf, limitPool, limitsOf, tiers } from './limits.ts'
import { messages } from './messages/index.ts'
import { getModel, listModels } from './models-endpoint.ts'
import { accounting } from './tokens.ts'

/** Anthropic's API: messages, token counts, the catalogue of models, batches and files. */
export const anthropic = defineProvider({
  ...aboutOf(card),
  authenticate,
  endpoints: [messages, countTokens, listModels, getModel, ...batches, ...files],
  accounting,
  limits: limitsOf,
  tiers,
  limitPool,
  latency: latencyOf,
  errorMix: { overloaded: 50, server_error: 15, rate_limit: 10, timeout: 10, bad_gateway: 5 },
  usualErrorRate: 0.007,
  budgetError: 'quota',
})
