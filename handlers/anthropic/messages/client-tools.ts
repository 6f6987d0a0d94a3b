import type { JsonSchema } from '../../../src/request.ts'

const text = { type: 'string' } as const

function schema(properties: Readonly<Record<string, unknown>>, required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required }
}

const EDITOR = schema({ command: { type: 'string', enum: ['view', 'str_replace', 'create', 'insert'] }, path: text }, [
  'command',
  'path',
])

/** Arguments of the tools that Anthropic defines and the caller runs, as far as a call needs them. */
const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  bash: schema({ command: text }, ['command']),
  str_replace_editor: EDITOR,
  str_replace_based_edit_tool: EDITOR,
  memory: schema({ command: { type: 'string', enum: ['view'] }, path: { type: 'string', enum: ['/memories'] } }, [
    'command',
    'path',
  ]),
  computer: schema({ action: { type: 'string', enum: ['screenshot'] } }, ['action']),
}

/** The arguments' schema of such a tool by its name; undefined for any other. */
export function clientToolSchema(name: string): JsonSchema | undefined {
  return SCHEMAS[name]
}
