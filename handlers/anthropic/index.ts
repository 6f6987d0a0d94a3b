import { defineProvider } from '../../src/provider.ts'
import { authenticate } from './authenticate.ts'
import { countTokens } from './count-tokens.ts'
import { latencyOf, limitPool, limitsOf, tiers } from './limits.ts'
import { messages } from './messages/index.ts'
import { getModel, listModels } from './models-endpoint.ts'
import { catalog } from './models.ts'
import { accounting } from './tokens.ts'

/** Anthropic's API: messages, token counts and the catalogue of models. */
export const anthropic = defineProvider({
  name: 'anthropic',
  title: 'Anthropic',
  baseUrls: ['https://api.anthropic.com'],
  authenticate,
  models: catalog,
  endpoints: [messages, countTokens, listModels, getModel],
  accounting,
  limits: limitsOf,
  tiers,
  limitPool,
  latency: latencyOf,
  errorMix: { overloaded: 50, server_error: 15, rate_limit: 10, timeout: 10, bad_gateway: 5 },
  usualErrorRate: 0.007,
  budgetError: 'quota',
})
