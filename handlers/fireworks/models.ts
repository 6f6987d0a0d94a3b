import { createCatalog } from '../../src/models.ts'
import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'
import { prices } from './prices.ts'

// Windows, dates and what each can do: memory; prices: genai-prices.

/** What models are called on the wire before their short name. */
export const OWNER = 'accounts/fireworks/models/'

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'deepseek-v4-pro', window: 1_048_576, can: chatModel('tsrl'), tokenizer: 'deepseek', released: '2026-04-24' },
  { id: 'deepseek-v4-flash', window: 1_048_576, can: chatModel('tsrl'), tokenizer: 'deepseek', released: '2026-04-24' },
  { id: 'deepseek-v3p2', window: 163_840, can: chatModel('tsl'), tokenizer: 'deepseek', released: '2025-12-01' },
  { id: 'deepseek-r1-0528', window: 163_840, can: chatModel('tsrl'), tokenizer: 'deepseek', released: '2025-05-28' },
  { id: 'glm-5p2', window: 1_000_000, can: chatModel('tsrl'), tokenizer: 'glm', released: '2026-06-15' },
  { id: 'glm-4p7', window: 202_752, can: chatModel('tsrl'), tokenizer: 'glm', released: '2025-12-22' },
  { id: 'gpt-oss-120b', window: 131_072, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: { template: 'gpt-oss' } },
  { id: 'gpt-oss-20b', window: 131_072, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: { template: 'gpt-oss' } },
  { id: 'kimi-k3', window: 1_048_576, can: chatModel('tsvrl'), tokenizer: 'kimi', released: '2026-07-10' },
  { id: 'kimi-k2p7-code', window: 262_144, can: chatModel('tsrl'), tokenizer: 'kimi', released: '2026-06-05' },
  { id: 'kimi-k2p6', window: 262_144, can: chatModel('tsvrl'), tokenizer: 'kimi', released: '2026-04-15' },
  { id: 'kimi-k2p5', window: 262_144, can: chatModel('tsvrl'), tokenizer: 'kimi', released: '2026-01-27' },
  { id: 'llama-v3p3-70b-instruct', window: 131_072, can: chatModel('tsl'), tokenizer: 'llama', released: '2024-12-06', prices: priced(0.9, 0.9), traits: { template: 'llama' } },
  { id: 'llama-v3p1-8b-instruct', window: 131_072, can: chatModel('tsl'), tokenizer: 'llama', released: '2024-07-23', traits: { template: 'llama' } },
  { id: 'llama4-maverick-instruct-basic', window: 1_048_576, can: chatModel('tsvl'), tokenizer: 'llama', released: '2025-04-05', traits: { template: 'llama' } },
  { id: 'minimax-m3', window: 1_048_576, can: chatModel('tsrl'), tokenizer: 'qwen', released: '2026-06-01' },
  { id: 'qwen3p7-plus', window: 1_000_000, can: chatModel('tsvrl'), tokenizer: 'qwen', released: '2026-06-20' },
  { id: 'qwen3-235b-a22b', window: 131_072, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-04-28' },
  { id: 'qwen2p5-vl-72b-instruct', window: 131_072, can: chatModel('vl'), tokenizer: 'qwen', released: '2025-01-27' },
]

/** Fireworks's models by short and by full name; answers have the full one. */
export const catalog = createCatalog(
  modelsFrom(ROWS, prices).map((model) => ({ ...model, snapshots: [`${OWNER}${model.id}`] })),
)
