import { template, TEMPLATES, type TemplateName } from '../compatible/templates.ts'
import { accountingBy, type TemplateRule } from '../compatible/tokens.ts'
import { traitsOf } from './models.ts'

// Calibrated on recordings/ollama.

const RULES: Readonly<Record<TemplateName | 'llama-3' | 'gemma', TemplateRule>> = {
  ...TEMPLATES,
  'gpt-oss': template({ base: 62 }, TEMPLATES['gpt-oss']),
  'llama-3': template({ base: 4, roles: 5 }, TEMPLATES.llama),
  gemma: template(
    { base: 5, roles: { system: 2, user: 4, assistant: 4, tool: 4 }, image: 256, answer: { end: 1 } },
    TEMPLATES.bare,
  ),
}

/** How local models count: by their chat templates. */
export const accounting = accountingBy((_, model) => {
  const { template } = traitsOf(model)
  return RULES[template]
})
