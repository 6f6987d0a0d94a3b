import type { Path } from '../../../src/validation.ts'
import type { OpenAiTraits } from '../models.ts'
import { refused, wordIssue } from '../wording.ts'
import type { WireMessage, WireRequest } from './wire.ts'

/** Checks who says what in which order; throws the first refusal. */
export function checkMessages(wire: WireRequest, traits: OpenAiTraits): void {
  for (const [index, message] of wire.messages.entries()) {
    checkRole(message, index, traits)
    checkName(message, index)
    checkSaid(message, index)
    checkCallIds(message, index)
  }
  checkToolPairs(wire.messages)
}

function checkRole({ role }: WireMessage, index: number, traits: OpenAiTraits): void {
  if (traits.instructions || (role !== 'system' && role !== 'developer')) return
  const param = `messages[${index}].role`
  throw refused(`Unsupported value: '${param}' does not support '${role}' with this model.`, param, 'unsupported_value')
}

const NAME = '^[^\\s<|\\\\/>]+$'

function checkName({ name }: WireMessage, index: number): void {
  if (typeof name !== 'string' || new RegExp(NAME, 'u').test(name)) return
  throw wordIssue({ kind: 'pattern', pattern: NAME, value: name, path: ['messages', index, 'name'] })
}

/** An assistant who neither speaks nor calls (published), and content without parts. */
function checkSaid(
  { role, content, tool_calls: calls, function_call: call, refusal, audio }: WireMessage,
  index: number,
): void {
  const path = ['messages', index, 'content']
  if (Array.isArray(content) && content.length === 0)
    throw wordIssue({ kind: 'length', of: 'array', side: 'below', bound: 1, length: 0, path })
  const isSilent = role === 'assistant' && (content === undefined || content === null)
  if (!isSilent || calls?.length || call || refusal || audio) return
  throw refused("Invalid value for 'content': expected a string, got null.", `messages.[${index}].content`, null)
}

const MOST_ID = 40

/** Published: ids of other providers may be longer. */
function checkCallIds({ tool_calls: calls, tool_call_id: id }: WireMessage, index: number): void {
  for (const [at, call] of (calls ?? []).entries()) checkId(call.id, ['messages', index, 'tool_calls', at, 'id'])
  if (id !== undefined) checkId(id, ['messages', index, 'tool_call_id'])
}

function checkId(id: string, path: Path): void {
  if (id.length <= MOST_ID) return
  throw wordIssue({ kind: 'length', of: 'string', side: 'above', bound: MOST_ID, length: id.length, path })
}

/** Every tool call is answered right after its message, and every tool message answers a call. */
function checkToolPairs(messages: readonly WireMessage[]): void {
  let open: ReadonlySet<string> = new Set()
  let known: ReadonlySet<string> = new Set()
  for (const [index, message] of messages.entries()) {
    const path = `messages.[${index}].role`
    if (message.role === 'tool') {
      if (!known.has(message.tool_call_id ?? '')) throw orphan(path)
      open = new Set([...open].filter((id) => id !== message.tool_call_id))
      continue
    }
    if (open.size > 0) throw unanswered(open, path)
    const ids = (message.role === 'assistant' ? (message.tool_calls ?? []) : []).map((call) => call.id)
    open = new Set(ids)
    known = open
  }
  if (open.size > 0) throw unanswered(open, `messages.[${messages.length}].role`)
}

function orphan(path: string) {
  return refused(
    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
    path,
    null,
    { hint: 'Keep the assistant message with its tool_calls in the history, before the tool messages that answer it.' },
  )
}

function unanswered(ids: ReadonlySet<string>, path: string) {
  return refused(
    `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${[...ids].join(', ')}`,
    path,
    null,
    { hint: 'Answer every tool call, also failed and cancelled ones, before the next message.' },
  )
}
