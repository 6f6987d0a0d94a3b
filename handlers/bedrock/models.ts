import { models as anthropicModels } from '../anthropic/models.ts'
import { createCatalog } from '../../src/models.ts'
import type { Capability, Model, ModelCatalog, Price, ResolvedModel } from '../../src/models.ts'
import type { TokenizerFamily } from '../../src/tokens/families.ts'
import { modelNameOf } from './model-name.ts'
import { prices } from './prices.ts'

// Facts: providers/bedrock.md (sections in brackets), recordings/bedrock. Windows, outputs and days of release are the
// vendors' model pages; prices that genai-prices lacks say where they are from.

/** The body that a model takes and gives in InvokeModel. */
export type NativeFamily =
  | 'claude'
  | 'nova'
  | 'titan'
  | 'llama'
  | 'mistral'
  | 'command'
  | 'command-r'
  | 'jurassic'
  | 'deepseek'
  | 'openai'
  | 'titan-embed'
  | 'cohere-embed'
  | 'nova-embed'

/** What the dialects need to know about a model. */
export interface BedrockTraits {
  readonly family: NativeFamily
  /** Whether the model has cross-region profiles, and whether it can be called without one. */
  readonly profiles: 'none' | 'optional' | 'required'
  /** The model's name in answers of its own format. */
  readonly nativeName: string
  /** Tokens of one delta; whole pieces of about so many characters where it is `lumpChars`. */
  readonly delta: { readonly tokens: number } | { readonly lumpChars: number }
  /** Written reasoning comes after the text in a unary Converse answer (recorded: DeepSeek R1). */
  readonly reasonsLast?: boolean
  /** Reasons without being asked: gpt-oss, Qwen 3, R1, Kimi K2 Thinking, MiniMax M2 (recorded). */
  readonly reasons?: boolean
  /** Dimensions of an embedding, the default first. */
  readonly dimensions?: readonly number[]
}

/** The traits of a model; a user's own model is read by its id. */
export function traitsOf(model: Model): BedrockTraits {
  // Reason: every model of this file has them complete; a user's model may have any part of them.
  const own = model.traits?.['bedrock'] as Partial<BedrockTraits> | undefined
  return { ...guessed(model.id), ...own }
}

function guessed(id: string): BedrockTraits {
  const [, family = 'openai'] = GUESSES.find(([start]) => id.startsWith(start)) ?? []
  return { family, profiles: 'optional', nativeName: id, delta: { tokens: 1 } }
}

const GUESSES: readonly (readonly [start: string, family: NativeFamily])[] = [
  ['anthropic.', 'claude'],
  ['amazon.nova', 'nova'],
  ['amazon.titan', 'titan'],
  ['meta.', 'llama'],
  ['deepseek.', 'deepseek'],
]

interface Row {
  readonly family: NativeFamily
  readonly tokenizer: TokenizerFamily
  readonly window: number
  readonly output: number
  readonly released: string
  readonly name: string
  readonly can?: readonly Capability[]
  readonly profiles?: BedrockTraits['profiles']
  readonly nativeName?: string
  readonly delta?: BedrockTraits['delta']
  readonly reasonsLast?: boolean
  readonly reasons?: boolean
  readonly dimensions?: readonly number[]
  /** Where genai-prices has another name, or none. */
  readonly price?: string | readonly Price[]
}

const listed: Readonly<Record<string, readonly Price[]>> = prices
const CHAT = ['chat', 'json', 'streaming'] as const satisfies readonly Capability[]
const TOOLS = [...CHAT, 'tools'] as const satisfies readonly Capability[]
const VISION = [...TOOLS, 'vision'] as const satisfies readonly Capability[]
const REASONING = [...TOOLS, 'reasoning'] as const satisfies readonly Capability[]
const EMBEDDINGS = ['embeddings'] as const satisfies readonly Capability[]
const SCHEMA = 'json_schema' as const satisfies Capability

/** The price list of Amazon Bedrock of the day, as its pricing page quoted it (memory). */
const remembered = (inputUsdPerMillion: number, outputUsdPerMillion = 0): readonly Price[] => [
  { inputUsdPerMillion, outputUsdPerMillion },
]

