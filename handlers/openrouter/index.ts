import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { openrouter as card } from './card.ts'
import { account, rememberGeneration } from './account.ts'
import { profile } from './chat-completions/index.ts'
import { embeddings } from './embeddings.ts'
import { limitPool, limitShape, tiers } from './limits.ts'
import { models } from './models-endpoints.ts'
import { rerank } from './rerank.ts'
import { openrouterResponses } from './responses/index.ts'
import { accounting } from './tokens.ts'

const chat = chatCompletions(profile)

/** OpenRouter at openrouter.ai: one API over many companies' models. */
export const openrouter = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    { ...chat, remember: rememberGeneration },
    openrouterResponses,
    embeddings,
    rerank,
    ...models,
    ...account,
  ],
  accounting,
  limits: tiers.credits,
  tiers,
  limitPool,
  limitShape,
  latency: () => ({ ttftMs: 700, ttftSigma: 0.6, tokensPerSecond: 80, speedSigma: 0.35 }),
  errorMix: { rate_limit: 40, overloaded: 20, bad_gateway: 20, timeout: 10, server_error: 10 },
  usualErrorRate: 0.008,
})
