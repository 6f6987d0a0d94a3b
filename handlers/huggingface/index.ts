import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { TEMPLATES } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { huggingface as card } from './card.ts'
import { templateOf } from './models.ts'
import { completionsProfile, encodeError, headers, profileAt, unknownModel } from './profile.ts'

/** Hugging Face's router to its inference providers. */
export const huggingface = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    chatCompletions(profileAt('/v1/chat/completions')),
    chatCompletions(profileAt('/:provider/v1/chat/completions')),
    // Novita's own path stays in the router's.
    chatCompletions(profileAt('/:provider/v3/openai/chat/completions')),
    chatCompletions(completionsProfile),
    ...modelsEndpoints({
      path: '/v1/models',
      encodeError,
      headers,
      item: ({ model, id }) => ({
        id,
        object: 'model',
        created: createdOf(model),
        owned_by: id.split('/')[0],
        providers: [{ provider: 'featherless-ai', status: 'live', context_length: model.contextWindow }],
      }),
      unknown: unknownModel,
    }),
  ],
  accounting: accountingBy((_, model) => TEMPLATES[templateOf(model)]),
  limits: () => ({ requestsPerMinute: 3000 }),
  latency: () => ({ ttftMs: 700, ttftSigma: 0.6, tokensPerSecond: 70, speedSigma: 0.4 }),
  errorMix: { rate_limit: 30, overloaded: 40, server_error: 20, timeout: 10 },
})
