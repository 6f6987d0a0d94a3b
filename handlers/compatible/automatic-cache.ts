import type { Model } from '../../src/models.ts'
import type { CachePlan } from '../../src/prompt-cache.ts'
import { promptText } from '../../src/prompt-text.ts'
import type { Accounting } from '../../src/provider.ts'

/** How a provider caches prompts by itself. */
export interface AutomaticCacheRule {
  /** Shortest prefix that is kept. */
  readonly minimumTokens: number
  /** Prefixes are kept in whole steps of so many tokens. */
  readonly stepTokens: number
  /** Time after the last use for which a prefix is kept. */
  readonly lifetimeMs: number
  /** Models that have it; absent: all. */
  readonly has?: (model: Model) => boolean
}

/** The cache of a provider that keeps prompts by itself; a `prompt_cache_key` in the body sets prompts apart. */
export function automaticCache(
  ruleOf: AutomaticCacheRule | ((model: Model) => AutomaticCacheRule | undefined),
): NonNullable<Accounting['cache']> {
  return (request, model): CachePlan | undefined => {
    const rule = typeof ruleOf === 'function' ? ruleOf(model) : ruleOf
    if (!rule || rule.has?.(model) === false) return undefined
    const { minimumTokens, stepTokens, lifetimeMs } = rule
    // Reason: bodies of several dialects may carry this member; direct calls have no body.
    const { prompt_cache_key: key } = (request.wire ?? {}) as { readonly prompt_cache_key?: unknown }
    return {
      kind: 'automatic',
      text: () => promptText(request),
      minimumTokens,
      stepTokens,
      lifetimeMs,
      ...(typeof key === 'string' ? { scope: key } : {}),
    }
  }
}

/** Whether the price list has a price of cached input. */
export function hasCachedPrice({ prices }: Model): boolean {
  return prices.some(({ cacheReadUsdPerMillion }) => cacheReadUsdPerMillion !== undefined)
}

/** Of providers that document neither steps nor lifetime of theirs: models with a price of cached input, from 256 tokens on. */
export const assumedCache = automaticCache({
  minimumTokens: 256,
  stepTokens: 64,
  lifetimeMs: 5 * 60_000,
  has: hasCachedPrice,
})