/** Deltas of Nova [3.1] and of Titan, which answers in pieces of some 330 characters (recorded). */
const NOVA_DELTA = { tokens: 2.6 } as const
const TITAN_DELTA = { lumpChars: 330 } as const

const NOVA = { family: 'nova', tokenizer: 'nova', delta: NOVA_DELTA, profiles: 'optional' } as const
const TITAN = { family: 'titan', tokenizer: 'o200k', delta: TITAN_DELTA } as const
const LLAMA = { family: 'llama', tokenizer: 'llama', profiles: 'required' } as const
const MISTRAL = { family: 'mistral', tokenizer: 'mistral', can: TOOLS } as const
const OPENAI = { family: 'openai', tokenizer: 'o200k', can: [...REASONING, SCHEMA], reasons: true } as const

/** Models by id, without those of Anthropic. */
// oxfmt-ignore
const ROWS: Readonly<Record<string, Row>> = {
  'amazon.nova-micro-v1:0': { ...NOVA, name: 'Nova Micro', window: 128_000, output: 10_000, released: '2024-12-03', can: TOOLS },
  'amazon.nova-lite-v1:0': { ...NOVA, name: 'Nova Lite', window: 300_000, output: 10_000, released: '2024-12-03', can: VISION },
  'amazon.nova-pro-v1:0': { ...NOVA, name: 'Nova Pro', window: 300_000, output: 10_000, released: '2024-12-03', can: VISION },
  'amazon.nova-premier-v1:0': { ...NOVA, name: 'Nova Premier', window: 1_000_000, output: 32_000, released: '2025-04-30', can: VISION, profiles: 'required' },
  'amazon.nova-2-lite-v1:0': { ...NOVA, name: 'Nova 2 Lite', window: 1_000_000, output: 65_535, released: '2025-12-02', can: [...VISION, 'reasoning'], profiles: 'required' },
  'amazon.titan-text-lite-v1': { ...TITAN, name: 'Titan Text G1 - Lite', window: 4096, output: 4096, released: '2023-11-29', can: CHAT },
  'amazon.titan-text-express-v1': { ...TITAN, name: 'Titan Text G1 - Express', window: 8192, output: 8192, released: '2023-11-29', can: CHAT },
  'meta.llama2-13b-chat-v1': { ...LLAMA, name: 'Llama 2 Chat 13B', window: 4096, output: 2048, released: '2023-11-13', can: CHAT, profiles: 'none', price: remembered(0.75, 1) },
  'meta.llama3-8b-instruct-v1:0': { ...LLAMA, name: 'Llama 3 8B Instruct', window: 8192, output: 2048, released: '2024-04-23', can: CHAT, profiles: 'none' },
  'meta.llama3-70b-instruct-v1:0': { ...LLAMA, name: 'Llama 3 70B Instruct', window: 8192, output: 2048, released: '2024-04-23', can: CHAT, profiles: 'none' },
  'meta.llama3-1-8b-instruct-v1:0': { ...LLAMA, name: 'Llama 3.1 8B Instruct', window: 128_000, output: 8192, released: '2024-07-23', can: TOOLS, profiles: 'optional' },
  'meta.llama3-1-70b-instruct-v1:0': { ...LLAMA, name: 'Llama 3.1 70B Instruct', window: 128_000, output: 8192, released: '2024-07-23', can: TOOLS, profiles: 'optional' },
  'meta.llama3-2-11b-instruct-v1:0': { ...LLAMA, name: 'Llama 3.2 11B Instruct', window: 128_000, output: 8192, released: '2024-09-25', can: VISION },
  'meta.llama3-3-70b-instruct-v1:0': { ...LLAMA, name: 'Llama 3.3 70B Instruct', window: 128_000, output: 8192, released: '2024-12-19', can: TOOLS },
  'meta.llama4-scout-17b-instruct-v1:0': { ...LLAMA, name: 'Llama 4 Scout 17B Instruct', window: 3_500_000, output: 8192, released: '2025-04-28', can: VISION },
  'meta.llama4-maverick-17b-instruct-v1:0': { ...LLAMA, name: 'Llama 4 Maverick 17B Instruct', window: 1_000_000, output: 8192, released: '2025-04-28', can: VISION },
  'mistral.mistral-7b-instruct-v0:2': { ...MISTRAL, tokenizer: 'mistral-7b', name: 'Mistral 7B Instruct', window: 32_000, output: 8192, released: '2024-03-01', can: CHAT },
  'mistral.mixtral-8x7b-instruct-v0:1': { ...MISTRAL, tokenizer: 'mistral-7b', name: 'Mixtral 8x7B Instruct', window: 32_000, output: 4096, released: '2024-03-01', can: CHAT },
  'mistral.mistral-large-2402-v1:0': { ...MISTRAL, name: 'Mistral Large (24.02)', window: 32_000, output: 8192, released: '2024-04-03' },
  'mistral.pixtral-large-2502-v1:0': { ...MISTRAL, family: 'openai', name: 'Pixtral Large (25.02)', window: 128_000, output: 8192, released: '2025-04-08', can: VISION, profiles: 'required' },
  'mistral.mistral-large-3-675b-instruct': { ...MISTRAL, family: 'openai', name: 'Mistral Large 3', window: 256_000, output: 32_000, released: '2025-12-02', can: [...VISION, SCHEMA] },
  'mistral.devstral-2-123b': { ...MISTRAL, family: 'openai', name: 'Devstral 2 123B', window: 256_000, output: 32_000, released: '2026-02-10' },
  'cohere.command-text-v14': { family: 'command', tokenizer: 'command', name: 'Command', window: 4096, output: 4000, released: '2023-09-28', can: CHAT, price: remembered(1.5, 2) },
  'cohere.command-light-text-v14': { family: 'command', tokenizer: 'command', name: 'Command Light', window: 4096, output: 4000, released: '2023-11-13', can: CHAT, price: remembered(0.3, 0.6) },
  'cohere.command-r-v1:0': { family: 'command-r', tokenizer: 'command', name: 'Command R', window: 128_000, output: 4096, released: '2024-04-29', can: TOOLS, price: remembered(0.5, 1.5) },
  'cohere.command-r-plus-v1:0': { family: 'command-r', tokenizer: 'command', name: 'Command R+', window: 128_000, output: 4096, released: '2024-04-29', can: TOOLS, price: remembered(3, 15) },
  'ai21.j2-mid-v1': { family: 'jurassic', tokenizer: 'o200k', name: 'Jurassic-2 Mid', window: 8192, output: 8191, released: '2023-09-28', can: CHAT, price: remembered(12.5, 12.5) },
  'ai21.j2-ultra-v1': { family: 'jurassic', tokenizer: 'o200k', name: 'Jurassic-2 Ultra', window: 8192, output: 8191, released: '2023-09-28', can: CHAT, price: remembered(18.8, 18.8) },
  'deepseek.r1-v1:0': { family: 'deepseek', tokenizer: 'deepseek', name: 'DeepSeek-R1', window: 128_000, output: 32_768, released: '2025-03-10', can: [...CHAT, 'reasoning'], profiles: 'required', reasons: true, reasonsLast: true },
  'openai.gpt-oss-120b-1:0': { ...OPENAI, name: 'gpt-oss-120b', window: 128_000, output: 128_000, released: '2025-08-05' },
  'openai.gpt-oss-20b-1:0': { ...OPENAI, name: 'gpt-oss-20b', window: 128_000, output: 128_000, released: '2025-08-05' },
  'qwen.qwen3-32b-v1:0': { ...OPENAI, tokenizer: 'qwen', name: 'Qwen3 32B', window: 131_072, output: 16_384, released: '2025-09-18' },
  'qwen.qwen3-coder-30b-a3b-v1:0': { ...OPENAI, tokenizer: 'qwen', name: 'Qwen3-Coder-30B-A3B-Instruct', window: 262_144, output: 65_536, released: '2025-09-18', can: [...TOOLS, SCHEMA], reasons: false },
  'moonshot.kimi-k2-thinking': { ...OPENAI, tokenizer: 'kimi', name: 'Kimi K2 Thinking', window: 262_144, output: 16_384, released: '2025-12-02', price: remembered(0.6, 2.5) },
  'minimax.minimax-m2': { ...OPENAI, name: 'MiniMax M2', window: 196_608, output: 8192, released: '2025-12-02', price: remembered(0.3, 1.2) },
  'zai.glm-4.7-flash': { ...OPENAI, tokenizer: 'glm', name: 'GLM 4.7 Flash', window: 202_752, output: 131_072, released: '2026-02-10', reasons: false, price: remembered(0.07, 0.4) },
  'google.gemma-3-27b-it': { ...OPENAI, tokenizer: 'gemini', name: 'Gemma 3 27B', window: 131_072, output: 8192, released: '2025-12-02', can: [...CHAT, 'vision', SCHEMA], reasons: false },
  'nvidia.nemotron-nano-12b-v2': { ...OPENAI, name: 'NVIDIA Nemotron Nano 12B v2', window: 131_072, output: 8192, released: '2025-12-02', can: [...VISION, SCHEMA], reasons: false, price: remembered(0.2, 0.6) },
  'writer.palmyra-x4-v1:0': { ...OPENAI, name: 'Palmyra X4', window: 122_880, output: 8192, released: '2025-04-28', can: TOOLS, profiles: 'required', reasons: false },
  'writer.palmyra-x5-v1:0': { ...OPENAI, name: 'Palmyra X5', window: 1_040_000, output: 8192, released: '2025-04-28', can: TOOLS, profiles: 'required', reasons: false },
  'amazon.titan-embed-text-v1': { family: 'titan-embed', tokenizer: 'o200k', name: 'Titan Embeddings G1 - Text', window: 8192, output: 0, released: '2023-09-28', can: EMBEDDINGS, dimensions: [1536] },
  'amazon.titan-embed-text-v2:0': { family: 'titan-embed', tokenizer: 'o200k', name: 'Titan Text Embeddings V2', window: 8192, output: 0, released: '2024-04-30', can: EMBEDDINGS, dimensions: [1024, 512, 256], price: remembered(0.02) },
  'cohere.embed-english-v3': { family: 'cohere-embed', tokenizer: 'command', name: 'Embed English', window: 512, output: 0, released: '2023-11-13', can: EMBEDDINGS, dimensions: [1024], price: remembered(0.1) },
  'cohere.embed-multilingual-v3': { family: 'cohere-embed', tokenizer: 'command', name: 'Embed Multilingual', window: 512, output: 0, released: '2023-11-13', can: EMBEDDINGS, dimensions: [1024], price: remembered(0.1) },
  'cohere.embed-v4:0': { family: 'cohere-embed', tokenizer: 'command', name: 'Embed v4', window: 128_000, output: 0, released: '2025-10-01', can: EMBEDDINGS, dimensions: [1536, 1024, 512, 256], profiles: 'optional', price: remembered(0.12) },
  'amazon.nova-2-multimodal-embeddings-v1:0': { family: 'nova-embed', tokenizer: 'nova', name: 'Nova Multimodal Embeddings', window: 8192, output: 0, released: '2025-10-28', can: EMBEDDINGS, dimensions: [3072, 1024, 384, 256], price: remembered(0.135) },
}

