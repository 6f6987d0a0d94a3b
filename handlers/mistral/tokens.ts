import { automaticCache, hasCachedPrice } from '../compatible/automatic-cache.ts'
import { isPrompt } from '../compatible/prompt.ts'
import { traitsOf } from './models.ts'
import { accountingBy, type TemplateRule } from '../compatible/tokens.ts'

// Measured on recordings/mistral.

const CHAT: TemplateRule = {
  base: 1,
  roles: { system: 2, user: 2, assistant: 2, tool: 3 },
  tools: { base: 4, factor: 1.3 },
  call: { base: 3, factor: 1 },
  schema: { base: 0, factor: 0 },
  json: 0,
  image: 170,
  answer: { end: 1, call: 3, reasoning: 5, countedAsReasoning: 0 },
}

/** Prompt and suffix, each behind its control token. */
const FIM: TemplateRule = { ...CHAT, base: 4, roles: { system: 0, user: 0, assistant: 0, tool: 0 } }

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
