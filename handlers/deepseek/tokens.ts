import { automaticCache } from '../compatible/automatic-cache.ts'
import { isPrompt } from '../compatible/prompt.ts'
import { template } from '../compatible/templates.ts'
import { accountingBy } from '../compatible/tokens.ts'

// Measured on recordings/deepseek: tools come with some 216 tokens of instructions.

const CHAT = template({
  base: 3,
  roles: { user: 1, assistant: 3, tool: 2 },
  tools: { base: 216, factor: 1.18 },
  call: { base: 18, factor: 3.2 },
  json: 18,
  image: 0,
  answer: { call: 28, reasoning: 1 },
})

const PROMPT = template({ base: 4, roles: 0 }, CHAT)

/** On disk, in units of 64 tokens; kept for hours to days (documented). */
const cache = automaticCache({ minimumTokens: 64, stepTokens: 64, lifetimeMs: 6 * 3_600_000 })

/** How DeepSeek counts. */
export const accounting = accountingBy(
  (request, model) => {
    if (isPrompt(request)) return PROMPT
    // Tools that may not be called are left out of the prompt (recorded).
    const rule = request.toolChoice === 'none' ? { ...CHAT, tools: { base: 0, factor: 0 } } : CHAT
    // The instruction to think hard stands in the prompt of V4 Flash (recorded in August 2026: 79 tokens).
    const isHard = request.reasoning?.effort === 'high' || request.reasoning?.effort === 'max'
    return isHard && model.id === 'deepseek-v4-flash' ? { ...rule, base: rule.base + 79 } : rule
  },
  { cache },
)
