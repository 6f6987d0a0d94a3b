import type { Shape } from '../../src/validation.ts'
import type { BedrockTraits } from './models.ts'

export type EmbeddingFamily = 'titan-embed' | 'cohere-embed' | 'nova-embed'

/** What is to be embedded. */
export interface EmbeddingOrder {
  readonly texts: readonly string[]
  readonly dimensions: number
  /** Cohere v4 and requests that name types answer by type. */
  readonly byType: boolean
  /** The texts as the answer repeats them. */
  readonly shown: readonly string[]
}

interface Embedded {
  readonly order: EmbeddingOrder
  readonly vectors: readonly (readonly number[])[]
  readonly inputTokens: number
  readonly id: string
}

/** The body of a family of embedders, and its answer. */
export interface EmbeddingFormat {
  shapeOf(traits: BedrockTraits): Shape
  read(body: Readonly<Record<string, unknown>>, traits: BedrockTraits): EmbeddingOrder
  encode(embedded: Embedded): object
  /** Tokens of each text besides its words (recorded). */
  overheadTokens(traits: BedrockTraits): number
}

const TEXT: Shape = { type: 'string' }
const FLAG: Shape = { type: 'boolean' }
const INTEGER: Shape = { type: 'integer' }

const titan: EmbeddingFormat = {
  shapeOf: ({ dimensions = [] }) => ({
    type: 'object',
    fields: {
      inputText: { type: 'string', required: true, minLength: 1, maxLength: 50_000 },
      // Titan v1 has but one size and takes no other member.
      ...(dimensions.length > 1
        ? {
            dimensions: INTEGER,
            normalize: FLAG,
            embeddingTypes: { type: 'array', of: { type: 'string', choice: ['float', 'binary'] } },
          }
        : {}),
    },
  }),
  read(body, { dimensions = [1024] }) {
    // Reasons: the shape has been checked.
    const texts = [body['inputText'] as string]
    return {
      texts,
      dimensions: (body['dimensions'] as number | undefined) ?? dimensions[0]!,
      byType: dimensions.length > 1,
      shown: texts,
    }
  },
  encode: ({ order: { byType }, vectors: [embedding = []], inputTokens }) => ({
    embedding,
    ...(byType ? { embeddingsByType: { float: embedding } } : {}),
    inputTextTokenCount: inputTokens,
  }),
  overheadTokens: ({ dimensions = [] }) => (dimensions.length > 1 ? 1 : 0),
}

const cohere: EmbeddingFormat = {
  shapeOf: ({ dimensions = [] }) => ({
    type: 'object',
    fields: {
      texts: { type: 'array', of: { type: 'string', minLength: 1 }, required: true, min: 1, max: 96 },
      input_type: {
        type: 'string',
        choice: ['search_document', 'search_query', 'classification', 'clustering', 'image'],
        required: true,
      },
      truncate: {
        type: 'string',
        choice: dimensions.length > 1 ? ['NONE', 'LEFT', 'RIGHT', 'START', 'END'] : ['NONE', 'START', 'END'],
      },
      embedding_types: {
        type: 'array',
        of: { type: 'string', choice: ['float', 'int8', 'uint8', 'binary', 'ubinary'] },
      },
      ...(dimensions.length > 1
        ? { output_dimension: INTEGER, max_tokens: INTEGER, inputs: { type: 'any' }, images: { type: 'any' } }
        : {}),
    },
  }),
  read(body, { dimensions = [1024], nativeName }) {
    // Reasons: the shape has been checked.
    const texts = body['texts'] as readonly string[]
    const isV4 = dimensions.length > 1
    return {
      texts,
      dimensions: (body['output_dimension'] as number | undefined) ?? dimensions[0]!,
      byType: isV4 || body['embedding_types'] !== undefined,
      // The English model reads lower case and shows it (recorded).
      shown: nativeName.includes('english') ? texts.map((text) => text.toLowerCase()) : texts,
    }
  },
  encode: ({ order: { byType, shown }, vectors, id }) =>
    byType
      ? { id, texts: shown, embeddings: { float: vectors }, response_type: 'embeddings_by_type' }
      : { embeddings: vectors, id, response_type: 'embeddings_floats', texts: shown },
  overheadTokens: () => 0,
}

const textInput: Shape = {
  type: 'object',
  open: true,
  fields: {
    value: { type: 'string', required: true },
    truncationMode: { type: 'string', choice: ['START', 'END', 'NONE'], required: true },
  },
}

const nova: EmbeddingFormat = {
  shapeOf: () => ({
    type: 'object',
    fields: {
      schemaVersion: TEXT,
      taskType: { type: 'string', choice: ['SINGLE_EMBEDDING'], required: true },
      singleEmbeddingParams: {
        type: 'object',
        required: true,
        open: true,
        fields: {
          embeddingPurpose: { type: 'string', required: true },
          embeddingDimension: INTEGER,
          text: { ...textInput, required: true },
        },
      },
    },
  }),
  read(body, { dimensions = [3072] }) {
    // Reason: the shape has been checked.
    const { text, embeddingDimension } = body['singleEmbeddingParams'] as {
      readonly text: { readonly value: string }
      readonly embeddingDimension?: number
    }
    return { texts: [text.value], dimensions: embeddingDimension ?? dimensions[0]!, byType: false, shown: [text.value] }
  },
  encode: ({ vectors: [embedding = []] }) => ({ embeddings: [{ embeddingType: 'TEXT', embedding }] }),
  overheadTokens: () => 2,
}

/** The formats of the families (recorded). */
export const EMBEDDING_FORMATS: Record<EmbeddingFamily, EmbeddingFormat> = {
  'titan-embed': titan,
  'cohere-embed': cohere,
  'nova-embed': nova,
}
