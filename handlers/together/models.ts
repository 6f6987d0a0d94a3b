import { createCatalog, type Model } from '../../src/models.ts'
import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'
import { prices } from './prices.ts'

// Facts: providers/together.md, recordings/together; windows and the prices written here: memory.

/** What the Together dialects need to know about a model. */
export interface TogetherTraits {
  /** What the models endpoint calls it. */
  readonly kind: 'chat' | 'language' | 'embedding' | 'rerank' | 'image'
  /** Where thoughts go: into the text between tags, or into a field of their own. */
  readonly thinks?: 'inline' | 'field'
  /** Floats of an embedding. */
  readonly dimensions?: number
  /** Chat template, for counting. */
  readonly template: 'llama-3.3' | 'plain'
}

const DEFAULTS: TogetherTraits = { kind: 'chat', template: 'plain' }

/** The traits of a model; of a user's own model, those of a plain chat model. */
export function traitsOf(model: Model): TogetherTraits {
  // Every model of this file has such traits; a user's model may have any part of them.
  return { ...DEFAULTS, ...(model.traits as Partial<TogetherTraits> | undefined) }
}

const LLAMA = { template: 'llama-3.3' } as const
const FIELD = { thinks: 'field' } as const

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'meta-llama/Llama-3.3-70B-Instruct-Turbo', window: 131_072, can: chatModel('tsl'), tokenizer: 'llama', released: '2024-12-06', aliases: ['meta-llama/Llama-3.3-70B-Instruct-Turbo-Free'], traits: LLAMA },
  { id: 'meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8', window: 1_048_576, can: chatModel('tsvl'), tokenizer: 'llama', released: '2025-04-05' },
  { id: 'meta-llama/Llama-4-Scout-17B-16E-Instruct', window: 1_048_576, can: chatModel('tsvl'), tokenizer: 'llama', released: '2025-04-05' },
  { id: 'meta-llama/Meta-Llama-3.1-405B-Instruct-Turbo', window: 130_815, can: chatModel('tsl'), tokenizer: 'llama', released: '2024-07-23', traits: LLAMA },
  { id: 'meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo', window: 131_072, can: chatModel('tsl'), tokenizer: 'llama', released: '2024-07-23', traits: LLAMA },
  { id: 'meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo', window: 131_072, can: chatModel('tsl'), tokenizer: 'llama', released: '2024-07-23', traits: LLAMA },
  { id: 'meta-llama/Meta-Llama-3-8B-Instruct-Lite', window: 8192, can: chatModel(''), tokenizer: 'llama', released: '2024-04-18' },
  { id: 'mistralai/Mixtral-8x7B-Instruct-v0.1', window: 32_768, can: chatModel('t'), tokenizer: 'mistral-7b', released: '2023-12-11' },
  { id: 'mistralai/Mistral-7B-Instruct-v0.2', window: 32_768, can: chatModel(''), tokenizer: 'mistral', released: '2023-12-11', aliases: ['mistralai/Mistral-7B-Instruct-v0.3'] },
  { id: 'deepseek-ai/DeepSeek-R1', window: 163_840, can: chatModel('trl'), tokenizer: 'deepseek', released: '2025-01-20', prices: priced(3, 7), aliases: ['deepseek-ai/DeepSeek-R1-0528'], traits: { thinks: 'inline' } },
  { id: 'deepseek-ai/DeepSeek-V3', window: 131_072, can: chatModel('tsl'), tokenizer: 'deepseek', released: '2024-12-26', prices: priced(1.25, 1.25), aliases: ['deepseek-ai/DeepSeek-V3.1'] },
  { id: 'openai/gpt-oss-120b', window: 131_072, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', prices: priced(0.15, 0.6), traits: FIELD },
  { id: 'openai/gpt-oss-20b', window: 131_072, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', prices: priced(0.05, 0.2), traits: FIELD },
  { id: 'Qwen/Qwen2.5-72B-Instruct-Turbo', window: 131_072, can: chatModel('tsl'), tokenizer: 'qwen', released: '2024-09-19', prices: priced(1.2, 1.2) },
  { id: 'Qwen/Qwen3-235B-A22B-Instruct-2507-tput', window: 262_144, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-07-21', prices: priced(0.2, 0.6) },
  { id: 'moonshotai/Kimi-K2-Instruct-0905', window: 262_144, can: chatModel('tsl'), tokenizer: 'kimi', released: '2025-09-05', prices: priced(1, 3), aliases: ['moonshotai/Kimi-K2-Instruct'] },
  { id: 'zai-org/GLM-4.6', window: 202_752, can: chatModel('tsrl'), tokenizer: 'glm', released: '2025-09-30', prices: priced(0.6, 2.2), traits: FIELD },
  { id: 'BAAI/bge-large-en-v1.5', window: 512, can: ['embeddings'], tokenizer: 'cl100k', released: '2023-09-12', prices: priced(0.02, 0.02), traits: { kind: 'embedding', dimensions: 1024 } },
  { id: 'BAAI/bge-base-en-v1.5', window: 512, can: ['embeddings'], tokenizer: 'cl100k', released: '2023-09-12', prices: priced(0.008, 0.008), traits: { kind: 'embedding', dimensions: 768 } },
  { id: 'intfloat/multilingual-e5-large-instruct', window: 514, can: ['embeddings'], tokenizer: 'cl100k', released: '2024-02-08', prices: priced(0.02, 0.02), traits: { kind: 'embedding', dimensions: 1024 } },
  { id: 'togethercomputer/m2-bert-80M-8k-retrieval', window: 8192, can: ['embeddings'], tokenizer: 'cl100k', released: '2024-01-11', prices: priced(0.008, 0.008), traits: { kind: 'embedding', dimensions: 768 } },
  { id: 'Salesforce/Llama-Rank-V1', window: 8192, can: [], tokenizer: 'llama', released: '2024-08-26', prices: priced(0.1, 0.1), aliases: ['Salesforce/Llama-Rank-v1'], traits: { kind: 'rerank' } },
  { id: 'mixedbread-ai/Mxbai-Rerank-Large-V2', window: 32_768, can: [], tokenizer: 'qwen', released: '2025-03-13', prices: priced(0.1, 0.1), traits: { kind: 'rerank' } },
  { id: 'black-forest-labs/FLUX.1-schnell', window: 0, can: [], tokenizer: 'o200k', released: '2024-08-01', aliases: ['black-forest-labs/FLUX.1-schnell-Free'], traits: { kind: 'image' } },
  { id: 'black-forest-labs/FLUX.1.1-pro', window: 0, can: [], tokenizer: 'o200k', released: '2024-10-02', traits: { kind: 'image' } },
]

/** Together's serverless models; ids are long, so an answer names the model as the request did. */
export const catalog = createCatalog(modelsFrom(ROWS, prices))