function build(id: string, row: Row): readonly Model[] {
  const { family, tokenizer, window, output, released, name, can = CHAT, price, ...traits } = row
  const model = (fullId: string, list: readonly Price[]): Model => ({
    id: fullId,
    contextWindow: window,
    maxOutputTokens: output,
    capabilities: can,
    tokenizer,
    prices: list,
    released,
    displayName: name,
    traits: {
      bedrock: { profiles: 'none', nativeName: id, delta: { tokens: 1 }, ...traits, family } satisfies BedrockTraits,
    },
  })
  return variants(id, price, model)
}

/** A model, and apart from it its global profile where that has a price of its own. */
function variants(
  id: string,
  price: Row['price'],
  model: (id: string, prices: readonly Price[]) => Model,
): readonly Model[] {
  const key = typeof price === 'string' ? price : id
  const own =
    typeof price === 'object' ? price : (listed[`regional.${key}`] ?? listed[key] ?? listed[`global.${key}`] ?? [])
  const global = typeof price === 'object' ? undefined : listed[`global.${key}`]
  return [model(id, own), ...(global && global !== own ? [model(`global.${id}`, global)] : [])]
}

interface ClaudeRow {
  /** The model's id at Anthropic, whose facts it has. */
  readonly from: string
  readonly nativeName: string
  readonly profiles?: BedrockTraits['profiles']
  readonly price?: Row['price']
  readonly aliases?: readonly string[]
  readonly name?: string
  readonly window?: number
  /** System tokens of the first tool, where Anthropic's table has another model's. */
  readonly toolOverhead?: { readonly auto: number; readonly any: number }
}

