import type { Shape } from '../../../src/validation.ts'

/** One piece of a multi-modal input. */
export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } }

/** The body of POST /v1/moderations (OpenAPI document v2.3.0). */
export interface WireRequest {
  readonly input: string | readonly string[] | readonly WirePart[]
  readonly model?: string | null
}

export const REQUEST: Shape = {
  type: 'object',
  fields: {
    input: {
      type: 'either',
      required: true,
      shapes: [{ type: 'string' }, { type: 'array', min: 1, of: { type: 'any' } }],
    },
    model: { type: 'string', nullable: true },
  },
}

/** A piece of a multi-modal input. */
export const PART: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    text: { type: 'object', fields: { type: { type: 'string' }, text: { type: 'string', required: true } } },
    image_url: {
      type: 'object',
      fields: {
        type: { type: 'string' },
        image_url: { type: 'object', required: true, open: true, fields: { url: { type: 'string', required: true } } },
      },
    },
  },
}
