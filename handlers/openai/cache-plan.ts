import type { Model } from '../../src/models.ts'
import type { CachePlan } from '../../src/prompt-cache.ts'
import { promptText } from '../../src/prompt-text.ts'
import type { CompletionRequest } from '../../src/request.ts'
import { traitsOf } from './models.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** Prompt caching: by itself from 1,024 tokens in steps of 128, for 5 minutes after the last use, or a day where the request says so; of later models a day anyway (openai-chat.md 12.5, openai-responses.md 4). */
export function cachePlan(request: CompletionRequest, model: Model): CachePlan | undefined {
  const { family } = traitsOf(model)
  if (family === 'gpt-3.5' || family === 'gpt-4' || family === 'search') return undefined
  // Reason: the bodies of both chat dialects may carry these members; direct calls carry neither.
  const wire = (request.wire ?? {}) as {
    readonly prompt_cache_key?: unknown
    readonly prompt_cache_retention?: unknown
    readonly prompt_cache_options?: { readonly ttl?: unknown } | null
  }
  const isHalfHour = wire.prompt_cache_options?.ttl === '30m'
  const isDay = (wire.prompt_cache_retention ?? (isKeptForDay(model.id) && !isHalfHour ? '24h' : '')) === '24h'
  return {
    kind: 'automatic',
    text: () => promptText(request),
    minimumTokens: 1024,
    stepTokens: 128,
    lifetimeMs: isDay ? DAY_MS : isHalfHour ? 30 * MINUTE_MS : 5 * MINUTE_MS,
    ...(typeof wire.prompt_cache_key === 'string' ? { scope: wire.prompt_cache_key } : {}),
    countsWrites: model.prices.at(-1)?.cacheWriteUsdPerMillion !== undefined,
  }
}

/** Models that answer `prompt_cache_retention: 24h` unasked (recorded). */
export function isKeptForDay(id: string): boolean {
  return /^gpt-(5\.[2-9]|[6-9])/.test(id)
}
