import { defineProvider } from '../../../src/provider.ts'
import { authenticate } from '../authenticate.ts'
import { latencyOf, limitsOf } from '../limits.ts'
import { accounting } from '../tokens.ts'
import { listModels } from './models-endpoint.ts'
import { catalog } from './models.ts'

/** Bedrock's OpenAI-shaped endpoint of 2026: its catalogue of models. */
export const bedrockMantle = defineProvider({
  name: 'bedrock-mantle',
  title: 'Amazon Bedrock (Mantle)',
  baseUrls: ['https://bedrock-mantle.*.api.aws'],
  authenticate,
  models: catalog,
  endpoints: [listModels],
  accounting,
  limits: limitsOf,
  latency: latencyOf,
  errorMix: { rate_limit: 50, overloaded: 20, server_error: 15, timeout: 10 },
})
