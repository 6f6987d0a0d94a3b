import { createCatalog, type Model, type Price } from '../../src/models.ts'
import { prices } from './prices.ts'

// Facts: docs.voyageai.com (embeddings, reranker, rate limits), recordings/voyage. What is from memory says so.

/** What the Voyage dialects need to know about a model. */
export interface VoyageTraits {
  readonly kind: 'embedding' | 'reranker'
  /** Sizes of a vector, the default first; empty for rerankers. */
  readonly dimensions: readonly number[]
  /** Most tokens of one request. */
  readonly batchTokens: number
  /** Knows `output_dtype` other than float. */
  readonly quantizes: boolean
  /** Tokens per minute of the first usage tier. */
  readonly tokensPerMinute: number
}

const FLEXIBLE = [1024, 256, 512, 2048] as const

/** Memory: list prices of the rerankers, which genai-prices 0.1.8 lacks. */
const RERANK = { inputUsdPerMillion: 0.05, outputUsdPerMillion: 0 } as const
const RERANK_LITE = { inputUsdPerMillion: 0.02, outputUsdPerMillion: 0 } as const

const overlay: Readonly<Record<string, readonly Price[]>> = {
  'rerank-2.5': [RERANK],
  'rerank-2.5-lite': [RERANK_LITE],
  'rerank-2': [RERANK],
  'rerank-2-lite': [RERANK_LITE],
  'rerank-1': [RERANK],
  'rerank-lite-1': [RERANK_LITE],
}

const listed: Readonly<Record<string, readonly Price[]>> = { ...prices, ...overlay }

function model(id: string, contextWindow: number, released: string | undefined, traits: VoyageTraits): Model {
  return {
    id,
    contextWindow,
    maxOutputTokens: 0,
    capabilities: traits.kind === 'embedding' ? ['embeddings'] : [],
    tokenizer: 'o200k',
    prices: listed[id] ?? [],
    ...(released === undefined ? {} : { released }),
    traits: { ...traits },
  }
}

function embedding(
  id: string,
  window: number,
  dimensions: readonly number[],
  batchTokens: number,
  tokensPerMinute: number,
  released?: string,
): Model {
  const quantizes = dimensions.length > 1
  return model(id, window, released, { kind: 'embedding', dimensions, batchTokens, quantizes, tokensPerMinute })
}

function reranker(id: string, window: number, tokensPerMinute: number, released?: string): Model {
  return model(id, window, released, {
    kind: 'reranker',
    dimensions: [],
    batchTokens: 600_000,
    quantizes: false,
    tokensPerMinute,
  })
}

/** Every model of the Voyage API that the simulation knows, in the order in which refusals list them. */
// oxfmt-ignore
export const models: readonly Model[] = [
  embedding('voyage-4-large', 32_000, FLEXIBLE, 120_000, 3_000_000, '2026-01-15'),
  embedding('voyage-4', 32_000, FLEXIBLE, 320_000, 8_000_000, '2026-01-15'),
  embedding('voyage-4-lite', 32_000, FLEXIBLE, 1_000_000, 16_000_000, '2026-01-15'),
  embedding('voyage-3-large', 32_000, FLEXIBLE, 120_000, 3_000_000, '2025-01-07'),
  embedding('voyage-3.5', 32_000, FLEXIBLE, 320_000, 8_000_000, '2025-05-20'),
  embedding('voyage-3.5-lite', 32_000, FLEXIBLE, 1_000_000, 16_000_000, '2025-05-20'),
  embedding('voyage-code-3', 32_000, FLEXIBLE, 120_000, 3_000_000, '2024-12-04'),
  embedding('voyage-3', 32_000, [1024], 320_000, 8_000_000, '2024-09-18'),
  embedding('voyage-3-lite', 32_000, [512], 1_000_000, 16_000_000, '2024-09-18'),
  embedding('voyage-finance-2', 32_000, [1024], 120_000, 3_000_000, '2024-06-03'),
  embedding('voyage-law-2', 16_000, [1024], 120_000, 3_000_000, '2024-04-15'),
  embedding('voyage-multilingual-2', 32_000, [1024], 120_000, 3_000_000, '2024-06-10'),
  embedding('voyage-large-2-instruct', 16_000, [1024], 120_000, 3_000_000, '2024-05-05'),
  embedding('voyage-large-2', 16_000, [1536], 120_000, 3_000_000),
  embedding('voyage-code-2', 16_000, [1536], 120_000, 3_000_000, '2024-01-23'),
  embedding('voyage-2', 4000, [1024], 320_000, 8_000_000),
  reranker('rerank-2.5', 32_000, 2_000_000, '2025-08-11'),
  reranker('rerank-2.5-lite', 32_000, 4_000_000, '2025-08-11'),
  reranker('rerank-2', 16_000, 2_000_000, '2024-09-30'),
  reranker('rerank-2-lite', 8000, 4_000_000, '2024-09-30'),
  reranker('rerank-1', 8000, 2_000_000),
  reranker('rerank-lite-1', 4000, 2_000_000),
]

const DEFAULTS: VoyageTraits = {
  kind: 'embedding',
  dimensions: FLEXIBLE,
  batchTokens: 120_000,
  quantizes: true,
  tokensPerMinute: 3_000_000,
}

/** The traits of a model; those of a user's own model are filled in. */
export function traitsOf({ traits }: Model): VoyageTraits {
  // Models of this file have complete traits; a user's model may have any part of them.
  return { ...DEFAULTS, ...(traits as Partial<VoyageTraits> | undefined) }
}

export const catalog = createCatalog(models)
