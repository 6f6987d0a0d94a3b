import type { Field, Shape } from '../../../src/validation.ts'

/** Wire types of POST /v2/rerank and /v1/rerank (OpenAPI document of cohere-ai 8.1). */
export interface WireRerank {
  readonly model?: string | null
  readonly query: string
  /** v1 takes objects too. */
  readonly documents: readonly WireRanked[]
  readonly top_n?: number | null
  readonly max_tokens_per_doc?: number | null
  readonly return_documents?: boolean | null
  readonly rank_fields?: readonly string[] | null
}

export type WireRanked = string | Readonly<Record<string, unknown>>

const WORD: Field = { type: 'string', nullable: true }
const COUNT: Field = { type: 'integer', nullable: true }
const AT_LEAST_ONE: Field = { type: 'integer', nullable: true, min: 1 }
const FLAG: Field = { type: 'boolean', nullable: true }
const OBJECT: Shape = { type: 'object', open: true, fields: {} }

/** The shape of a request. Clients of v1 move to v2 with their old members, which are accepted there (recorded: `max_chunks_per_doc`). */
export function rerankShape(version: 1 | 2): Shape {
  const document: Shape = version === 1 ? { type: 'either', shapes: [{ type: 'string' }, OBJECT] } : { type: 'string' }
  return {
    type: 'object',
    fields: {
      model: WORD,
      query: { type: 'string', required: true },
      documents: {
        type: 'array',
        required: true,
        min: 1,
        max: 10_000,
        of: document,
        holds: version === 1 ? 'objects' : 'strings',
      },
      top_n: AT_LEAST_ONE,
      max_tokens_per_doc: AT_LEAST_ONE,
      max_chunks_per_doc: COUNT,
      return_documents: FLAG,
      rank_fields: { type: 'array', nullable: true, of: { type: 'string' }, holds: 'strings' },
      priority: { type: 'integer', nullable: true, min: 0, max: 999 },
    },
  }
}
