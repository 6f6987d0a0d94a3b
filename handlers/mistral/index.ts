import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { agentsProfile } from './agents.ts'
import { speech } from './audio/speech.ts'
import { transcriptions } from './audio/transcriptions.ts'
import { mistral as card } from './card.ts'
import { profile } from './chat-completions/index.ts'
import { embeddings } from './embeddings.ts'
import { files } from './files.ts'
import { fimProfile } from './fim.ts'
import { latency } from './latency.ts'
import { limitShape, tiers } from './limits.ts'
import { models } from './models-endpoints.ts'
import { chatModerations, moderations } from './moderations.ts'
import { ocr } from './ocr.ts'
import { accounting } from './tokens.ts'

/** Mistral at api.mistral.ai, its European address and the one for Codestral keys. */
export const mistral = defineProvider({
  ...aboutOf(card),
  authenticate: authenticateBy(bearerKey),
  endpoints: [
    chatCompletions(profile),
    chatCompletions(fimProfile),
    chatCompletions(agentsProfile),
    embeddings,
    moderations,
    chatModerations,
    transcriptions,
    speech,
    ocr,
    ...files,
    ...models,
  ],
  accounting,
  limits: tiers.scale,
  tiers,
  limitShape,
  latency,
  errorMix: { rate_limit: 45, overloaded: 20, server_error: 20, bad_gateway: 5, timeout: 5 },
  usualErrorRate: 0.008,
})
