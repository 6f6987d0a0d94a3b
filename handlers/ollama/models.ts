import { createCatalog, type Model, type ModelCatalog, type ResolvedModel } from '../../src/models.ts'
import { chatModel, modelsFrom, type ModelRow } from '../compatible/model-rows.ts'
import type { TemplateName } from '../compatible/templates.ts'

// Facts: providers/ollama.md, recordings/ollama; sizes and windows of models that are in neither: memory.

/** What the dialects need to know about a model. */
export interface OllamaTraits {
  readonly template: TemplateName
  readonly family: string
  /** As the model list says it: `3.2B`. */
  readonly parameters: string
  readonly quantization: string
  /** Bytes on disk. */
  readonly size: number
  /** Thinks even where it is told not to (recorded: gpt-oss). */
  readonly alwaysThinks?: boolean
  readonly dimensions?: number
}

const DEFAULTS: OllamaTraits = {
  template: 'llama',
  family: 'llama',
  parameters: '8.0B',
  quantization: 'Q4_K_M',
  size: 4_900_000_000,
}

/** The traits of a model; of a user's own model, those of a Llama filled in. */
export function traitsOf(model: Model): OllamaTraits {
  // Every model of this file has such traits; a user's model may have any part of them.
  return { ...DEFAULTS, ...(model.traits as Partial<OllamaTraits> | undefined) }
}

