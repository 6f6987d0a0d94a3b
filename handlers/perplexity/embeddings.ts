import { toBase64 } from '../../src/base64.ts'
import { embeddingsEndpoint } from '../compatible/embeddings.ts'
import { encodeError, refused, unknownModel } from './errors.ts'
import { headers } from './profile.ts'

/** POST /v1/embeddings (recorded August 2026): whole numbers of eight bits in base64 whatever is asked, the cost within usage. */
export const embeddings = embeddingsEndpoint({
  path: '/v1/embeddings',
  encodeError,
  headers,
  refused,
  unknownModel,
  encode({ outcome, request, usage, costUsd }) {
    const cost = Number(costUsd.toPrecision(12))
    const body = {
      data: outcome.vectors.map((vector, index) => ({ embedding: bytesOf(vector), index, object: 'embedding' })),
      model: request.model,
      object: 'list',
      usage: {
        cost: { currency: 'USD', input_cost: cost, total_cost: cost },
        prompt_tokens: usage.inputTokens,
        total_tokens: usage.inputTokens,
      },
    }
    return `${JSON.stringify(body)}\n`
  },
})

/** Each component as a signed byte, the largest one 127. */
function bytesOf(vector: readonly number[]): string {
  const most = Math.max(...vector.map(Math.abs)) || 1
  return toBase64(Uint8Array.from(vector, (value) => Math.round((value / most) * 127) & 0xff))
}
