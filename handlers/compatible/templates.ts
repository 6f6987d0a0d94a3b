import type { TemplateRule } from './tokens.ts'

// Measured on recorded usage of open models behind several providers: openrouter, cerebras, huggingface, ollama, zai.

const NONE: TemplateRule = {
  base: 0,
  roles: { system: 0, user: 0, assistant: 0, tool: 0 },
  tools: { base: 0, factor: 1 },
  call: { base: 8, factor: 1 },
  schema: { base: 20, factor: 1 },
  json: 0,
  image: 600,
  answer: { end: 0, call: 8, reasoning: 0, countedAsReasoning: 0 },
}

function template(own: Partial<TemplateRule>): TemplateRule {
  return { ...NONE, ...own }
}

function every(tokens: number): TemplateRule['roles'] {
  return { system: tokens, user: tokens, assistant: tokens, tool: tokens }
}

/** Names of the chat templates that open models come with. */
export type TemplateName = 'llama' | 'gpt-oss' | 'chatml' | 'glm' | 'glm-5' | 'gemini' | 'deepseek' | 'bare'

/** The chat templates of open models, and of closed ones that are near enough. */
export const TEMPLATES: Readonly<Record<TemplateName, TemplateRule>> = {
  // Dates of knowledge and of today stand in front: 40 tokens for five words.
  llama: template({
    base: 30,
    roles: { ...every(5), system: 0 },
    tools: { base: 98, factor: 1 },
    answer: { ...NONE.answer, end: 1 },
  }),
  'gpt-oss': template({
    base: 64,
    roles: { system: 8, user: 3, assistant: 3, tool: 5 },
    tools: { base: 14, factor: 0.75 },
    call: { base: 10, factor: 1 },
    answer: { end: 4, call: 11, reasoning: 6, countedAsReasoning: 0 },
  }),
  chatml: template({
    base: 3,
    roles: every(5),
    tools: { base: 120, factor: 1 },
    call: { base: 15, factor: 1 },
    answer: { end: 1, call: 14, reasoning: 4, countedAsReasoning: 0 },
  }),
  glm: template({
    base: 3,
    roles: every(2),
    tools: { base: 130, factor: 1 },
    answer: { end: 1, call: 14, reasoning: 2, countedAsReasoning: 0 },
  }),
  // The effort of reasoning stands in the prompt from GLM 5 on.
  'glm-5': template({
    base: 10,
    roles: every(2),
    tools: { base: 130, factor: 1 },
    answer: { end: 1, call: 14, reasoning: 2, countedAsReasoning: 0 },
  }),
  gemini: template({ tools: { base: 0, factor: 0.5 }, image: 258 }),
  deepseek: template({
    base: 2,
    roles: every(1),
    tools: { base: 120, factor: 1 },
    answer: { ...NONE.answer, call: 20 },
  }),
  bare: template({ base: 1 }),
}
