import type { Shape } from '../../../src/validation.ts'

/** The body of POST /v1/embeddings (OpenAPI document v2.3.0). */
export interface WireRequest {
  readonly model: string
  /** Text, texts, token ids, or lists of token ids. */
  readonly input: string | readonly string[] | readonly number[] | readonly (readonly number[])[]
  readonly encoding_format?: 'float' | 'base64' | null
  readonly dimensions?: number | null
  readonly user?: string | null
}

/** Most inputs of one request. */
export const MOST_INPUTS = 2048

export const REQUEST: Shape = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    input: {
      type: 'either',
      required: true,
      shapes: [
        { type: 'string', minLength: 1 },
        { type: 'array', min: 1, max: MOST_INPUTS, of: { type: 'any' } },
      ],
    },
    encoding_format: { type: 'string', nullable: true, choice: ['float', 'base64'] },
    dimensions: { type: 'integer', min: 1, nullable: true },
    user: { type: 'string', nullable: true },
  },
}
