import { toBase64 } from '../../../src/base64.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { EmbeddingRequest } from './parse.ts'
import type { Embeddings } from './perform.ts'

export type EmbeddingExchange = Exchange<EmbeddingRequest, Embeddings> & { readonly outcome: Embeddings }

/** The body: floats, or their bytes in base64 where `encoding_format` says so, as official clients ask by default. */
export function encode({ outcome, request, model, usage }: EmbeddingExchange): unknown {
  const isBase64 = request.wire.encoding_format === 'base64'
  return {
    object: 'list',
    data: outcome.vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: isBase64 ? floatsAsBase64(vector) : vector.map(shortest),
    })),
    model: model!.id,
    usage: { prompt_tokens: usage.inputTokens, total_tokens: usage.inputTokens },
  }
}

/** Little-endian single-precision floats in base64. */
export function floatsAsBase64(vector: readonly number[]): string {
  const bytes = new Uint8Array(vector.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [index, value] of vector.entries()) view.setFloat32(index * 4, value, true)
  return toBase64(bytes)
}

/** The shortest decimal that is the same single-precision float: what the API prints. */
export function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const decimal = Number(value.toPrecision(digits))
    if (Math.fround(decimal) === value) return decimal
  }
  return Number(value.toPrecision(9))
}
