import type { Usage } from './completion.ts'
import type { Model, Price } from './models.ts'

/** The price that is valid at `timeMs` (epoch); undefined where the catalogue knows none. */
export function priceAt(model: Model, timeMs: number): Price | undefined {
  const valid = model.prices.filter((price) => price.since === undefined || Date.parse(price.since) <= timeMs)
  return valid.at(-1) ?? model.prices[0]
}

/** What a line of a batch costs of the usual price, at every provider that has batches. */
export const BATCH_SHARE = 0.5

/**
 * USD that one exchange costs: each kind of token by its own price, the long-context price for the whole call where it applies.
 *
 * 0 for a model without a price.
 */
export function costOf(usage: Usage, price: Price | undefined): number {
  if (!price) return 0
  const rate = price.long && usage.inputTokens > price.long.aboveInputTokens ? price.long : price
  const input = rate.inputUsdPerMillion
  const read = rate.cacheReadUsdPerMillion ?? input
  const write = rate.cacheWriteUsdPerMillion ?? input
  const writeLong = rate.cacheWriteLongUsdPerMillion ?? write
  const shortWriteTokens = usage.cacheWriteTokens - usage.cacheWriteLongTokens
  const plainTokens = usage.inputTokens - usage.cacheReadTokens - usage.cacheWriteTokens
  const micros =
    plainTokens * input +
    usage.cacheReadTokens * read +
    shortWriteTokens * write +
    usage.cacheWriteLongTokens * writeLong +
    usage.outputTokens * rate.outputUsdPerMillion
  return micros / 1_000_000
}
