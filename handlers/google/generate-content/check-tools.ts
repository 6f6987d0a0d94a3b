import type { Model } from '../../../src/models.ts'
import { traitsOf } from '../model-traits.ts'
import { checkSchema } from './check-schema.ts'
import { badField, refused } from './errors.ts'
import type { WireFunctionDeclaration, WireRequest } from './wire.ts'

const NAME = /^[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}$/

/** Refuses tools that cannot be called, or not together. */
export function checkTools(wire: WireRequest, model: Model): void {
  const { tools = [], generationConfig } = wire
  for (const [at, { functionDeclarations = [] }] of tools.entries()) {
    for (const [index, declaration] of functionDeclarations.entries())
      checkDeclaration(declaration, `tools[${at}].function_declarations[${index}]`)
  }
  const names = declarationsOf(wire).map(({ name = '' }) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw refused(`Duplicate function declaration found: ${twice}`)
  checkChoice(wire, names)
  if (names.length === 0 || traitsOf(model).generation === '3') return
  const builtIn = tools.some((tool) => Object.keys(tool).some((key) => key !== 'functionDeclarations'))
  if (builtIn) throw refused('Tool use with function calling is unsupported')
  if (generationConfig?.responseMimeType === 'application/json')
    throw refused("Function calling with a response mime type: 'application/json' is unsupported")
}

/** All functions that a request declares. */
export function declarationsOf({ tools = [] }: Pick<WireRequest, 'tools'>): readonly WireFunctionDeclaration[] {
  return tools.flatMap(({ functionDeclarations = [] }) => functionDeclarations)
}

function checkDeclaration(
  { name = '', parameters, parametersJsonSchema }: WireFunctionDeclaration,
  path: string,
): void {
  if (!NAME.test(name))
    throw badField(
      `${path}.name`,
      '[FIELD_INVALID] Invalid function name. Must start with a letter or an underscore. Must be alphanumeric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:) or dashes (-), with a maximum length of 128.',
    )
  if (parameters && parametersJsonSchema)
    throw badField(`${path}.parameters_json_schema`, 'must not be set when parameters is set.')
  if (!parameters) return
  if (parameters['type'] !== undefined && parameters['type'] !== 'OBJECT' && parameters['anyOf'] === undefined)
    throw badField(`${path}.parameters`, 'schema should be of type OBJECT.')
  checkSchema(parameters, `${path}.parameters`)
}

function checkChoice({ toolConfig }: WireRequest, names: readonly string[]): void {
  const { mode, allowedFunctionNames = [] } = toolConfig?.functionCallingConfig ?? {}
  const isForced = mode === 'ANY' || mode === 'VALIDATED'
  if (isForced && names.length === 0) throw refused('Function calling config is set without function_declarations.')
  if (allowedFunctionNames.length === 0) return
  const path = 'tool_config.function_calling_config.allowed_function_names'
  if (!isForced) throw badField(path, 'only allowed when the function calling mode is ANY or VALIDATED.')
  const unknown = allowedFunctionNames.find((name) => !names.includes(name))
  if (unknown !== undefined) throw badField(path, `function ${unknown} is not declared.`)
}
