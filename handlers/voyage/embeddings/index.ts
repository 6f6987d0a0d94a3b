import { toBase64 } from '../../../src/base64.ts'
import { NO_USAGE } from '../../../src/completion.ts'
import type { Exchange, OperationResult } from '../../../src/exchange.ts'
import { embed, normalized } from '../../../src/generate/embedding.ts'
import type { Call, Endpoint, OperationContext } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { shortest } from '../../openai/embeddings/encode.ts'
import { checkedBody, requiredModel } from '../body.ts'
import { encodeError, refused } from '../errors.ts'
import { headers } from '../headers.ts'
import { traitsOf } from '../models.ts'
import { countText, limitedCounts, modelOf } from '../tokens.ts'
import { bytesOf, quantize } from './quantize.ts'
import { REQUEST, type WireRequest } from './wire.ts'

interface EmbeddingRequest extends OperationRequest<WireRequest> {
  readonly texts: readonly string[]
  readonly dimensions: number
}

interface Embeddings extends OperationResult {
  readonly vectors: readonly (readonly number[])[]
}

type EmbeddingExchange = Exchange<EmbeddingRequest, Embeddings> & { readonly outcome: Embeddings }

/** POST /embeddings. */
export function embeddings(): Endpoint<EmbeddingRequest, Embeddings> {
  return {
    name: 'embeddings',
    method: 'POST',
    path: '/embeddings',
    operation: 'embeddings',
    style: 'compact',
    parse,
    perform,
    encode,
    encodeError,
    headers,
  }
}

function parse(call: Call): EmbeddingRequest {
  const wire = checkedBody(call, REQUEST) as WireRequest
  const { model } = requiredModel(call, wire.model, 'embedding')
  const { dimensions, quantizes } = traitsOf(model)
  const size = wire.output_dimension ?? dimensions[0]!
  if (!dimensions.includes(size)) {
    throw refused(
      `Value '${size}' provided for argument 'output_dimension' is not acceptable. Model ${model.id} supports [${dimensions.toSorted((a, b) => a - b).join(', ')}].`,
    )
  }
  if (!quantizes && (wire.output_dtype ?? 'float') !== 'float') {
    throw refused(`Argument 'output_dtype' with value '${wire.output_dtype}' is not supported by model ${model.id}.`)
  }
  return {
    operation: 'embeddings',
    model: wire.model,
    stream: false,
    wire,
    texts: [wire.input].flat(),
    dimensions: size,
  }
}

/** The prompts with which inputs are prefixed are not billed. */
async function perform({ texts, dimensions, wire }: EmbeddingRequest, context: OperationContext): Promise<Embeddings> {
  const tokenizer = await context.tokenizer()
  const model = modelOf(context)
  const counts = limitedCounts(
    texts.map((text) => countText(text, tokenizer)),
    model,
    wire.truncation ?? true,
  )
  const full = Math.max(...traitsOf(model).dimensions)
  // Shorter vectors are the beginnings of the longest one.
  const vectors = texts.map((text) => normalized(embed(text, full).slice(0, dimensions)))
  return { vectors, usage: { ...NO_USAGE, inputTokens: counts.reduce((sum, count) => sum + count, 0) } }
}

function encode({ outcome, request, usage }: EmbeddingExchange): unknown {
  const dtype = request.wire.output_dtype ?? 'float'
  const isBase64 = request.wire.encoding_format === 'base64'
  return {
    object: 'list',
    data: outcome.vectors.map((vector, index) => {
      const numbers = quantize(vector, dtype)
      const embedding = isBase64 ? toBase64(bytesOf(numbers, dtype)) : numbers.map(shortest)
      return { object: 'embedding', embedding, index }
    }),
    model: request.model,
    usage: { total_tokens: usage.inputTokens },
  }
}