const EMBEDS = ['embeddings'] as const

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'llama3.2', window: 131_072, can: chatModel('tl'), tokenizer: 'llama', released: '2024-09-25', traits: { parameters: '3.2B', size: 2_019_393_189 } },
  { id: 'llama3.2-vision', window: 131_072, can: chatModel('vl'), tokenizer: 'llama', released: '2024-11-06', traits: { family: 'mllama', parameters: '10.7B', size: 7_816_589_186 } },
  { id: 'llama3.3', window: 131_072, can: chatModel('tl'), tokenizer: 'llama', released: '2024-12-06', traits: { parameters: '70.6B', size: 42_520_413_916 } },
  { id: 'llama3.1', window: 131_072, can: chatModel('tl'), tokenizer: 'llama', released: '2024-07-23', traits: { template: 'bare', parameters: '8.0B', size: 4_920_753_328 } },
  { id: 'llama3', window: 8192, can: chatModel(''), tokenizer: 'llama', released: '2024-04-18', traits: { template: 'llama-3', parameters: '8.0B', quantization: 'Q4_0', size: 4_661_224_676 } },
  { id: 'gpt-oss', window: 131_072, can: chatModel('trl'), tokenizer: 'o200k', released: '2025-08-05', traits: { template: 'gpt-oss', family: 'gptoss', parameters: '20.9B', quantization: 'MXFP4', size: 13_793_441_244, alwaysThinks: true } },
  { id: 'qwen3.6', window: 262_144, can: chatModel('tvrl'), tokenizer: 'qwen', released: '2026-04-22', traits: { template: 'chatml', family: 'qwen35moe', parameters: '36.0B', size: 23_938_333_586 } },
  { id: 'qwen3', window: 40_960, can: chatModel('tr'), tokenizer: 'qwen', released: '2025-04-28', traits: { template: 'chatml', family: 'qwen3', parameters: '8.2B', size: 5_225_388_164 } },
  { id: 'qwen3-coder', window: 262_144, can: chatModel('tl'), tokenizer: 'qwen', released: '2025-07-31', traits: { template: 'chatml', family: 'qwen3moe', parameters: '30.5B', size: 18_556_701_140 } },
  { id: 'qwen2.5', window: 32_768, can: chatModel('t'), tokenizer: 'qwen', released: '2024-09-19', traits: { template: 'chatml', family: 'qwen2', parameters: '7.6B', size: 4_683_087_332 } },
  { id: 'qwen2.5-coder', window: 32_768, can: chatModel('t'), tokenizer: 'qwen', released: '2024-11-12', traits: { template: 'chatml', family: 'qwen2', parameters: '7.6B', size: 4_683_087_561 } },
  { id: 'gemma3', window: 131_072, can: chatModel('vl'), tokenizer: 'gemini', released: '2025-03-12', traits: { template: 'gemma', family: 'gemma3', parameters: '4.3B', size: 3_338_801_804 } },
  { id: 'gemma4', window: 262_144, can: chatModel('tvrl'), tokenizer: 'gemini', released: '2026-04-02', traits: { template: 'gemma', family: 'gemma4', parameters: '8.0B', size: 9_608_338_848 } },
  { id: 'mistral', window: 32_768, can: chatModel('t'), tokenizer: 'mistral', released: '2024-05-22', traits: { template: 'bare', parameters: '7.2B', size: 4_372_824_384 } },
  { id: 'mistral-nemo', window: 1_024_000, can: chatModel('tl'), tokenizer: 'mistral', released: '2024-07-18', traits: { template: 'bare', parameters: '12.2B', quantization: 'Q4_0', size: 7_071_713_232 } },
  { id: 'deepseek-r1', window: 131_072, can: chatModel('trl'), tokenizer: 'deepseek', released: '2025-01-20', traits: { template: 'deepseek', family: 'qwen3', parameters: '8.2B', size: 5_225_376_047 } },
  { id: 'phi4', window: 16_384, can: chatModel(''), tokenizer: 'cl100k', released: '2025-01-08', traits: { template: 'chatml', family: 'phi3', parameters: '14.7B', size: 9_053_116_391 } },
  { id: 'granite3.2-vision', window: 16_384, can: chatModel('tv'), tokenizer: 'llama', released: '2025-02-26', traits: { template: 'bare', family: 'granite', parameters: '2.5B', size: 2_436_886_864 } },
  { id: 'llava', window: 32_768, can: chatModel('v'), tokenizer: 'mistral', released: '2024-02-02', traits: { template: 'bare', parameters: '7.2B', quantization: 'Q4_0', size: 4_733_363_377 } },
  { id: 'codellama', window: 16_384, can: chatModel(''), tokenizer: 'llama', released: '2023-08-24', traits: { template: 'bare', parameters: '6.7B', quantization: 'Q4_0', size: 3_825_910_662 } },
  { id: 'nomic-embed-text', window: 8192, can: EMBEDS, tokenizer: 'cl100k', released: '2024-02-22', traits: { family: 'nomic-bert', parameters: '137M', quantization: 'F16', size: 274_302_450, dimensions: 768 } },
  { id: 'mxbai-embed-large', window: 512, can: EMBEDS, tokenizer: 'cl100k', released: '2024-04-22', traits: { family: 'bert', parameters: '334M', quantization: 'F16', size: 669_615_493, dimensions: 1024 } },
  { id: 'all-minilm', window: 512, can: EMBEDS, tokenizer: 'cl100k', released: '2024-05-09', traits: { family: 'bert', parameters: '23M', quantization: 'F16', size: 45_960_996, dimensions: 384 } },
  { id: 'bge-m3', window: 8192, can: EMBEDS, tokenizer: 'cl100k', released: '2024-08-30', traits: { family: 'bert', parameters: '566.70M', quantization: 'F16', size: 1_157_672_605, dimensions: 1024 } },
]

/** Any tag of a model that is there counts as pulled; answers name the model as it was asked for. */
function tagged(name: string, catalog: ModelCatalog): ResolvedModel | undefined {
  const [, base, tag] = /^(?:(?:registry\.ollama\.ai\/)?library\/)?([^:/]+):([\w.-]+)$/.exec(name) ?? []
  const found = base === undefined || tag === undefined ? undefined : catalog.resolve(base)
  return found && { model: found.model, id: name }
}

/** Models that a well-stocked server has pulled. They cost nothing. */
export const catalog = createCatalog(modelsFrom(ROWS, {}), tagged)

/** A name with its tag. */
export function fullName(name: string): string {
  return name.includes(':') ? name : `${name}:latest`
}
