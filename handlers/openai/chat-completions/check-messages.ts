import type { OpenAiTraits } from '../models.ts'
import { refused } from '../wording.ts'
import type { WireMessage, WireRequest } from './wire.ts'

/** Checks what the order of messages and the model's senses demand; throws the first refusal. */
export function checkMessages(wire: WireRequest, traits: OpenAiTraits): void {
  for (const [index, message] of wire.messages.entries()) {
    checkRole(message, index, traits)
    checkParts(message, index, traits)
  }
  checkToolPairs(wire.messages)
}

function checkRole({ role }: WireMessage, index: number, traits: OpenAiTraits): void {
  if (traits.instructions || (role !== 'system' && role !== 'developer')) return
  const param = `messages[${index}].role`
  throw refused(`Unsupported value: '${param}' does not support '${role}' with this model.`, param, 'unsupported_value')
}

function checkParts({ content }: WireMessage, index: number, traits: OpenAiTraits): void {
  if (!Array.isArray(content) || traits.family === 'audio') return
  if (!content.some((part: { readonly type: string }) => part.type === 'input_audio')) return
  throw refused(
    `Invalid 'messages[${index}]'. Content blocks are expected to be either text or image_url type.`,
    `messages[${index}]`,
    'invalid_value',
  )
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
  )
}
