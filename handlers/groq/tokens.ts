import { automaticCache } from '../compatible/automatic-cache.ts'
import { TEMPLATES, template } from '../compatible/templates.ts'
import { accountingBy, type TemplateRule } from '../compatible/tokens.ts'
import { traitsOf, type GroqTraits } from './models.ts'

// Measured on recordings/groq: 200 and 711 prompt tokens for one small tool are Groq's own tool instructions.

const LLAMA_3 = template({
  base: 4,
  roles: 5,
  tools: 150,
  schema: 60,
  json: 20,
  image: 740,
  answer: { end: 1, call: 11, reasoning: 4 },
})

/** The chat templates of the models that Groq serves. */
const RULES: Record<GroqTraits['template'], TemplateRule> = {
  'llama-3': LLAMA_3,
  // The template's own system text (date of knowledge and of today) is there with and without a system message.
  'llama-3.3': template({ base: 30, roles: { system: 0 } }, LLAMA_3),
  'llama-4': template({ tools: 652, call: 24, answer: { call: 15 } }, LLAMA_3),
  'gpt-oss': template({
    base: 68,
    roles: { system: 10, user: 3, assistant: 3, tool: 5 },
    tools: 20,
    call: 0,
    schema: 62,
    json: 20,
    image: 0,
    answer: { end: 4, call: 11, reasoning: 6, countedAsReasoning: 1 },
  }),
  chatml: template({ schema: 60, json: 20 }, TEMPLATES.chatml),
  bare: template({ base: 2, roles: { system: 0, user: 1, assistant: 1, tool: 1 } }, LLAMA_3),
}

/** GPT-OSS and Kimi K2 only: the models with a cached price; two hours after the last use. Its steps are not documented (recorded: 256). */
const cache = automaticCache({
  minimumTokens: 128,
  stepTokens: 128,
  lifetimeMs: 2 * 3_600_000,
  has: ({ id }) => /gpt-oss|kimi-k2/.test(id),
})

/** How Groq counts; `max_completion_tokens` is reserved at once. */
export const accounting = accountingBy(
  (request, model) => {
    const { template } = traitsOf(model)
    const rule = RULES[template]
    // Qwen's template closes the thinking that `reasoning_effort: none` leaves out: 4 tokens more.
    return template === 'chatml' && !request.reasoning ? { ...rule, base: rule.base + 4 } : rule
  },
  {
    estimate: (request, model, inputTokens) => ({
      inputTokens,
      outputTokens: Math.min(request.maxTokens ?? 0, model.maxOutputTokens),
    }),
    cache,
    // What was used is debited once it is known; cached tokens are free.
    settle: ({ inputTokens, cacheReadTokens, outputTokens }) => ({
      inputTokens: inputTokens - cacheReadTokens,
      outputTokens,
    }),
  },
)
