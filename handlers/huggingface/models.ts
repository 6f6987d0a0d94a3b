import { createCatalog, type ModelCatalog, type ResolvedModel } from '../../src/models.ts'
import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'
import type { TemplateName } from '../compatible/templates.ts'
import type { Model } from '../../src/models.ts'
import { prices } from './prices.ts'

// Facts: recordings/huggingface; windows and dates: memory. Prices are the upstream's; those of Together where genai-prices knows no other.

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'meta-llama/Llama-3.1-8B-Instruct', window: 131_072, can: chatModel('tl'), tokenizer: 'llama', released: '2024-07-23', prices: priced(0.1, 0.1), traits: { template: 'llama', deepinfra: 'meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo' } },
  { id: 'meta-llama/Meta-Llama-3.1-8B', window: 131_072, can: ['chat', 'streaming'], tokenizer: 'llama', released: '2024-07-23', prices: priced(0.1, 0.1), traits: { template: 'bare' } },
  { id: 'meta-llama/Llama-3.3-70B-Instruct', window: 131_072, can: chatModel('tl'), tokenizer: 'llama', released: '2024-12-06', traits: { template: 'llama' } },
  { id: 'meta-llama/Llama-4-Scout-17B-16E-Instruct', window: 327_680, can: chatModel('tvl'), tokenizer: 'llama', released: '2025-04-05', prices: priced(0.18, 0.59), traits: { template: 'llama' } },
  { id: 'meta-llama/Llama-4-Maverick-17B-128E-Instruct', window: 1_048_576, can: chatModel('tvl'), tokenizer: 'llama', released: '2025-04-05', prices: priced(0.27, 0.85), traits: { template: 'llama' } },
  { id: 'Qwen/Qwen3-235B-A22B-Instruct-2507', window: 262_144, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-07-21' },
  { id: 'Qwen/Qwen3-Coder-480B-A35B-Instruct', window: 262_144, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-07-22' },
  { id: 'Qwen/Qwen3-Next-80B-A3B-Instruct', window: 262_144, can: chatModel('tsl'), tokenizer: 'qwen', released: '2025-09-11' },
  { id: 'Qwen/Qwen2.5-7B-Instruct', window: 32_768, can: chatModel('t'), tokenizer: 'qwen', released: '2024-09-19' },
  { id: 'Qwen/Qwen2.5-VL-72B-Instruct', window: 32_768, can: chatModel('v'), tokenizer: 'qwen', released: '2025-01-27', prices: priced(0.25, 0.75) },
  { id: 'deepseek-ai/DeepSeek-R1', window: 163_840, can: chatModel('trl'), tokenizer: 'deepseek', released: '2025-01-20', traits: { template: 'deepseek' } },
  { id: 'deepseek-ai/DeepSeek-V3', window: 131_072, can: chatModel('tl'), tokenizer: 'deepseek', released: '2024-12-26', traits: { template: 'deepseek' } },
  { id: 'deepseek-ai/DeepSeek-V3.1', window: 131_072, can: chatModel('tl'), tokenizer: 'deepseek', released: '2025-08-21', traits: { template: 'deepseek' } },
  { id: 'moonshotai/Kimi-K2.5', window: 262_144, can: chatModel('tvrl'), tokenizer: 'kimi', released: '2026-01-27' },
  { id: 'openai/gpt-oss-120b', window: 131_072, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: { template: 'gpt-oss' } },
  { id: 'openai/gpt-oss-20b', window: 131_072, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: { template: 'gpt-oss' } },
  { id: 'zai-org/GLM-4.6', window: 202_752, can: chatModel('trl'), tokenizer: 'glm', released: '2025-09-30', traits: { template: 'glm' } },
  { id: 'zai-org/GLM-5', window: 202_752, can: chatModel('trl'), tokenizer: 'glm', released: '2026-02-11', traits: { template: 'glm' } },
]

/** `model:provider`, `model:fastest` and `model:cheapest` choose who serves it; names are taken in any case (recorded). */
function routed(name: string, catalog: ModelCatalog): ResolvedModel | undefined {
  const [plain = ''] = name.toLowerCase().split(':')
  const model = catalog.models.find(({ id }) => id.toLowerCase() === plain)
  return model && { model, id: model.id }
}

/** Models of the hub that many providers serve. */
export const catalog = createCatalog(modelsFrom(ROWS, prices), routed)

export function templateOf({ traits }: Model): TemplateName {
  // Rows above state it where it is not ChatML.
  return (traits?.['template'] as TemplateName | undefined) ?? 'chatml'
}
