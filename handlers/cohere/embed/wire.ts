import type { Field, Shape } from '../../../src/validation.ts'

export const EMBEDDING_TYPES = ['float', 'int8', 'uint8', 'binary', 'ubinary', 'base64'] as const
export type EmbeddingType = (typeof EMBEDDING_TYPES)[number]

/** Wire types of POST /v2/embed and /v1/embed (OpenAPI document of cohere-ai 8.1). */
export interface WireEmbed {
  readonly model?: string | null
  readonly input_type?: string | null
  readonly texts?: readonly string[] | null
  readonly images?: readonly string[] | null
  readonly inputs?: readonly { readonly content: readonly WireEmbedPart[] }[] | null
  readonly embedding_types?: readonly EmbeddingType[] | null
  readonly output_dimension?: number | null
  readonly max_tokens?: number | null
  readonly truncate?: 'NONE' | 'START' | 'END' | null
}

export type WireEmbedPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image_url'; readonly image_url: { readonly url: string } }

const TEXT: Field = { type: 'string', required: true }
const WORD: Field = { type: 'string', nullable: true }
const PART: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    text: { type: 'object', open: true, fields: { text: TEXT } },
    image_url: {
      type: 'object',
      open: true,
      fields: { image_url: { type: 'object', required: true, open: true, fields: { url: TEXT } } },
    },
  },
}

/** The shape of a request. At most 96 texts or inputs and one image (documented). */
export const EMBED: Shape = {
  type: 'object',
  fields: {
    model: WORD,
    input_type: {
      ...WORD,
      choice: ['search_document', 'search_query', 'classification', 'clustering', 'image'],
    },
    texts: { type: 'array', nullable: true, min: 1, max: 96, of: { type: 'string' }, holds: 'strings' },
    images: { type: 'array', nullable: true, min: 1, max: 96, of: { type: 'string' }, holds: 'strings' },
    inputs: {
      type: 'array',
      nullable: true,
      min: 1,
      max: 96,
      holds: 'objects',
      of: {
        type: 'object',
        open: true,
        fields: { content: { type: 'array', required: true, min: 1, of: PART, holds: 'objects' } },
      },
    },
    embedding_types: {
      type: 'array',
      nullable: true,
      of: { type: 'string', choice: EMBEDDING_TYPES },
      holds: 'objects',
    },
    output_dimension: { type: 'integer', nullable: true },
    max_tokens: { type: 'integer', nullable: true, min: 1 },
    truncate: { ...WORD, choice: ['NONE', 'START', 'END'] },
    priority: { type: 'integer', nullable: true, min: 0, max: 999 },
    // v1 took it; clients of then still send it.
    compress: { type: 'any' },
    compression_codebook: { type: 'any' },
  },
}
