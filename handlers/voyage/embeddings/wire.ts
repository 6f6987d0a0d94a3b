import type { Shape } from '../../../src/validation.ts'

export type WireDtype = 'float' | 'int8' | 'uint8' | 'binary' | 'ubinary'

/** The body of POST /v1/embeddings. */
export interface WireRequest {
  readonly input: string | readonly string[]
  readonly model: string
  readonly input_type?: 'query' | 'document' | null
  readonly truncation?: boolean | null
  readonly output_dimension?: number | null
  readonly output_dtype?: WireDtype | null
  readonly encoding_format?: 'base64' | null
}

const TEXT: Shape = { type: 'string', minLength: 1 }

export const REQUEST: Shape = {
  type: 'object',
  fields: {
    input: { type: 'either', required: true, shapes: [TEXT, { type: 'array', min: 1, max: 1000, of: TEXT }] },
    model: { type: 'string', required: true },
    input_type: { type: 'string', nullable: true, choice: ['query', 'document'] },
    truncation: { type: 'boolean', nullable: true },
    output_dimension: { type: 'integer', nullable: true },
    output_dtype: { type: 'string', nullable: true, choice: ['float', 'int8', 'uint8', 'binary', 'ubinary'] },
    encoding_format: { type: 'string', nullable: true, choice: ['base64'] },
  },
}
