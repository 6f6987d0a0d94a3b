import { createCatalog, type Capability, type Model, type ModelCatalog, type Price } from '../../src/models.ts'
import { prices } from './prices.ts'

/** The API that a model belongs to. */
export type CohereApi = 'chat' | 'embed' | 'rerank'

/** What the Cohere dialects need to know about a model. */
export interface CohereTraits {
  readonly api: CohereApi
  /** Tokens of the hidden preamble: what `tokens` counts and `billed_units` does not (recorded). */
  readonly preambleTokens: number
  /** The same where the request has tools or documents. */
  readonly toolPreambleTokens: number
  /** Tokens of an answer besides its words (recorded). */
  readonly answerTokens: number
  /** Thinks unless `thinking.type` is `disabled`. */
  readonly thinks: boolean
  /** Sizes of an embedding, the default first. */
  readonly dimensions: readonly number[]
  /** Whether the embed API demands `input_type`. */
  readonly inputType: boolean
  /** The tokenizer knows no capital letters, and the API gives texts back as it read them (recorded). */
  readonly uncased: boolean
  /** Days from which the API warns of the model and answers 404 for it (recorded). */
  readonly warnedFrom?: string
  readonly removedFrom?: string
  /** `features` of the models endpoint. */
  readonly features: readonly string[]
}

const DEFAULTS: CohereTraits = {
  api: 'chat',
  preambleTokens: 495,
  toolPreambleTokens: 1375,
  answerTokens: 3,
  thinks: false,
  dimensions: [],
  inputType: false,
  uncased: false,
  features: [],
}

/** The traits of a model of this catalogue; a user's own model has those of Command A where it states none. */
export function traitsOf(model: Model): CohereTraits {
  // Reason: a user's model may have any part of the traits.
  return { ...DEFAULTS, ...(model.traits as Partial<CohereTraits> | undefined) }
}

const CHAT = ['chat', 'streaming', 'json', 'json_schema'] as const satisfies readonly Capability[]
const TOOLS = [...CHAT, 'tools'] as const satisfies readonly Capability[]
const FEATURES = ['json_mode', 'json_schema', 'safety_modes', 'strict_tools', 'tools']

type Row = Partial<CohereTraits> & {
  readonly window: number
  readonly out?: number
  readonly can?: readonly Capability[]
  readonly released: string
  readonly price?: readonly Price[]
  readonly aliases?: readonly string[]
}

const listed: Readonly<Record<string, readonly Price[]>> = prices

function modelOf(id: string, row: Row): Model {
  const { window, out = 0, can = TOOLS, released, price = listed[id] ?? [], aliases, ...traits } = row
  return {
    id,
    ...(aliases ? { aliases } : {}),
    contextWindow: window,
    maxOutputTokens: out,
    capabilities: can,
    // Counted as o200k with each digit a token of its own (tokens.ts): nearer to the recordings than the scaled family `command`.
    tokenizer: 'command',
    prices: price,
    released,
    traits,
  }
}

/** The price of Command A; the other members of its family are not in the price data (guess). */
const COMMAND_A = prices['command-a-03-2025']
/** List price of the embed v3 models (cohere.com/pricing, memory). */
const EMBED_V3 = [{ inputUsdPerMillion: 0.1, outputUsdPerMillion: 0 }] as const
const EMBED = { api: 'embed', can: ['embeddings'] } as const
const RERANK = { api: 'rerank', can: [] } as const
const REMOVED = { warnedFrom: '2025-06-01', removedFrom: '2025-09-15', features: ['tools'], answerTokens: 0 } as const

