import type { Model } from '../../src/models.ts'
import type { LimitsOf } from '../../src/provider.ts'
import type { Limits } from '../../src/rate-limit.ts'
import type { OperationRequest } from '../../src/request.ts'
import { traitsOf, type TierLimit } from './models.ts'

const IMAGES = { imagesPerMinute: 50_000 } as const
/** Known of gpt-4o-mini only. */
const FREE: Limits = { requestsPerMinute: 3, requestsPerDay: 200, tokensPerMinute: 40_000, ...IMAGES }
const NO_MODEL: TierLimit = [10_000, 30_000_000]

function tier(number: 1 | 2 | 3 | 4 | 5): LimitsOf {
  return (model, _request, inputTokens) => {
    const [requestsPerMinute, tokensPerMinute] = (model && rowOf(model, inputTokens, number)) ?? NO_MODEL
    const requestsPerDay = number === 1 && model ? traitsOf(model).requestsPerDay : undefined
    return { requestsPerMinute, tokensPerMinute, ...IMAGES, ...(requestsPerDay ? { requestsPerDay } : {}) }
  }
}

/** The row of the tier, or of the first tier above it that has access. */
function rowOf(model: Model, inputTokens: number, number: number): TierLimit | undefined {
  const { tiers, longTiers } = traitsOf(model)
  const rows = longTiers && inputTokens > longTiers.aboveInputTokens ? longTiers.tiers : tiers
  return rows.slice(number - 1).find(([requests]) => requests > 0)
}

/** Usage tiers (openai-chat.md 9.4 and 13). */
export const tiers = {
  free: () => FREE,
  'tier-1': tier(1),
  'tier-2': tier(2),
  'tier-3': tier(3),
  'tier-4': tier(4),
  'tier-5': tier(5),
} as const satisfies Record<string, LimitsOf>

/** Prompts above a size are counted apart from the model's others. */
export function limitPool(model: Model, _request: OperationRequest, inputTokens: number): string {
  const { longTiers } = traitsOf(model)
  return longTiers && inputTokens > longTiers.aboveInputTokens ? `${model.id} long` : model.id
}
