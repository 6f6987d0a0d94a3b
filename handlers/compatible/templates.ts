import type { Linear, TemplateRule } from './tokens.ts'

// Measured on recorded usage of open models behind several providers: openrouter, cerebras, huggingface, ollama, zai.

const NONE: TemplateRule = {
  base: 0,
  roles: { system: 0, user: 0, assistant: 0, tool: 0 },
  tools: { base: 0, factor: 1 },
  call: { base: 8, factor: 1 },
  schema: { base: 0, factor: 0 },
  json: 0,
  image: 600,
  answer: { end: 0, call: 8, reasoning: 0, countedAsReasoning: 0 },
}

/** What a template says of itself: a number of `tools`, `call` or `schema` is a base with a factor of 1. */
interface TemplateFacts {
  readonly base?: number
  /** Around every message, or by role. */
  readonly roles?: number | Partial<TemplateRule['roles']>
  readonly tools?: number | Linear
  readonly call?: number | Linear
  readonly schema?: number | Linear
  readonly json?: number
  readonly image?: number
  readonly answer?: Partial<TemplateRule['answer']>
}

/** A rule that says only where it differs from `from`; by default from one whose texts alone count, schemas and JSON mode being free. */
export function template(facts: TemplateFacts, from: TemplateRule = NONE): TemplateRule {
  const { base = from.base, roles = {}, tools, call, schema, json = from.json, image = from.image, answer } = facts
  return {
    base,
    roles: typeof roles === 'number' ? every(roles) : { ...from.roles, ...roles },
    tools: linear(tools, from.tools),
    call: linear(call, from.call),
    schema: linear(schema, from.schema),
    json,
    image,
    answer: { ...from.answer, ...answer },
  }
}

function linear(fact: number | Linear | undefined, from: Linear): Linear {
  return typeof fact === 'number' ? { base: fact, factor: 1 } : (fact ?? from)
}

function every(tokens: number): TemplateRule['roles'] {
  return { system: tokens, user: tokens, assistant: tokens, tool: tokens }
}

/** Open models read a schema with 20 tokens around it. */
const OPEN: TemplateRule = template({ schema: 20 })

const GLM = template({ base: 3, roles: 2, tools: 130, answer: { end: 1, call: 14, reasoning: 2 } }, OPEN)

/** Names of the chat templates that open models come with. */
export type TemplateName = 'llama' | 'gpt-oss' | 'chatml' | 'glm' | 'glm-5' | 'gemini' | 'deepseek' | 'bare'

/** The chat templates of open models, and of closed ones that are near enough. */
export const TEMPLATES: Readonly<Record<TemplateName, TemplateRule>> = {
  // Dates of knowledge and of today stand in front: 40 tokens for five words.
  llama: template(
    { base: 30, roles: { system: 0, user: 5, assistant: 5, tool: 5 }, tools: 98, answer: { end: 1 } },
    OPEN,
  ),
  'gpt-oss': template(
    {
      base: 64,
      roles: { system: 8, user: 3, assistant: 3, tool: 5 },
      tools: { base: 14, factor: 0.75 },
      call: 10,
      answer: { end: 4, call: 11, reasoning: 6 },
    },
    OPEN,
  ),
  chatml: template({ base: 3, roles: 5, tools: 120, call: 15, answer: { end: 1, call: 14, reasoning: 4 } }, OPEN),
  glm: GLM,
  // The effort of reasoning stands in the prompt from GLM 5 on.
  'glm-5': template({ base: 10 }, GLM),
  gemini: template({ tools: { base: 0, factor: 0.5 }, image: 258 }, OPEN),
  deepseek: template({ base: 2, roles: 1, tools: 120, answer: { call: 20 } }, OPEN),
  bare: template({ base: 1 }, OPEN),
}
