import type { Model } from '../../src/models.ts'
import type { CachePlan } from '../../src/prompt-cache.ts'
import type { CompletionRequest } from '../../src/request.ts'
import { automaticCache } from '../compatible/automatic-cache.ts'
import type { GenerateRequest } from './generate-content/parse.ts'
import { traitsOf } from './model-traits.ts'

/** By itself since 2.5, from the model's minimum on. Steps and lifetime are not documented; recorded counts are of any size. */
const implicit = automaticCache((model: Model) => {
  const { generation, cacheMinimumTokens = 1024 } = traitsOf(model)
  if (generation === '1.5' || generation === '2.0') return undefined
  return { minimumTokens: cacheMinimumTokens, stepTokens: 64, lifetimeMs: 5 * 60_000 }
})

/** A cache that the request names is read whole; without one the prompt is cached by itself. */
export function cachePlan(
  request: CompletionRequest,
  ...rest: [model: Model, tokenizer: Parameters<typeof implicit>[2]]
): CachePlan | undefined {
  // Reason: the dialect's own requests know the cache they name; direct calls name none.
  const { cachedTokens = 0 } = request as Partial<GenerateRequest>
  return cachedTokens > 0 ? { kind: 'named', readTokens: cachedTokens } : implicit(request, ...rest)
}
