import { TEMPLATES, type TemplateName } from '../compatible/templates.ts'
import { accountingBy, type TemplateRule } from '../compatible/tokens.ts'
import { traitsOf } from './models.ts'

// Calibrated on recordings/ollama.

const BARE = TEMPLATES.bare

const RULES: Readonly<Record<TemplateName | 'llama-3' | 'gemma', TemplateRule>> = {
  ...TEMPLATES,
  'gpt-oss': { ...TEMPLATES['gpt-oss'], base: 62 },
  'llama-3': { ...TEMPLATES.llama, base: 4, roles: { system: 5, user: 5, assistant: 5, tool: 5 } },
  gemma: {
    ...BARE,
    base: 5,
    roles: { system: 2, user: 4, assistant: 4, tool: 4 },
    image: 256,
    answer: { ...BARE.answer, end: 1 },
  },
}

/** How local models count: by their chat templates. */
export const accounting = accountingBy((_, model) => {
  const { template } = traitsOf(model)
  return RULES[template]
})
