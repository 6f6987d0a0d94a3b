import { NO_USAGE } from '../../src/completion.ts'
import type { OperationResult } from '../../src/exchange.ts'
import { embed, normalized } from '../../src/generate/embedding.ts'
import { drawId, HEX } from '../../src/ids.ts'
import type { Call, Endpoint, OperationContext } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'
import type { Shape } from '../../src/validation.ts'
import { toBase64 } from '../../src/base64.ts'
import { checkedBody } from '../compatible/operation-body.ts'
import { shortest } from '../openai/embeddings/encode.ts'
import { rules } from './chat-completions/rules.ts'
import { encodeError, invalidModel } from './errors.ts'
import { operationHeaders } from './headers.ts'
import { traitsOf } from './models.ts'
import { operationUsage } from './operation-usage.ts'
import { unprocessable } from '../compatible/pydantic.ts'

type Dtype = 'float' | 'int8' | 'uint8' | 'binary' | 'ubinary'

interface WireRequest {
  readonly model: string
  readonly input: string | readonly string[]
  readonly output_dimension?: number | null
  readonly output_dtype?: Dtype | null
  readonly encoding_format?: 'float' | 'base64' | null
}

interface EmbeddingRequest extends OperationRequest<WireRequest> {
  readonly inputs: readonly string[]
  readonly modelDimensions: number
  readonly dimensions: number
}

interface Embeddings extends OperationResult {
  readonly vectors: readonly (readonly number[])[]
}

const SHAPE: Shape = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    input: {
      type: 'either',
      required: true,
      shapes: [{ type: 'string' }, { type: 'array', min: 1, of: { type: 'string' } }],
    },
    metadata: { type: 'object', nullable: true, open: true, fields: {} },
    output_dimension: { type: 'integer', min: 1, nullable: true },
    output_dtype: { type: 'string', nullable: true, choice: ['float', 'int8', 'uint8', 'binary', 'ubinary'] },
    encoding_format: { type: 'string', nullable: true, choice: ['float', 'base64'] },
  },
}

/** POST /embeddings (mistral.md 5). */
export const embeddings: Endpoint<EmbeddingRequest, Embeddings> = {
  name: 'embeddings',
  method: 'POST',
  path: '/embeddings',
  operation: 'embeddings',
  style: 'compact',
  parse,
  perform,
  encode: ({ outcome, request, seed, usage }) => ({
    id: drawId(seed, 'embeddings', 32, HEX),
    object: 'list',
    data: outcome.vectors.map((vector, index) => ({
      object: 'embedding',
      embedding: written(vector, request.wire),
      index,
    })),
    model: request.model,
    usage: operationUsage(usage),
  }),
  encodeError,
  headers: operationHeaders,
}

function parse(call: Call): EmbeddingRequest {
  const { wire, resolved } = checkedBody<WireRequest>(call, SHAPE, rules)
  const [standard, most] = traitsOf(resolved.model).dimensions ?? []
  if (standard === undefined || most === undefined) throw invalidModel(wire.model)
  const dimensions = wire.output_dimension ?? standard
  if (dimensions > most) {
    const range = { kind: 'range', side: 'above', bound: most, isInteger: true, value: dimensions } as const
    throw unprocessable([{ ...range, path: ['output_dimension'] }], wire)
  }
  return {
    operation: 'embeddings',
    model: wire.model,
    stream: false,
    wire,
    inputs: [wire.input].flat(),
    modelDimensions: most,
    dimensions,
  }
}

/** Tokens of the recorded inputs: those of the text and two of the frame. */
async function perform(request: EmbeddingRequest, context: OperationContext): Promise<Embeddings> {
  const tokenizer = await context.tokenizer()
  const vectors = request.inputs.map((text) => {
    const whole = embed(text, request.modelDimensions)
    return request.dimensions === request.modelDimensions ? whole : normalized(whole.slice(0, request.dimensions))
  })
  const inputTokens = request.inputs.reduce((sum, text) => sum + tokenizer.count(text) + 2, 0)
  return { vectors, usage: { ...NO_USAGE, inputTokens } }
}

/** One number per component, except that binary ones hold eight components each. */
const AS: Record<Dtype, (vector: readonly number[]) => readonly number[]> = {
  float: (vector) => vector.map(shortest),
  int8: (vector) => vector.map((value) => Math.max(-128, Math.min(127, Math.round(value * 127)))),
  uint8: (vector) => vector.map((value) => Math.max(0, Math.min(255, Math.round((value + 1) * 127.5)))),
  binary: (vector) => bits(vector).map((byte) => byte - 128),
  ubinary: bits,
}

function bits(vector: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(vector.length / 8) }, (_, index) =>
    vector.slice(index * 8, index * 8 + 8).reduce((byte, value) => byte * 2 + (value > 0 ? 1 : 0), 0),
  )
}

function written(vector: readonly number[], { output_dtype: dtype, encoding_format: format }: WireRequest) {
  const values = AS[dtype ?? 'float'](vector)
  if (format !== 'base64') return values
  const isFloat = (dtype ?? 'float') === 'float'
  return toBase64(
    isFloat ? new Uint8Array(Float32Array.from(values).buffer) : Uint8Array.from(values, (value) => value & 255),
  )
}
