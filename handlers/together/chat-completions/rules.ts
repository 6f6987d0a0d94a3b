import type { ReasoningEffort } from '../../../src/request.ts'
import { callChecks, edgeRules } from '../../compatible/call-checks.ts'
import { toolChoiceProblem } from '../../compatible/tool-choice.ts'
import type { ParseRules } from '../../openai/chat-completions/parse.ts'
import type { WireRequest, WireResponseFormat } from '../../openai/chat-completions/wire.ts'
import { refusals, refused } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { REQUEST } from './wire.ts'

/** What Together refuses. */
export const rules: ParseRules = {
  ...refusals,
  shape: REQUEST,
  checkCall: callChecks(edgeRules('cloudflare')),
  check(wire, { model }) {
    if (!model.capabilities.includes('chat')) throw refused(`Model ${model.id} is not a chat model.`, 'model')
    checkToolChoice(wire)
    checkFormat(wire.response_format)
  },
  read: (wire) => ({ ...wire, logprobs: null, response_format: formatOf(wire) }),
  reasoning(wire, { model }) {
    // The shape says that it is an object.
    const asked = wire['reasoning'] as { readonly enabled?: boolean } | null | undefined
    if (!traitsOf(model).thinks || asked?.enabled === false) return undefined
    // Unknown efforts are taken as the usual one.
    return { visible: true, effort: (wire.reasoning_effort ?? 'medium') as ReasoningEffort }
  },
}

/** In vLLM's words (public reports), which serves like models elsewhere: Together's own are not known. */
function checkToolChoice(wire: WireRequest): void {
  const problem = toolChoiceProblem(wire)
  if (problem === 'no-tools') throw refused('When using `tool_choice`, `tools` must be set.', 'tool_choice')
  if (problem)
    throw refused('The tool specified in `tool_choice` does not match any of the specified `tools`', 'tool_choice')
}

function checkFormat(format: WireRequest['response_format']): void {
  if (format?.type !== 'json_schema' || format.json_schema || 'schema' in format) return
  throw refused('Missing required field: response_format.json_schema', 'response_format.json_schema')
}

/** The older form of a schema stands beside `type: json_object`. */
function formatOf(wire: WireRequest): WireResponseFormat | null {
  const format: (WireResponseFormat & { readonly schema?: object }) | null | undefined = wire.response_format
  if (!format) return null
  const isOlder = format.type === 'json_object' || (format.type === 'json_schema' && !format.json_schema)
  if (!isOlder || !format.schema) return ['text', 'json_object', 'json_schema'].includes(format.type) ? format : null
  return { type: 'json_schema', json_schema: { name: 'answer', schema: { ...format.schema } } }
}
