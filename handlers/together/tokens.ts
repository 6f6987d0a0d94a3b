import type { Accounting } from '../../src/provider.ts'
import { checkWholeWindow } from '../compatible/whole-window.ts'
import { isPrompt } from '../compatible/prompt.ts'
import { template } from '../compatible/templates.ts'
import { accountingBy, type TemplateRule } from '../compatible/tokens.ts'
import { traitsOf, type TogetherTraits } from './models.ts'

// Measured on recordings/together (Llama 3.3).

const LLAMA = template({
  base: 30,
  roles: { system: 0, user: 5, assistant: 5, tool: 5 },
  tools: 98,
  answer: { end: 1, call: 15, reasoning: 4 },
})

const RULES: Record<TogetherTraits['template'], TemplateRule> = {
  'llama-3.3': LLAMA,
  plain: template({ base: 4, roles: 4 }, LLAMA),
}

const PROMPT = template({ base: 1, roles: 0 }, LLAMA)

/** How Together counts. */
export const accounting: Accounting = {
  ...accountingBy((request, model) => (isPrompt(request) ? PROMPT : RULES[traitsOf(model).template])),
  checkWindow: checkWholeWindow,
}
