import { createCatalog, type Model } from '../../src/models.ts'
import { chatModel, modelsFrom, priced, type ModelRow } from '../compatible/model-rows.ts'
import { prices } from './prices.ts'

// Facts: recordings/perplexity; output limits and dates: memory.

const SEARCHES = (letters: string) => [...chatModel(letters), 'web-search'] as const

// oxfmt-ignore
const ROWS: readonly ModelRow[] = [
  { id: 'sonar', window: 128_000, out: 8000, can: SEARCHES('sl'), tokenizer: 'llama', released: '2025-01-21', traits: { requestUsd: 0.005 } },
  { id: 'sonar-pro', window: 200_000, out: 8000, can: SEARCHES('svl'), tokenizer: 'llama', released: '2025-01-21', traits: { requestUsd: 0.006 } },
  { id: 'sonar-reasoning-pro', window: 128_000, out: 16_000, can: SEARCHES('srl'), tokenizer: 'deepseek', released: '2025-02-20', traits: { requestUsd: 0.006 } },
  { id: 'sonar-reasoning', window: 128_000, out: 16_000, can: SEARCHES('srl'), tokenizer: 'deepseek', released: '2025-01-29', traits: { requestUsd: 0.005 } },
  { id: 'sonar-deep-research', window: 128_000, out: 16_000, can: SEARCHES('rl'), tokenizer: 'deepseek', released: '2025-02-14', traits: { requestUsd: 0.005 } },
  { id: 'r1-1776', window: 128_000, out: 16_000, can: chatModel('rl'), tokenizer: 'deepseek', released: '2025-02-18', traits: { requestUsd: 0 } },
  { id: 'pplx-embed-v1-0.6b', window: 32_768, can: ['embeddings'], tokenizer: 'qwen', released: '2026-02-26', prices: priced(0.004, 0), traits: { dimensions: 1024 } },
  { id: 'pplx-embed-v1-4b', window: 32_768, can: ['embeddings'], tokenizer: 'qwen', released: '2026-02-26', prices: priced(0.03, 0), traits: { dimensions: 2560 } },
]

/** Perplexity's own models. */
export const catalog = createCatalog(modelsFrom(ROWS, prices).map(withRequestPrice))

/** The list's price of a request is that of much context; the simulation searches with little. */
function withRequestPrice(model: Model): Model {
  if (!model.capabilities.includes('web-search')) return model
  const requestsUsdPerThousand = requestUsdOf(model) * 1000
  return { ...model, prices: model.prices.map((price) => ({ ...price, requestsUsdPerThousand })) }
}

/** What one search costs with little context (recorded: 0.005 and 0.006 USD). */
export function requestUsdOf({ traits }: Model): number {
  return Number(traits?.['requestUsd'] ?? 0.005)
}
