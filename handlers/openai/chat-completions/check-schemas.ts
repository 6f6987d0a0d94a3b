import type { JsonSchema } from '../../../src/request.ts'
import { refused } from '../wording.ts'
import { listProblem, rootProblem, strictProblem } from './strict-schema.ts'
import type { WireRequest } from './wire.ts'

/** What to do about a schema that strict mode refuses. */
export const STRICT_HINT =
  'Strict mode wants additionalProperties: false and every property in required, at every level; make a property optional by a type such as ["string", "null"].'

/** Checks the schemas of tools and functions; throws the first refusal. */
export function checkToolSchemas({ tools }: Pick<WireRequest, 'tools'>): void {
  for (const [index, tool] of (tools ?? []).entries()) {
    if (tool.type !== 'function' || !tool.function.parameters) continue
    const { name, parameters, strict } = tool.function
    const problem = schemaProblem(parameters, strict === true)
    if (problem === undefined) continue
    throw refused(
      `Invalid schema for function '${name}': ${problem}`,
      `tools[${index}].function.parameters`,
      'invalid_function_parameters',
      strict ? { hint: STRICT_HINT } : {},
    )
  }
}

/** What is wrong with the schema of a function; undefined where nothing is. */
export function schemaProblem(parameters: JsonSchema, strict: boolean): string | undefined {
  return strict ? strictProblem(parameters) : (rootProblem(parameters) ?? listProblem(parameters))
}

/** Checks the schema of a strict response format, and that JSON mode is asked for in words; throws the first refusal. */
export function checkFormat({
  response_format: format,
  messages,
}: Pick<WireRequest, 'response_format' | 'messages'>): void {
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
      : strictProblem(schema)
  if (problem === undefined) return
  throw refused(`Invalid schema for response_format '${name}': ${problem}`, 'response_format', null, {
    hint: STRICT_HINT,
  })
}
