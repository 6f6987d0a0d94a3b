import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider, type LimitsOf } from '../../src/provider.ts'
import { lookupBy } from '../compatible/lookup.ts'
import { assumedCache } from '../compatible/automatic-cache.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { moonshot as card } from './card.ts'
import { encodeError, unknownModel } from './errors.ts'
import { headers, profile } from './profile.ts'

const lookup = lookupBy({ encodeError, headers })

function tier(concurrentRequests: number, requestsPerMinute: number, tokensPerMinute: number): LimitsOf {
  return () => ({ concurrentRequests, requestsPerMinute, tokensPerMinute })
}

/** Levels by what has been paid in all (memory). */
const tiers = {
  'tier-0': () => ({ concurrentRequests: 1, requestsPerMinute: 3, tokensPerMinute: 500_000, tokensPerDay: 1_500_000 }),
  'tier-1': tier(50, 200, 2_000_000),
  'tier-2': tier(100, 500, 3_000_000),
  'tier-3': tier(200, 5000, 3_000_000),
  'tier-4': tier(400, 5000, 4_000_000),
  'tier-5': tier(1000, 10_000, 5_000_000),
} as const satisfies Record<string, LimitsOf>

/** Moonshot AI at api.moonshot.ai and its Chinese platform. */
export const moonshot = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    chatCompletions(profile),
    ...modelsEndpoints({
      encodeError,
      headers,
      item: ({ model, id }) => ({ id, object: 'model', created: createdOf(model), owned_by: 'moonshot' }),
      unknown: unknownModel,
    }),
    lookup('GET', '/users/me/balance', () => ({
      code: 0,
      data: { available_balance: 100, voucher_balance: 0, cash_balance: 100 },
      scode: '0x0',
      status: true,
    })),
  ],
  accounting: accountingBy(() => TEMPLATES.chatml, { cache: assumedCache }),
  limits: tiers['tier-5'],
  tiers,
  // An account has one limit for all models.
  limitPool: () => 'account',
  latency: () => ({ ttftMs: 800, ttftSigma: 0.6, tokensPerSecond: 55, speedSigma: 0.3 }),
  errorMix: { rate_limit: 50, overloaded: 30, server_error: 15, timeout: 5 },
})