const OLD = 'claude-3-haiku-20240307'

/** Anthropic's models by their id here. */
// oxfmt-ignore
const CLAUDES: Readonly<Record<string, ClaudeRow>> = {
  'anthropic.claude-fable-5-1': { from: 'claude-fable-5-1', nativeName: 'claude-fable-5-1', price: 'anthropic.claude-fable-5-1-v1:0' },
  'anthropic.claude-fable-5': { from: 'claude-fable-5', nativeName: 'claude-fable-5', price: 'anthropic.claude-fable-5-v1:0' },
  'anthropic.claude-opus-5-5': { from: 'claude-opus-5-5', nativeName: 'claude-opus-5-5' },
  'anthropic.claude-opus-5': { from: 'claude-opus-5', nativeName: 'claude-opus-5' },
  'anthropic.claude-sonnet-5': { from: 'claude-sonnet-5', nativeName: 'claude-sonnet-5', price: 'anthropic.claude-sonnet-5-v1:0' },
  'anthropic.claude-opus-4-8': { from: 'claude-opus-4-8', nativeName: 'claude-opus-4-8', price: 'anthropic.claude-opus-4-8-v1:0' },
  'anthropic.claude-opus-4-7': { from: 'claude-opus-4-7', nativeName: 'claude-opus-4-7', price: 'anthropic.claude-opus-4-7-v1:0' },
  'anthropic.claude-sonnet-4-6': { from: 'claude-sonnet-4-6', nativeName: 'claude-sonnet-4-6', price: 'anthropic.claude-sonnet-4-6-v1:0' },
  'anthropic.claude-opus-4-6-v1': { from: 'claude-opus-4-6', nativeName: 'claude-opus-4-6', price: 'anthropic.claude-opus-4-6-v1:0', aliases: ['anthropic.claude-opus-4-6'] },
  'anthropic.claude-opus-4-5-20251101-v1:0': { from: 'claude-opus-4-5', nativeName: 'claude-opus-4-5-20251101', price: 'anthropic.claude-opus-4-5-v1:0' },
  'anthropic.claude-haiku-4-5-20251001-v1:0': { from: 'claude-haiku-4-5', nativeName: 'claude-haiku-4-5-20251001' },
  'anthropic.claude-sonnet-4-5-20250929-v1:0': { from: 'claude-sonnet-4-5', nativeName: 'claude-sonnet-4-5-20250929' },
  'anthropic.claude-opus-4-1-20250805-v1:0': { from: 'claude-opus-4-1', nativeName: 'claude-opus-4-1-20250805' },
  'anthropic.claude-opus-4-20250514-v1:0': { from: 'claude-opus-4-0', nativeName: 'claude-opus-4-20250514' },
  'anthropic.claude-sonnet-4-20250514-v1:0': { from: 'claude-sonnet-4-0', nativeName: 'claude-sonnet-4-20250514' },
  'anthropic.claude-3-7-sonnet-20250219-v1:0': { from: 'claude-3-7-sonnet-latest', nativeName: 'claude-3-7-sonnet-20250219' },
  'anthropic.claude-3-5-haiku-20241022-v1:0': { from: 'claude-3-5-haiku-latest', nativeName: 'claude-3-5-haiku-20241022', profiles: 'optional' },
  'anthropic.claude-3-5-sonnet-20241022-v2:0': { from: 'claude-3-5-sonnet-latest', nativeName: 'claude-3-5-sonnet-20241022', profiles: 'optional' },
  'anthropic.claude-3-5-sonnet-20240620-v1:0': { from: 'claude-3-5-sonnet-latest', nativeName: 'claude-3-5-sonnet-20240620', profiles: 'optional', toolOverhead: { auto: 294, any: 261 } },
  'anthropic.claude-3-opus-20240229-v1:0': { from: 'claude-3-opus-latest', nativeName: 'claude-3-opus-20240229', profiles: 'optional', toolOverhead: { auto: 530, any: 281 } },
  'anthropic.claude-3-sonnet-20240229-v1:0': { from: 'claude-3-sonnet-20240229', nativeName: 'claude-3-sonnet-20240229', profiles: 'optional', toolOverhead: { auto: 159, any: 235 } },
  'anthropic.claude-3-haiku-20240307-v1:0': { from: OLD, nativeName: OLD, profiles: 'optional' },
  'anthropic.claude-v2:1': { from: OLD, nativeName: 'claude-2.1', profiles: 'none', name: 'Claude 2.1', price: remembered(8, 24) },
  'anthropic.claude-v2': { from: OLD, nativeName: 'claude-2.0', profiles: 'none', name: 'Claude 2', window: 100_000, price: remembered(8, 24) },
  'anthropic.claude-instant-v1': { from: OLD, nativeName: 'claude-instant-1.2', profiles: 'none', name: 'Claude Instant', window: 100_000, price: remembered(0.8, 2.4) },
}

