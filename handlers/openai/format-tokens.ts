import type { CompletionRequest, JsonSchema, ResponseFormat } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import type { OpenAiTraits } from './models.ts'
import { renderFunctions } from './render-functions.ts'

type SchemaFormat = Extract<ResponseFormat, { readonly type: 'json-schema' }>

/**
 * Tokens of a JSON schema that the answer must follow.
 *
 * The Responses API writes the schema with its titles: exact on seven recorded requests. Chat completions drop the titles
 * of properties, and write a schema that has no title of its own as a type, as they do with the parameters of a
 * function: within 3 tokens and 2.5 % on all sixteen. No recording has a schema with a reasoning model; theirs is
 * counted as JSON, which is what OpenAI's harmony format documents.
 */
export function formatTokens(
  request: CompletionRequest,
  traits: OpenAiTraits,
  isResponses: boolean,
  tokenizer: Tokenizer,
): number {
  const { responseFormat } = request
  if (responseFormat.type !== 'json-schema') return 0
  if (isResponses) return tokenizer.count(asJson(responseFormat, withoutRules)) - 4
  // Tools have opened a system message already.
  const opening = request.tools.length > 0 ? -4 : 0
  const isType = !traits.reasoning && typeof responseFormat.schema['title'] !== 'string'
  const text = isType ? asType(responseFormat) : asJson(responseFormat, untitled)
  return tokenizer.count(text) + opening + (isType ? 8 : 9)
}

function asJson({ name = '', description, schema }: SchemaFormat, shown: (schema: unknown) => unknown): string {
  const lead = description === undefined ? '' : `// ${description}\n`
  return `# Response Formats\n\n## ${name}\n\n${lead}${JSON.stringify(shown(schema))}`
}

function asType({ name = '', description, schema }: SchemaFormat): string {
  return renderFunctions([{ name, parameters: schema, ...(description === undefined ? {} : { description }) }], false)
}

/** A schema without `$schema` and whether more properties are allowed. */
function withoutRules(schema: unknown): unknown {
  return mapped(schema, (key, value) => key !== '$schema' && !(key === 'additionalProperties' && value === false))
}

/** The same without the titles of everything in it. */
function untitled(schema: unknown): unknown {
  const { title, ...rest } = withoutRules(schema) as JsonSchema
  const inner = mapped(rest, (key, value) => key !== 'title' || typeof value !== 'string') as JsonSchema
  return title === undefined ? inner : { ...inner, title }
}

function mapped(value: unknown, isKept: (key: string, value: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, isKept))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([key, inner]) => isKept(key, inner))
  return Object.fromEntries(entries.map(([key, inner]) => [key, mapped(inner, isKept)]))
}
