import { aboutOf, defineProvider } from '../../../src/provider.ts'
import { chatCompletions } from '../../openai/chat-completions/index.ts'
import { responses } from '../../openai/responses/index.ts'
import { storedResponses } from '../../openai/responses/stored-responses.ts'
import { authenticate } from '../authenticate.ts'
import { latencyOf, limitsOf, tiers } from '../limits.ts'
import { bedrockMantle as card } from './card.ts'
import { chatProfile } from './chat.ts'
import { listModels } from './models-endpoint.ts'
import { hosted } from './responses/hosted.ts'
import { open } from './responses/open.ts'
import { accounting } from './tokens.ts'

/** Bedrock's OpenAI-shaped endpoint of 2026: OpenAI's own models below `/openai/v1`, the others below `/v1`. */
export const bedrockMantle = defineProvider({
  ...aboutOf(card),
  authenticate,
  endpoints: [
    listModels,
    chatCompletions(chatProfile),
    responses(open),
    ...storedResponses(open),
    responses(hosted),
    ...storedResponses(hosted),
  ],
  accounting,
  limits: limitsOf,
  tiers,
  latency: latencyOf,
  errorMix: { rate_limit: 50, overloaded: 20, server_error: 15, timeout: 10 },
})
