import { NO_USAGE } from '../../src/completion.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { embed } from '../../src/generate/embedding.ts'
import type { Call, Endpoint, OperationContext } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Shape } from '../../src/validation.ts'
import { checkedBody } from '../compatible/operation-body.ts'
import { shortest } from '../openai/embeddings/encode.ts'
import { encodeError, refusals, refused } from './errors.ts'
import { headers } from './headers.ts'
import { responseId } from './ids.ts'
import { traitsOf } from './models.ts'

interface EmbeddingRequest extends OperationRequest {
  readonly inputs: readonly string[]
  readonly dimensions: number
}

interface Embeddings extends OperationResult {
  readonly vectors: readonly (readonly number[])[]
}

const SHAPE: Shape = {
  type: 'object',
  open: true,
  fields: {
    model: { type: 'string' },
    input: {
      type: 'either',
      required: true,
      shapes: [{ type: 'string' }, { type: 'array', min: 1, of: { type: 'string' } }],
    },
  },
}

/** POST /embeddings: no usage on the wire (together.md 5). */
export const embeddings: Endpoint<EmbeddingRequest, Embeddings> = {
  name: 'embeddings',
  method: 'POST',
  path: '/embeddings',
  operation: 'embeddings',
  style: 'compact',
  parse(call: Call) {
    const { wire, resolved } = checkedBody<{ readonly model: string; readonly input: string | readonly string[] }>(
      call,
      SHAPE,
      refusals,
    )
    const { dimensions } = traitsOf(resolved.model)
    if (dimensions === undefined) throw refused(`Model ${wire.model} is not an embedding model.`, 'model')
    return {
      operation: 'embeddings',
      model: wire.model,
      stream: false,
      wire,
      inputs: [wire.input].flat(),
      dimensions,
    }
  },
  async perform({ inputs, dimensions }: EmbeddingRequest, context: OperationContext) {
    const tokenizer = await context.tokenizer()
    const inputTokens = inputs.reduce((sum, text) => sum + tokenizer.count(text) + 2, 0)
    return { vectors: inputs.map((text) => embed(text, dimensions)), usage: { ...NO_USAGE, inputTokens } }
  },
  encode: (exchange) => ({
    object: 'list',
    data: exchange.outcome.vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: vector.map(shortest),
    })),
    model: exchange.request.model,
    request_id: responseId(exchange),
  }),
  encodeError,
  headers,
}
