import type { ReasoningEffort } from '../../../src/request.ts'
import type { ParseRules } from '../../openai/chat-completions/parse.ts'
import type { WireRequest, WireResponseFormat } from '../../openai/chat-completions/wire.ts'
import { refusals, refused } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { REQUEST } from './wire.ts'

/** What Together refuses. */
export const rules: ParseRules = {
  ...refusals,
  shape: REQUEST,
  check(wire, { model }) {
    if (!model.capabilities.includes('chat')) throw refused(`Model ${model.id} is not a chat model.`, 'model')
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

/** The older form of a schema stands beside `type: json_object`. */
function formatOf(wire: WireRequest): WireResponseFormat | null {
  const format: (WireResponseFormat & { readonly schema?: object }) | null | undefined = wire.response_format
  if (!format) return null
  if (format.type !== 'json_object' || !format.schema) return format
  return { type: 'json_schema', json_schema: { name: 'answer', schema: { ...format.schema } } }
}
