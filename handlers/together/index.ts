import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider, type LimitsOf } from '../../src/provider.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { together as card } from './card.ts'
import { profile } from './chat-completions/index.ts'
import { completionsProfile } from './completions.ts'
import { embeddings } from './embeddings.ts'
import { images } from './images.ts'
import { latency } from './latency.ts'
import { models } from './models-endpoints.ts'
import { rerank } from './rerank.ts'
import { accounting } from './tokens.ts'

function tier(requestsPerMinute: number, tokensPerMinute: number): LimitsOf {
  return () => ({ requestsPerMinute, tokensPerMinute })
}

/** The build tiers, as they were before limits became dynamic (memory). */
const tiers = {
  'tier-1': tier(600, 180_000),
  'tier-2': tier(1800, 250_000),
  'tier-3': tier(3000, 500_000),
  'tier-4': tier(4500, 1_000_000),
  'tier-5': tier(6000, 2_000_000),
} as const satisfies Record<string, LimitsOf>

/** Together at both of its addresses. */
export const together = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [chatCompletions(profile), chatCompletions(completionsProfile), embeddings, rerank, images, models],
  accounting,
  limits: tiers['tier-5'],
  tiers,
  latency,
  errorMix: { rate_limit: 35, overloaded: 30, server_error: 20, timeout: 10, bad_gateway: 5 },
  usualErrorRate: 0.01,
})
