import type { Accounting } from '../../src/provider.ts'
import { checkWholeWindow } from '../compatible/whole-window.ts'
import { isPrompt } from '../compatible/prompt.ts'
import { accountingBy, type TemplateRule } from '../compatible/tokens.ts'
import { traitsOf, type TogetherTraits } from './models.ts'

// Measured on recordings/together (Llama 3.3).

const LLAMA: TemplateRule = {
  base: 30,
  roles: { system: 0, user: 5, assistant: 5, tool: 5 },
  tools: { base: 98, factor: 1 },
  call: { base: 8, factor: 1 },
  schema: { base: 0, factor: 0 },
  json: 0,
  image: 600,
  answer: { end: 1, call: 15, reasoning: 4, countedAsReasoning: 0 },
}

const RULES: Record<TogetherTraits['template'], TemplateRule> = {
  'llama-3.3': LLAMA,
  plain: { ...LLAMA, base: 4, roles: { system: 4, user: 4, assistant: 4, tool: 4 } },
}

const PROMPT: TemplateRule = { ...LLAMA, base: 1, roles: { system: 0, user: 0, assistant: 0, tool: 0 } }

/** How Together counts. */
export const accounting: Accounting = {
  ...accountingBy((request, model) => (isPrompt(request) ? PROMPT : RULES[traitsOf(model).template])),
  checkWindow: checkWholeWindow,
}
