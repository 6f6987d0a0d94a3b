import { createCatalog, type Model } from '../../src/models.ts'
import { chatModel, modelsFrom, type ModelRow } from '../compatible/model-rows.ts'
import type { TemplateName } from '../compatible/templates.ts'
import { prices } from './prices.ts'

// Facts: recordings/cerebras and providers/openai-compatible.md; output limits: memory.

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'gpt-oss-120b', window: 131_072, out: 40_960, can: chatModel('tsrl'), tokenizer: 'o200k', released: '2025-08-05', traits: { template: 'gpt-oss', tokensPerSecond: 3000 } },
  { id: 'zai-glm-4.7', window: 131_072, out: 40_960, can: chatModel('tsrl'), tokenizer: 'glm', released: '2026-01-08', traits: { template: 'glm', tokensPerSecond: 1000 } },
  { id: 'gemma-4-31b', window: 131_072, out: 40_960, can: chatModel('tsl'), tokenizer: 'gemini', released: '2026-05-01', traits: { template: 'gemini', tokensPerSecond: 1800 } },
  { id: 'qwen-3-32b', window: 131_072, out: 40_960, can: chatModel('tsrl'), tokenizer: 'qwen', released: '2025-05-15', traits: { template: 'chatml', tokensPerSecond: 2600 } },
  { id: 'llama-3.3-70b', window: 131_072, out: 65_536, can: chatModel('tsl'), tokenizer: 'llama', released: '2024-12-06', traits: { template: 'llama', tokensPerSecond: 2100 } },
  { id: 'llama3.1-8b', window: 32_768, out: 8192, can: chatModel('ts'), tokenizer: 'llama', released: '2024-08-27', traits: { template: 'llama', tokensPerSecond: 2200 } },
]

/** Cerebras's models; those that were retired keep answering. */
export const catalog = createCatalog(modelsFrom(ROWS, prices))

/** The chat template of a model; of a user's own, gpt-oss's. */
export function templateOf(model: Model): TemplateName {
  // Every row above states it.
  return (model.traits?.['template'] as TemplateName | undefined) ?? 'gpt-oss'
}

/** Output tokens per second: what the chips are for. */
export function speedOf(model: Model | undefined): number {
  return Number(model?.traits?.['tokensPerSecond'] ?? 2000)
}
