import { STRICT_HINT, schemaProblem } from '../chat-completions/check-schemas.ts'
import { strictProblem } from '../chat-completions/strict-schema.ts'
import { refused } from '../wording.ts'
import type { WireItem, WireRequest } from './wire.ts'

/** Checks the text format; throws the first refusal. */
export function checkFormat(wire: WireRequest, items: readonly WireItem[]): void {
  const format = wire.text?.format
  if (format?.type === 'json_object' && !/json/i.test(JSON.stringify([wire.instructions, items]))) {
    throw refused(
      "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
      'input',
      null,
    )
  }
  if (format?.type !== 'json_schema' || !format.strict) return
  const problem = strictProblem(format.schema)
  if (problem === undefined) return
  const message = `Invalid schema for response_format '${format.name}': ${problem}`
  throw refused(message, 'text.format.schema', 'invalid_json_schema', { hint: STRICT_HINT })
}

/** Checks tools and the tool choice; throws the first refusal. The rules of schemas are those of chat completions. */
export function checkTools(wire: WireRequest): void {
  for (const [index, tool] of (wire.tools ?? []).entries()) {
    if (tool.type !== 'function' || !tool.parameters) continue
    const problem = schemaProblem(tool.parameters, tool.strict === true)
    if (problem === undefined) continue
    throw refused(
      `Invalid schema for function '${tool.name ?? ''}': ${problem}`,
      `tools[${index}].parameters`,
      'invalid_function_parameters',
      tool.strict ? { hint: STRICT_HINT } : {},
    )
  }
  checkChoice(wire)
}

/** A choice names a tool that is offered; words from memory. */
function checkChoice({ tools, tool_choice: choice }: WireRequest): void {
  if (choice === 'required' && (tools ?? []).length === 0) {
    throw refused("Tool choice 'required' must be specified with 'tools' parameter.", 'tool_choice', null)
  }
  if (typeof choice !== 'object' || choice === null || choice.type === 'allowed_tools') return
  const isNamed = choice.type === 'function' || choice.type === 'custom'
  const isOffered = (tools ?? []).some((tool) => tool.type === choice.type && (!isNamed || tool.name === choice.name))
  const isNested = (tools ?? []).some((tool) => tool.type === 'namespace')
  if (isOffered || isNested) return
  const words = isNamed ? choice.name! : choice.type
  throw refused(`Tool choice '${words}' not found in 'tools' parameter.`, 'tool_choice', null)
}
