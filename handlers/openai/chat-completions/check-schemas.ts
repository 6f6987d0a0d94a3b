import type { JsonSchema } from '../../../src/request.ts'
import { refused } from '../wording.ts'
import type { WireRequest } from './wire.ts'

/** Checks the schemas of strict tools and response formats, and that JSON mode is asked for in words; throws the first refusal. */
export function checkSchemas(wire: WireRequest): void {
  for (const [index, tool] of (wire.tools ?? []).entries()) {
    if (tool.type !== 'function' || !tool.function.parameters) continue
    const problem = tool.function.strict
      ? strictProblem(tool.function.parameters, [])
      : rootProblem(tool.function.parameters)
    if (problem === undefined) continue
    throw refused(
      `Invalid schema for function '${tool.function.name}': ${problem}`,
      `tools[${index}].function.parameters`,
      'invalid_function_parameters',
    )
  }
  checkFormat(wire)
}

function checkFormat({ response_format: format, messages }: WireRequest): void {
  if (format?.type === 'json_object' && !/json/i.test(JSON.stringify(messages))) {
    throw refused(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
      null,
    )
  }
  if (format?.type !== 'json_schema' || !format.json_schema.strict) return
  const { name, schema } = format.json_schema
  const problem =
    schema === undefined
      ? 'schema must be a JSON Schema of \'type: "object"\', got \'type: "None"\'.'
      : strictProblem(schema, [])
  if (problem !== undefined)
    throw refused(`Invalid schema for response_format '${name}': ${problem}`, 'response_format', null)
}

function rootProblem(schema: JsonSchema): string | undefined {
  const { type } = schema
  if (type === undefined || type === 'object') return undefined
  return `schema must be a JSON Schema of 'type: "object"', got 'type: "${JSON.stringify(type)?.replaceAll('"', '')}"'.`
}

const UNSUPPORTED = [
  'allOf',
  'not',
  'dependentRequired',
  'dependentSchemas',
  'if',
  'then',
  'else',
  'patternProperties',
] as const

/** What strict mode has against a schema, in OpenAI's words; undefined where it accepts it. */
function strictProblem(schema: JsonSchema, path: readonly string[]): string | undefined {
  const context = `In context=${contextText(path)}`
  if (path.length === 0 && schema['type'] !== 'object') return rootProblem({ type: schema['type'] ?? 'None' })
  const banned = UNSUPPORTED.find((keyword) => keyword in schema)
  if (banned !== undefined) return `${context}, '${banned}' is not permitted.`
  return objectProblem(schema, context) ?? childProblem(schema, path)
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

function childProblem(schema: JsonSchema, path: readonly string[]): string | undefined {
  for (const [child, step] of childrenOf(schema)) {
    const problem = strictProblem(child, [...path, ...step])
    if (problem !== undefined) return problem
  }
  return undefined
}

function childrenOf(schema: JsonSchema): (readonly [JsonSchema, readonly string[]])[] {
  const of = (key: string) =>
    Object.entries((schema[key] ?? {}) as Record<string, JsonSchema>).map(
      ([name, child]) => [child, [key, name]] as const,
    )
  const branches = Array.isArray(schema['anyOf'])
    ? (schema['anyOf'] as JsonSchema[]).map((child, index) => [child, ['anyOf', String(index)]] as const)
    : []
  const items =
    typeof schema['items'] === 'object' && schema['items'] !== null
      ? [[schema['items'] as JsonSchema, ['items']] as const]
      : []
  return [...of('properties'), ...of('$defs'), ...of('definitions'), ...branches, ...items]
}

/** A path as Python prints a tuple, with which the API names the place. */
function contextText(path: readonly string[]): string {
  if (path.length === 0) return '()'
  return path.length === 1 ? `('${path[0]!}',)` : `(${path.map((step) => `'${step}'`).join(', ')})`
}
