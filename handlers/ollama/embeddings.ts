import { embeddingsEndpoint } from '../compatible/embeddings.ts'
import { floatEmbeddings } from '../compatible/float-embeddings.ts'
import { shortest } from '../openai/embeddings/encode.ts'
import { encodeError, encodeOpenaiError, refused, unknownModel } from './errors.ts'
import { headers } from './headers.ts'
import { metrics } from './times.ts'

const native = {
  encodeError,
  headers,
  contentType: 'application/json; charset=utf-8',
  refused: (message: string) => refused(message === '' ? 'invalid input type' : message),
  unknownModel,
}

/** POST /api/embed: vectors of length 1 with metrics. */
export const embed = embeddingsEndpoint({
  ...native,
  name: 'embed',
  path: '/api/embed',
  encode(exchange) {
    // The layout of metrics is this folder's own.
    const times = metrics(exchange) as Readonly<Record<string, number>>
    return {
      model: exchange.request.model,
      embeddings: exchange.outcome.vectors.map((vector) => vector.map(shortest)),
      total_duration: times['total_duration'],
      load_duration: times['load_duration'],
      prompt_eval_count: exchange.usage.inputTokens,
    }
  },
})

/** POST /api/embeddings, the older one: one vector, not normalised. */
export const embeddings = embeddingsEndpoint({
  ...native,
  name: 'embeddings',
  path: '/api/embeddings',
  input: 'prompt',
  encode: ({ outcome: { vectors } }) => ({
    embedding: vectors[0]!.map((value) => value * Math.sqrt(vectors[0]!.length)),
  }),
})

/** POST /v1/embeddings. */
export const openaiEmbeddings = floatEmbeddings({
  ...native,
  encodeError: encodeOpenaiError,
  contentType: 'application/json',
  name: 'openai-embeddings',
  path: '/v1/embeddings',
})
