import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { defineProvider } from '../../src/provider.ts'
import { lookupBy } from '../compatible/lookup.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { encodeError, unknownModel } from './errors.ts'
import { catalog } from './models.ts'
import { headers, profile } from './profile.ts'

const lookup = lookupBy({ encodeError, headers })

/** Moonshot AI at api.moonshot.ai and its Chinese platform. */
export const moonshot = defineProvider({
  name: 'moonshot',
  title: 'Moonshot AI',
  baseUrls: ['https://api.moonshot.ai/v1', 'https://api.moonshot.cn/v1'],
  authenticate: authenticateBy(bearerKey),
  models: catalog,
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
  accounting: accountingBy(() => TEMPLATES.chatml),
  // The third of its tiers.
  limits: () => ({ requestsPerMinute: 5000, tokensPerMinute: 3_000_000 }),
  latency: () => ({ ttftMs: 800, ttftSigma: 0.6, tokensPerSecond: 55, speedSigma: 0.3 }),
  errorMix: { rate_limit: 50, overloaded: 30, server_error: 15, timeout: 5 },
})
