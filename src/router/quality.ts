import type { Model, Price } from '../models.ts'
import type { Quality } from './route.ts'

/** Models whose price says less than they can: open weights that hosts sell cheaply. */
const BETTER: readonly (readonly [part: string, quality: number])[] = [
  ['gpt-oss-120b', 0.6],
  ['gpt-oss-20b', 0.45],
  ['llama-3.3-70b', 0.5],
  ['llama-4-maverick', 0.55],
  ['deepseek-r1', 0.68],
  ['deepseek-v', 0.62],
  ['kimi-k2', 0.65],
  ['qwen3-235b', 0.62],
  ['mistral-large', 0.66],
]

/**
 * 0 to 1: the logarithm of the price of output, 5 cents a million being 0 and 50 dollars 1, with a tenth more for models that reason; open weights by
 * a small list, since hosts sell them below what they can.
 */
export function qualityOf(model: Model, price: Price | undefined): number {
  const listed = BETTER.find(([part]) => model.id.toLowerCase().includes(part))
  if (listed) return listed[1]
  const usd = price?.outputUsdPerMillion ?? 0
  const byPrice = usd <= 0 ? 0.2 : Math.log10(usd / 0.05) / 3
  return Math.min(1, Math.max(0, byPrice + (model.capabilities.includes('reasoning') ? 0.1 : 0)))
}

const FLOOR: Readonly<Record<Quality, number>> = { economy: 0, balanced: 0.45, premium: 0.75 }

/** The least score of a quality. */
export function qualityFloor(quality: Quality): number {
  return FLOOR[quality]
}