// Windows and outputs: providers/cohere.md 11; what is not there is from docs.cohere.com/docs/models as remembered.
// oxfmt-ignore
const ROWS: Readonly<Record<string, Row>> = {
  'command-a-plus-05-2026': { window: 256_000, out: 64_000, can: [...TOOLS, 'vision', 'reasoning'], released: '2026-05-01', price: COMMAND_A, features: [...FEATURES, 'vision', 'reasoning'], thinks: true, preambleTokens: 26, toolPreambleTokens: 174, answerTokens: 4 },
  'command-a-reasoning-08-2025': { window: 256_000, out: 32_000, can: [...TOOLS, 'reasoning'], released: '2025-08-21', price: COMMAND_A, features: [...FEATURES, 'reasoning'], thinks: true, preambleTokens: 1386, answerTokens: 5 },
  'command-a-translate-08-2025': { window: 16_000, out: 8000, can: TOOLS, released: '2025-08-28', price: COMMAND_A, features: FEATURES },
  'command-a-vision-07-2025': { window: 128_000, out: 8000, can: [...CHAT, 'vision'], released: '2025-07-31', price: COMMAND_A, features: ['json_mode', 'json_schema', 'safety_modes', 'vision'] },
  'command-a-03-2025': { window: 256_000, out: 8000, released: '2025-03-13', features: FEATURES },
  'command-r7b-12-2024': { window: 128_000, out: 4096, released: '2024-12-13', features: FEATURES, answerTokens: 2 },
  'command-r-08-2024': { window: 128_000, out: 4096, released: '2024-08-30', features: FEATURES, preambleTokens: 200, answerTokens: 0 },
  'command-r-plus-08-2024': { window: 128_000, out: 4096, released: '2024-08-30', features: FEATURES, preambleTokens: 200, answerTokens: 0 },
  'command-r': { window: 128_000, out: 4096, released: '2024-03-11', aliases: ['command-r-03-2024'], ...REMOVED, preambleTokens: 66, toolPreambleTokens: 856 },
  'command-r-plus': { window: 128_000, out: 4096, released: '2024-04-04', aliases: ['command-r-plus-04-2024'], ...REMOVED, preambleTokens: 66, toolPreambleTokens: 856 },
  command: { window: 4096, out: 4096, can: ['chat', 'streaming'], released: '2023-01-01', ...REMOVED, features: [], preambleTokens: 62, answerTokens: 1 },
  'command-light': { window: 4096, out: 4096, can: ['chat', 'streaming'], released: '2023-01-01', ...REMOVED, features: [], preambleTokens: 62, answerTokens: 1 },
  'c4ai-aya-expanse-32b': { window: 128_000, out: 4096, can: CHAT, released: '2024-10-24', features: ['json_mode'] },
  'c4ai-aya-expanse-8b': { window: 8192, out: 4096, can: CHAT, released: '2024-10-24', features: ['json_mode'] },
  'embed-v4.0': { ...EMBED, window: 128_000, released: '2025-04-15', dimensions: [1536, 1024, 512, 256], inputType: true },
  'embed-english-v3.0': { ...EMBED, window: 512, released: '2023-11-02', price: EMBED_V3, dimensions: [1024], inputType: true, uncased: true },
  'embed-english-light-v3.0': { ...EMBED, window: 512, released: '2023-11-02', price: EMBED_V3, dimensions: [384], inputType: true, uncased: true },
  'embed-multilingual-v3.0': { ...EMBED, window: 512, released: '2023-11-02', price: EMBED_V3, dimensions: [1024], inputType: true },
  'embed-multilingual-light-v3.0': { ...EMBED, window: 512, released: '2023-11-02', price: EMBED_V3, dimensions: [384], inputType: true },
  'embed-english-v2.0': { ...EMBED, window: 512, released: '2022-10-01', price: EMBED_V3, dimensions: [4096], uncased: true },
  'embed-multilingual-v2.0': { ...EMBED, window: 256, released: '2022-12-12', price: EMBED_V3, dimensions: [768] },
  'rerank-v4.0-pro': { ...RERANK, window: 32_768, released: '2025-12-11' },
  'rerank-v4.0-fast': { ...RERANK, window: 32_768, released: '2025-12-11' },
  'rerank-v3.5': { ...RERANK, window: 4096, released: '2024-12-02' },
  'rerank-english-v3.0': { ...RERANK, window: 4096, released: '2024-04-11' },
  'rerank-multilingual-v3.0': { ...RERANK, window: 4096, released: '2024-04-11' },
  'rerank-english-v2.0': { ...RERANK, window: 512, released: '2023-05-01' },
  'rerank-multilingual-v2.0': { ...RERANK, window: 256, released: '2023-05-01' },
}

/** Every model of the Cohere API that the simulation knows. */
export const models: readonly Model[] = Object.entries(ROWS).map(([id, row]) => modelOf(id, row))

export const catalog: ModelCatalog = createCatalog(models)
