import type { JsonSchema, ToolDefinition } from '../../src/request.ts'

/**
 * The functions as the model reads them: a TypeScript namespace, whose tokens are what the tools cost.
 *
 * `full` (gpt-5 and o-series): multi-line descriptions, object descriptions, defaults and bounds are kept; 4o-class models get descriptions on one line,
 * those of properties on the first two levels only, and no defaults (openai-chat.md 12.3).
 */
export function renderFunctions(tools: readonly ToolDefinition[], full: boolean): string {
  const blocks = tools.map((tool) => renderFunction(tool, full))
  return `namespace functions {\n\n${blocks.join('')}} // namespace functions`
}

interface Rendering {
  readonly full: boolean
  readonly root: JsonSchema
}

function renderFunction(tool: ToolDefinition, full: boolean): string {
  const comment = tool.description ? commentLines(tool.description, '', full) : ''
  const schema = tool.parameters ?? {}
  if (tool.grammar !== undefined)
    return `${comment}${commentLines(tool.grammar, '', true)}type ${tool.name} = (_: string) => any;\n\n`
  const properties = Object.keys(schema['properties'] ?? {})
  if (properties.length === 0) return `${comment}type ${tool.name} = () => any;\n\n`
  const lead = full && typeof schema['description'] === 'string' ? commentLines(schema['description'], '', true) : ''
  const body = renderProperties(schema, 0, { full, root: schema })
  return `${comment}type ${tool.name} = (_: ${lead}{\n${body}}) => any;\n\n`
}

function renderProperties(schema: JsonSchema, depth: number, rendering: Rendering): string {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = new Set((schema['required'] as readonly string[] | undefined) ?? [])
  const indent = '  '.repeat(depth)
  const lines = Object.entries(properties).map(([name, property]) => {
    const { full } = rendering
    const title = typeof property['title'] === 'string' ? `${indent}// ${property['title']}\n${indent}//\n` : ''
    const { description } = property
    const comment =
      typeof description === 'string' && (full || depth < 2) ? commentLines(description, indent, full) : ''
    const optional = required.has(name) ? '' : '?'
    const fallback = full ? facets(property) : ''
    return `${title}${comment}${indent}${name}${optional}: ${renderType(property, depth, rendering)},${fallback}\n`
  })
  return lines.join('')
}

/** Default and bounds behind a property. */
function facets(property: JsonSchema): string {
  const names = ['default', 'minimum', 'maximum'].filter((name) => property[name] !== undefined)
  return names.length === 0 ? '' : ` // ${names.map((name) => `${name}: ${JSON.stringify(property[name])}`).join(', ')}`
}

function commentLines(text: string, indent: string, full: boolean): string {
  const lines = full ? text.split('\n') : [text.replaceAll(/\s+/g, ' ').trim()]
  return lines.map((line) => `${indent}// ${line}\n`).join('')
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  integer: 'number',
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  null: 'null',
}

function renderType(given: JsonSchema, depth: number, rendering: Rendering): string {
  const schema = typeof given['$ref'] === 'string' ? resolve(given['$ref'], rendering.root) : given
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' | ')
  if ('const' in schema) return JSON.stringify(schema['const'])
  const branches = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(branches))
    return branches.map((branch: JsonSchema) => renderType(branch, depth, rendering)).join(' | ')
  const { type } = schema
  if (Array.isArray(type)) return type.map((one) => renderType({ ...schema, type: one }, depth, rendering)).join(' | ')
  if (type === 'array') return `${renderType((schema['items'] ?? {}) as JsonSchema, depth, rendering)}[]`
  if (type === 'object' || 'properties' in schema) return renderObject(schema, depth, rendering)
  return TYPE_NAMES[String(type)] ?? 'any'
}

function renderObject(schema: JsonSchema, depth: number, rendering: Rendering): string {
  if (Object.keys(schema['properties'] ?? {}).length === 0 || depth > 6) return 'object'
  return `{\n${renderProperties(schema, depth + 1, rendering)}${'  '.repeat(depth)}}`
}

function resolve(ref: string, root: JsonSchema): JsonSchema {
  const steps = ref.replace(/^#\/?/, '').split('/')
  return (steps.reduce<unknown>((at, step) => (at as JsonSchema | undefined)?.[step], root) ?? {}) as JsonSchema
}
