import { authenticateBy, bearerKey } from '../../src/auth.ts'
import { aboutOf, defineProvider } from '../../src/provider.ts'
import { createdOf } from '../compatible/model-rows.ts'
import { modelsEndpoints } from '../compatible/models-endpoints.ts'
import { chatCompletions } from '../openai/chat-completions/index.ts'
import { ollama as card } from './card.ts'
import { chat } from './chat/index.ts'
import { embed, embeddings, openaiEmbeddings } from './embeddings.ts'
import { encodeOpenaiError, unknownModel } from './errors.ts'
import { generate } from './generate/index.ts'
import { headers } from './headers.ts'
import { latency } from './latency.ts'
import { rememberLoaded } from './loaded.ts'
import { fullName } from './models.ts'
import { models } from './models-endpoints.ts'
import { profile } from './openai-chat/index.ts'
import { accounting } from './tokens.ts'

const byKey = authenticateBy(bearerKey)

/** Ollama on the own machine, where any caller is welcome, and its cloud with the same paths and a key. */
export const ollama = defineProvider({
  ...aboutOf(card),
  authenticate: (call, acceptedKeys) =>
    call.url.hostname === 'ollama.com' ? byKey(call, acceptedKeys) : { key: 'local' },
  endpoints: [
    chat,
    generate,
    embed,
    embeddings,
    ...models,
    { ...chatCompletions(profile), remember: rememberLoaded },
    openaiEmbeddings,
    ...modelsEndpoints({
      path: '/v1/models',
      encodeError: encodeOpenaiError,
      headers,
      item: ({ model, id }) => ({ id: fullName(id), object: 'model', created: createdOf(model), owned_by: 'library' }),
      ids: (model) => [model.id],
      unknown: unknownModel,
    }),
  ],
  accounting,
  // A local server has no quota; it queues requests, up to OLLAMA_MAX_QUEUE.
  limits: () => ({ concurrentRequests: 512 }),
  limitPool: () => 'queue',
  latency,
  errorMix: { overloaded: 60, server_error: 30, timeout: 10 },
  usualErrorRate: 0,
})