function buildClaude(id: string, row: ClaudeRow): readonly Model[] {
  const { snapshots: _, aliases: __, ...known } = anthropicModels.find((model) => model.id === row.from)!
  const { nativeName, profiles = 'required', window = known.contextWindow, name = known.displayName! } = row
  const bedrock: BedrockTraits = { family: 'claude', profiles, nativeName, delta: { tokens: 2.6 } }
  return variants(id, row.price, (fullId, list) => ({
    ...known,
    id: fullId,
    ...(row.aliases && fullId === id ? { aliases: row.aliases } : {}),
    contextWindow: window,
    prices: list,
    displayName: name,
    traits: { ...known.traits, ...(row.toolOverhead ? { toolOverhead: row.toolOverhead } : {}), bedrock },
  }))
}

/** Every model of Amazon Bedrock that the simulation knows; `global.` ones are those whose price differs by profile. */
export const models: readonly Model[] = [
  ...Object.entries(CLAUDES).flatMap(([id, row]) => buildClaude(id, row)),
  ...Object.entries(ROWS).flatMap(([id, row]) => build(id, row)),
]

/** What an ARN of the account's own means, such as an application inference profile: it does not say. */
const OPAQUE = 'anthropic.claude-sonnet-4-5-20250929-v1:0'

/** The models by id, by profile and by ARN. */
export const catalog: ModelCatalog = createCatalog(models, byProfile)

function byProfile(asked: string, known: ModelCatalog): ResolvedModel | undefined {
  const { id, profile, isArn } = modelNameOf(asked)
  const find = (name: string) => known.models.find((model) => model.id === name || model.aliases?.includes(name))
  if (id === '') return resolved(find(OPAQUE))
  if (profile === undefined) return id === asked ? undefined : resolved(find(id))
  // Not every model has a global price of its own.
  const model = (profile === 'global' ? find(`global.${id}`) : undefined) ?? find(id)
  return model && (isArn || traitsOf(model).profiles !== 'none') ? resolved(model) : undefined
}

function resolved(model: Model | undefined): ResolvedModel | undefined {
  return model && { model, id: model.id }
}
