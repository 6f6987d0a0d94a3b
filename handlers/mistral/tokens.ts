import { automaticCache, hasCachedPrice } from '../compatible/automatic-cache.ts'
import { isPrompt } from '../compatible/prompt.ts'
import { traitsOf } from './models.ts'
import { template } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'

// Measured on recordings/mistral.

const CHAT = template({
  base: 1,
  roles: { system: 2, user: 2, assistant: 2, tool: 3 },
  tools: { base: 4, factor: 1.3 },
  call: 3,
  image: 170,
  answer: { end: 1, call: 3, reasoning: 5 },
})

/** Prompt and suffix, each behind its control token. */
const FIM = template({ base: 4, roles: 0 }, CHAT)

/** In steps of 16 tokens (recorded); how long is not documented. */
const cache = automaticCache({ minimumTokens: 64, stepTokens: 16, lifetimeMs: 5 * 60_000, has: hasCachedPrice })

/** How Mistral counts: what was used is taken from the minute, once it is known. */
export const accounting = accountingBy(
  (request, model) => {
    if (isPrompt(request)) return FIM
    // Small 4 has instructions of its own, but not in JSON mode (recorded in July and August 2026).
    return request.responseFormat.type === 'json' ? CHAT : { ...CHAT, base: traitsOf(model).promptBase }
  },
  {
    // Cached tokens are free of the limits (recorded: a query cost of 137 for 265 tokens, 128 of them cached).
    cache,
    settle: ({ inputTokens, cacheReadTokens, outputTokens }) => ({
      inputTokens: inputTokens - cacheReadTokens,
      outputTokens,
    }),
  },
)
