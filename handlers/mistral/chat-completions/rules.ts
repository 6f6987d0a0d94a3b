import { ApiError } from '../../../src/errors.ts'
import type { ResolvedModel } from '../../../src/models.ts'
import { issuesOf } from '../../../src/validation.ts'
import { callChecks, edgeRules } from '../../compatible/call-checks.ts'
import type { ParseRules } from '../../openai/chat-completions/parse.ts'
import type { WireMessage, WireRequest } from '../../openai/chat-completions/wire.ts'
import { invalidModel, messageOrder } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { noObject, unprocessable, unreadable } from '../../compatible/pydantic.ts'
import { read } from './read.ts'
import { FUNCTION_TOOL, REQUEST } from './wire.ts'

/** What Mistral refuses. */
export const rules: ParseRules = {
  shape: REQUEST,
  checkCall: callChecks({ ...edgeRules('cloudflare'), wrongType: (_, { text }) => noObject(text) }),
  malformed: unreadable,
  missingModel: (call) => unprocessable([{ kind: 'missing', path: ['model'] }], call.json),
  unknownModel: invalidModel,
  word: (issues, call) => unprocessable(issues, call.json),
  check(wire, resolved) {
    checkModel(resolved)
    checkTools(wire)
    checkFormat(wire)
    checkOrder(wire.messages)
    checkCallIds(wire.messages)
  },
  read,
  reasoning(wire, { model }) {
    const { thinks } = traitsOf(model)
    if (!thinks || wire.reasoning_effort === 'none') return undefined
    const isAsked = wire.reasoning_effort === 'high' || wire['prompt_mode'] === 'reasoning'
    return thinks === 'always' || isAsked ? { effort: isAsked ? 'high' : 'low', visible: true } : undefined
  },
}

function checkModel({ model }: ResolvedModel): void {
  if (!model.capabilities.includes('chat')) throw invalidModel(model.id)
}

function checkTools(wire: WireRequest): void {
  for (const [index, tool] of (wire.tools ?? []).entries()) {
    const type: unknown = tool.type
    if (type !== undefined && type !== null && type !== 'function') continue
    const issues = issuesOf(tool, FUNCTION_TOOL, ['tools', index])
    if (issues.length > 0) throw unprocessable(issues, wire)
  }
}

function checkFormat({ response_format: format, ...rest }: WireRequest): void {
  if (format?.type !== 'json_schema' || format.json_schema) return
  throw unprocessable([{ kind: 'missing', path: ['response_format', 'json_schema'] }], {
    ...rest,
    response_format: format,
  })
}

/** The last turn is the caller's, and every call has its answer. */
function checkOrder(messages: readonly WireMessage[]): void {
  const last = messages.at(-1)!
  const isPrefix = (last as { readonly prefix?: unknown }).prefix === true
  if (last.role === 'system' || (last.role === 'assistant' && !isPrefix)) {
    throw messageOrder(
      `Expected last role User or Tool (or Assistant with prefix True) for serving but got ${last.role}`,
    )
  }
  let open = 0
  for (const { role, tool_calls: calls } of messages) {
    if (role === 'tool') open--
    else if (open !== 0) break
    if (role === 'assistant') open = (calls ?? []).length
  }
  if (open !== 0) throw messageOrder('Not the same number of function calls and responses')
}

function checkCallIds(messages: readonly WireMessage[]): void {
  const ids = messages.flatMap((message) => [
    ...(message.tool_calls ?? []).map((call) => call.id),
    ...(message.tool_call_id ? [message.tool_call_id] : []),
  ])
  // The SDK writes `null` for a call without an id.
  const wrong = ids.find((id) => id && id !== 'null' && !/^[a-zA-Z0-9]{9}$/.test(id))
  if (wrong === undefined) return
  throw new ApiError('invalid_request', `Tool call id was ${wrong} but must be a-z, A-Z, 0-9, with a length of 9.`, {
    type: 'invalid_function_call',
    code: '3280',
  })
}
