import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { transcriptions, translations } from './audio/index.ts'
import { groq as card } from './card.ts'
import { profile } from './chat-completions/index.ts'
import { latency } from './latency.ts'
import { tiers } from './limits.ts'
import { models } from './models-endpoints.ts'
import { accounting } from './tokens.ts'

/** Groq at api.groq.com. */
export const groq = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [chatCompletions(profile), transcriptions, translations, ...models],
  accounting,
  limits: tiers.developer,
  tiers,
  latency,
  errorMix: { rate_limit: 45, overloaded: 20, server_error: 15, bad_gateway: 5, timeout: 5 },
  usualErrorRate: 0.008,
})
