import { ApiError } from '../../../src/errors.ts'
import { checkSchemas as checkChatSchemas } from '../chat-completions/check-schemas.ts'
import { refused } from '../wording.ts'
import type { WireItem, WireRequest } from './wire.ts'

/** Checks tools, the tool choice and the text format; throws the first refusal. */
export function checkFormats(wire: WireRequest, items: readonly WireItem[]): void {
  checkTools(wire)
  checkChoice(wire)
  const format = wire.text?.format
  if (format?.type === 'json_object' && !/json/i.test(JSON.stringify([wire.instructions, items]))) {
    throw refused(
      "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
      'input',
      null,
    )
  }
  if (format?.type !== 'json_schema') return
  const { name, schema, strict } = format
  renamed({ response_format: { type: 'json_schema', json_schema: { name, schema, strict: strict ?? false } } }, () => ({
    param: 'text.format.schema',
    code: 'invalid_json_schema',
  }))
}

function checkTools({ tools }: WireRequest): void {
  for (const [index, tool] of (tools ?? []).entries()) {
    if (tool.type !== 'function' || !tool.parameters) continue
    const { name = '', parameters, strict = false } = tool
    renamed({ tools: [{ type: 'function', function: { name, parameters, strict } }] }, () => ({
      param: `tools[${index}].parameters`,
    }))
  }
}

/** The rules are those of chat completions; only the place in the body has another name. */
function renamed(
  body: Omit<Parameters<typeof checkChatSchemas>[0], 'model' | 'messages'>,
  place: () => { readonly param: string; readonly code?: string },
): void {
  try {
    checkChatSchemas({ model: '', messages: [], ...body })
  } catch (error) {
    throw error instanceof ApiError ? error.with(place()) : error
  }
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
