import type { Field, Shape } from '../../../src/validation.ts'

/** Fields that generations, edits and variations share (OpenAPI document v2.3.0). */
export interface WireRequest {
  readonly prompt?: string
  readonly model?: string | null
  readonly n?: number | null
  readonly size?: string | null
  readonly quality?: string | null
  readonly background?: 'transparent' | 'opaque' | 'auto' | null
  readonly output_format?: 'png' | 'jpeg' | 'webp' | null
  readonly response_format?: 'url' | 'b64_json' | null
  readonly partial_images?: number | null
  readonly stream?: boolean | null
  /** Edits sent as JSON. */
  readonly images?: readonly { readonly image_url?: string; readonly file_id?: string }[]
}

const WORD: Field = { type: 'string', nullable: true }

const COMMON = {
  model: WORD,
  n: { type: 'integer', min: 1, max: 10, nullable: true },
  size: WORD,
  user: WORD,
  response_format: { type: 'string', nullable: true, choice: ['url', 'b64_json'] },
} satisfies Record<string, Field>

const DRAWING = {
  prompt: { type: 'string', required: true, minLength: 1 },
  quality: WORD,
  background: { type: 'string', nullable: true, choice: ['transparent', 'opaque', 'auto'] },
  output_format: { type: 'string', nullable: true, choice: ['png', 'jpeg', 'webp'] },
  output_compression: { type: 'integer', min: 0, max: 100, nullable: true },
  moderation: { type: 'string', nullable: true, choice: ['low', 'auto'] },
  partial_images: { type: 'integer', min: 0, max: 3, nullable: true },
  stream: { type: 'boolean', nullable: true },
} satisfies Record<string, Field>

export const GENERATION = {
  type: 'object',
  fields: { ...DRAWING, ...COMMON, style: { type: 'string', nullable: true, choice: ['vivid', 'natural'] } },
} satisfies Shape

export const EDIT = {
  type: 'object',
  fields: {
    ...DRAWING,
    ...COMMON,
    input_fidelity: { type: 'string', nullable: true, choice: ['high', 'low'] },
    images: { type: 'array', min: 1, max: 16, of: { type: 'object', open: true, fields: {} } },
    mask: { type: 'object', open: true, fields: {} },
  },
} satisfies Shape

export const VARIATION = { type: 'object', fields: COMMON } satisfies Shape

/** Parameters that only GPT image models know. */
export const GPT_IMAGE_ONLY = [
  'background',
  'output_format',
  'output_compression',
  'moderation',
  'partial_images',
  'stream',
] as const
