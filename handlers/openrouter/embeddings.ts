import { embeddingsEndpoint } from '../compatible/embeddings.ts'
import { floatsAsBase64, shortest } from '../openai/embeddings/encode.ts'
import { usd } from './chat-completions/encode.ts'
import { encodeError, refused, unknownModel } from './errors.ts'
import { headers } from './headers.ts'
import { generationId } from './ids.ts'
import { traitsOf } from './models.ts'

/** POST /embeddings (recorded August 2026): the model without its maker's name, the cost within usage. */
export const embeddings = embeddingsEndpoint({
  encodeError,
  headers,
  refused,
  unknownModel,
  encode(exchange) {
    const { outcome, request, usage, model } = exchange
    const cost = usd(exchange.costUsd)
    const isBase64 = request.wire.encoding_format === 'base64'
    return {
      object: 'list',
      data: outcome.vectors.map((vector, index) => ({
        object: 'embedding',
        embedding: isBase64 ? floatsAsBase64(vector) : vector.map(shortest),
        index,
      })),
      model: request.model.split('/').at(-1),
      usage: {
        prompt_tokens: usage.inputTokens,
        total_tokens: usage.inputTokens,
        cost,
        is_byok: false,
        cost_details: {
          upstream_inference_cost: cost,
          upstream_inference_prompt_cost: cost,
          upstream_inference_completions_cost: 0,
        },
      },
      provider: traitsOf(model!.model).served[0],
      id: generationId(exchange, 'emb-'),
    }
  },
})
