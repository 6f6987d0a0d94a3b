import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { batches } from './batches.ts'
import { xai as card } from './card.ts'
import { profile } from './chat-completions/index.ts'
import { files } from './files.ts'
import { images } from './images.ts'
import { models } from './language-models.ts'
import { latency } from './latency.ts'
import { xaiResponses } from './responses/index.ts'
import { accounting } from './tokens.ts'

/** xAI at api.x.ai and its regional hosts. */
export const xai = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [chatCompletions(profile), ...xaiResponses, ...images, ...files, ...batches, ...models],
  accounting,
  // As recorded.
  limits: () => ({ requestsPerMinute: 1800, tokensPerMinute: 10_000_000 }),
  latency,
  errorMix: { rate_limit: 40, overloaded: 30, server_error: 20, timeout: 10 },
  usualErrorRate: 0.008,
})
