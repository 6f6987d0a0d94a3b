import { authenticateBy, bearerKey, inOrganization } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { openai as card } from './card.ts'
import { chatCompletions } from './chat-completions/index.ts'
import { withBarePrompts } from './completions/accounting.ts'
import { operations, responses } from './late.ts'
import { latency } from './latency.ts'
import { limitPool, tiers } from './limits.ts'
import { getModel, listModels } from './models-endpoints.ts'
import { accounting } from './tokens.ts'

/** OpenAI at api.openai.com and its regional hosts. */
export const openai = defineProvider({
  ...aboutOf(card),
  authenticate: inOrganization(
    authenticateBy(bearerKey),
    ({ headers }) => headers.get('openai-organization') ?? undefined,
  ),
  endpoints: [chatCompletions(), ...responses, listModels(), getModel(), ...operations],
  accounting: withBarePrompts(accounting),
  // As most recorded traffic has it.
  limits: tiers['tier-5'],
  tiers,
  limitPool,
  latency,
  errorMix: { rate_limit: 20, server_error: 30, overloaded: 15, bad_gateway: 10, timeout: 15 },
  usualErrorRate: 0.005,
})
