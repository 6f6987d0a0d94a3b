import { createCatalog, type Model } from '../../src/models.ts'
import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'
import type { TemplateName } from '../compatible/templates.ts'
import { prices } from './prices.ts'

// Facts: recordings/zai; windows and list prices of models before GLM 5.2: memory.

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'glm-5.3', window: 1_000_000, out: 131_072, can: chatModel('tsrl'), tokenizer: 'glm', released: '2026-08-15', traits: { template: 'glm-5' } },
  { id: 'glm-5.3-flash', window: 1_000_000, out: 131_072, can: chatModel('tsrl'), tokenizer: 'glm', released: '2026-08-15', traits: { template: 'glm-5' } },
  { id: 'glm-5.2', window: 1_000_000, out: 131_072, can: chatModel('tsrl'), tokenizer: 'glm', released: '2026-06-15', traits: { template: 'glm-5' } },
  { id: 'glm-5', window: 204_800, out: 131_072, can: chatModel('tsrl'), tokenizer: 'glm', released: '2026-02-11', prices: priced(1, 3.2), traits: { template: 'glm' } },
  { id: 'glm-4.7', window: 204_800, out: 131_072, can: chatModel('tsrl'), tokenizer: 'glm', released: '2025-12-22', prices: priced(0.6, 2.2), traits: { template: 'glm' } },
  { id: 'glm-4.6', window: 204_800, out: 131_072, can: chatModel('tsrl'), tokenizer: 'glm', released: '2025-09-30', prices: priced(0.6, 2.2), traits: { template: 'glm' } },
  { id: 'glm-4.6v', window: 131_072, out: 32_768, can: chatModel('tvrl'), tokenizer: 'glm', released: '2025-12-08', prices: priced(0.3, 0.9), traits: { template: 'glm' } },
  { id: 'glm-4.5', window: 131_072, out: 98_304, can: chatModel('trl'), tokenizer: 'glm', released: '2025-07-28', prices: priced(0.6, 2.2), traits: { template: 'glm' } },
  { id: 'glm-4.5-air', window: 131_072, out: 98_304, can: chatModel('trl'), tokenizer: 'glm', released: '2025-07-28', prices: priced(0.2, 1.1), traits: { template: 'glm' } },
]

/** Z.ai's models; names are taken in any case. */
export const catalog = createCatalog(modelsFrom(ROWS, prices), (name, models) =>
  name === name.toLowerCase() ? undefined : models.resolve(name.toLowerCase()),
)

export function templateOf(model: Model): TemplateName {
  // Every row above states it.
  return (model.traits?.['template'] as TemplateName | undefined) ?? 'glm'
}
