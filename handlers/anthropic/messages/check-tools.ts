import { refused } from './issues.ts'
import type { MessagesRequest } from './wire.ts'

const SCHEMA_TYPES: ReadonlySet<unknown> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
])

/** Refuses tools and a `tool_choice` that do not go together. */
export function checkTools({ tools, tool_choice: choice }: MessagesRequest): void {
  const names = (tools ?? []).flatMap(({ name }) => (name === undefined ? [] : [name]))
  if (new Set(names).size < names.length) throw refused('tools: Tool names must be unique.')
  for (const [index, tool] of (tools ?? []).entries()) {
    if (tool.input_schema === undefined || isSchema(tool.input_schema)) continue
    throw refused(
      `tools.${index}.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://docs.claude.com/en/docs/tool-use.`,
    )
  }
  if (!choice) return
  if ((tools ?? []).length === 0) throw refused('tool_choice may only be specified while providing `tools`.')
  if (choice.type === 'tool' && !names.includes(choice.name))
    throw refused(`Tool '${choice.name}' not found in provided tools`)
}

/** Whether a value can be a JSON schema, as far as its most used keywords tell. */
function isSchema(value: unknown): boolean {
  if (typeof value === 'boolean') return true
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  // Reason: a non-null, non-array object has string keys.
  const {
    type,
    properties,
    required,
    items,
    enum: values,
    anyOf,
    allOf,
    oneOf,
  } = value as Readonly<Record<string, unknown>>
  return (
    (type === undefined || [type].flat().every((one) => SCHEMA_TYPES.has(one))) &&
    (properties === undefined || (isRecord(properties) && Object.values(properties).every(isSchema))) &&
    (required === undefined || (Array.isArray(required) && required.every((one) => typeof one === 'string'))) &&
    (items === undefined || isSchema(items)) &&
    (values === undefined || Array.isArray(values)) &&
    [anyOf, allOf, oneOf].every((list) => list === undefined || (Array.isArray(list) && list.every(isSchema)))
  )
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
