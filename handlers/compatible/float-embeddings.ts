import { floatsAsBase64, shortest } from '../openai/embeddings/encode.ts'
import { embeddingsEndpoint, type EmbeddingsProfile } from './embeddings.ts'

/** POST /embeddings answered as OpenAI does: floats, or their bytes in base64 where `encoding_format` asks for it. */
export function floatEmbeddings(profile: Omit<EmbeddingsProfile, 'encode'>) {
  return embeddingsEndpoint({
    ...profile,
    encode: ({ outcome, request, usage }) => ({
      object: 'list',
      data: outcome.vectors.map((vector, index) => ({
        object: 'embedding',
        embedding: request.wire.encoding_format === 'base64' ? floatsAsBase64(vector) : vector.map(shortest),
        index,
      })),
      model: request.model,
      usage: { prompt_tokens: usage.inputTokens, total_tokens: usage.inputTokens },
    }),
  })
}
