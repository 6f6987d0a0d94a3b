import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { deepseek as card } from './card.ts'
import { balance } from './balance.ts'
import { profile } from './chat-completions/index.ts'
import { completionsProfile } from './completions.ts'
import { encodeError, unknownModel } from './errors.ts'
import { headers } from './headers.ts'
import { latency } from './latency.ts'
import { deepseekResponses } from './responses/index.ts'
import { accounting } from './tokens.ts'

const models = modelsEndpoints({
  encodeError,
  headers,
  unknown: unknownModel,
  item: ({ id }) => ({ id, object: 'model', owned_by: 'deepseek' }),
})

/** DeepSeek at api.deepseek.com, with and without `/v1`, and its beta address. */
export const deepseek = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [chatCompletions(profile), chatCompletions(completionsProfile), deepseekResponses, ...models, balance],
  accounting,
  // No limit is known but the number of calls at the same time (deepseek.md 4).
  limits: (model) => ({ concurrentRequests: model?.id.includes('pro') ? 500 : 2500 }),
  latency,
  errorMix: { overloaded: 45, server_error: 25, rate_limit: 10, timeout: 15, bad_gateway: 5 },
  usualErrorRate: 0.025,
})
