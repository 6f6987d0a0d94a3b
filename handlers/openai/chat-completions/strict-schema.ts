import type { JsonSchema } from '../../../src/request.ts'

/** Keywords that strict mode does not take: the documented ones, and those of which refusals are published. */
const BANNED = [
  'allOf',
  'oneOf',
  'not',
  'dependentRequired',
  'dependentSchemas',
  'if',
  'then',
  'else',
  'patternProperties',
  'propertyNames',
  'unevaluatedProperties',
  'minProperties',
  'maxProperties',
  'unevaluatedItems',
  'contains',
  'minContains',
  'maxContains',
  'uniqueItems',
] as const

const MOST_LEVELS = 10
const MOST_PROPERTIES = 5000

/** What strict mode has against a schema, in OpenAI's words; undefined where it accepts it. */
export function strictProblem(schema: JsonSchema): string | undefined {
  return rootProblem({ type: schema['type'] ?? 'None' }) ?? problemAt(schema, []) ?? sizeProblem(schema)
}

/** What is wrong with the root of any schema of a function. */
export function rootProblem(schema: JsonSchema): string | undefined {
  const { type } = schema
  if (type === undefined || type === 'object') return undefined
  return `schema must be a JSON Schema of 'type: "object"', got 'type: "${JSON.stringify(type)?.replaceAll('"', '')}"'.`
}

/** Lists without items, which no schema of a function may have (published). */
export function listProblem(schema: JsonSchema, path: readonly string[] = []): string | undefined {
  if (schema['type'] === 'array' && schema['items'] === undefined && schema['prefixItems'] === undefined)
    return `In context=${contextText(path)}, array schema missing items.`
  return firstChild(schema, path, listProblem)
}

function problemAt(schema: JsonSchema, path: readonly string[]): string | undefined {
  const context = `In context=${contextText(path)}`
  const banned = BANNED.find((keyword) => keyword in schema)
  if (banned !== undefined) return `${context}, '${banned}' is not permitted.`
  const beside = '$ref' in schema ? Object.keys(schema).filter((key) => key !== '$ref') : []
  if (beside.length > 0 && path.length > 0)
    return `${context}, $ref cannot have keywords {${beside.map((key) => `'${key}'`).join(', ')}}.`
  if (!['type', '$ref', 'anyOf', 'enum', 'const'].some((key) => key in schema))
    return `${context}, schema must have a 'type' key.`
  return objectProblem(schema, context) ?? arrayProblem(schema, context) ?? firstChild(schema, path, problemAt)
}

function objectProblem(schema: JsonSchema, context: string): string | undefined {
  if (schema['type'] !== 'object') return undefined
  if (schema['additionalProperties'] !== false)
    return `${context}, 'additionalProperties' is required to be supplied and to be false.`
  if (schema['properties'] === undefined && (schema['required'] as unknown[] | undefined)?.length)
    return `${context}, object schema missing properties.`
  const names = Object.keys(schema['properties'] ?? {})
  const required = Array.isArray(schema['required']) ? (schema['required'] as readonly string[]) : []
  const missing = names.find((name) => !required.includes(name))
  const demand = "'required' is required to be supplied and to be an array including every key in properties."
  if (missing !== undefined) return `${context}, ${demand} Missing '${missing}'.`
  const extra = required.find((name) => !names.includes(name))
  return extra === undefined ? undefined : `${context}, ${demand} Extra required key '${extra}' supplied.`
}

function arrayProblem(schema: JsonSchema, context: string): string | undefined {
  return schema['type'] === 'array' && schema['items'] === undefined
    ? `${context}, array schema missing items.`
    : undefined
}

/** Limits of the whole schema; documented, the words are from memory. */
function sizeProblem(schema: JsonSchema): string | undefined {
  const { levels, properties } = sizeOf(schema)
  if (levels > MOST_LEVELS) return `${levels} levels of nesting exceeds limit of ${MOST_LEVELS}.`
  return properties > MOST_PROPERTIES ? `${properties} parameters exceeds limit of ${MOST_PROPERTIES}.` : undefined
}

function sizeOf(schema: JsonSchema): { readonly levels: number; readonly properties: number } {
  const children = childrenOf(schema).map(([child]) => sizeOf(child))
  const own = Object.keys(schema['properties'] ?? {}).length
  return {
    levels: (schema['type'] === 'object' ? 1 : 0) + Math.max(0, ...children.map(({ levels }) => levels)),
    properties: children.reduce((sum, { properties }) => sum + properties, own),
  }
}

type Find = (schema: JsonSchema, path: readonly string[]) => string | undefined

function firstChild(schema: JsonSchema, path: readonly string[], find: Find): string | undefined {
  for (const [child, step] of childrenOf(schema)) {
    const problem = find(child, [...path, ...step])
    if (problem !== undefined) return problem
  }
  return undefined
}

/** A schema inside another, and the steps to it. */
type Child<T> = readonly [T, readonly string[]]

function childrenOf(schema: JsonSchema): readonly Child<JsonSchema>[] {
  const named = ['properties', '$defs', 'definitions'].flatMap((key) =>
    Object.entries((schema[key] ?? {}) as Readonly<Record<string, unknown>>).map(
      ([name, child]) => [child, [key, name]] as const,
    ),
  )
  const listed = Array.isArray(schema['anyOf'])
    ? schema['anyOf'].map((child: unknown, index) => [child, ['anyOf', String(index)]] as const)
    : []
  const all: readonly Child<unknown>[] = [...named, ...listed, [schema['items'], ['items']]]
  return all.filter(isSchema)
}

function isSchema(child: Child<unknown>): child is Child<JsonSchema> {
  return typeof child[0] === 'object' && child[0] !== null && !Array.isArray(child[0])
}

/** A path as Python prints a tuple, with which the API names the place. */
function contextText(path: readonly string[]): string {
  if (path.length === 0) return '()'
  return path.length === 1 ? `('${path[0]!}',)` : `(${path.map((step) => `'${step}'`).join(', ')})`
}
