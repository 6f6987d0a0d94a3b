import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { defineProvider } from '../../src/provider.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { profile } from './chat-completions/index.ts'
import { completionsProfile } from './completions.ts'
import { embeddings } from './embeddings.ts'
import { images } from './images.ts'
import { latency } from './latency.ts'
import { catalog } from './models.ts'
import { models } from './models-endpoints.ts'
import { rerank } from './rerank.ts'
import { accounting } from './tokens.ts'

/** Together at both of its addresses. */
export const together = defineProvider({
  name: 'together',
  title: 'Together AI',
  baseUrls: ['https://api.together.ai/v1', 'https://api.together.xyz/v1'],
  authenticate: authenticateBy(bearerKey),
  models: catalog,
  endpoints: [chatCompletions(profile), chatCompletions(completionsProfile), embeddings, rerank, images, models],
  accounting,
  // The highest documented tier.
  limits: () => ({ requestsPerMinute: 6000, tokensPerMinute: 2_000_000 }),
  latency,
  errorMix: { rate_limit: 35, overloaded: 30, server_error: 20, timeout: 10, bad_gateway: 5 },
  usualErrorRate: 0.01,
})
