import type { Model } from '../../../src/models.ts'
import { refused } from '../errors.ts'
import type { WireChat, WireMessage } from './wire.ts'

/** Refuses what has the right shape and still makes no sense; throws the first refusal. */
export function checkChat(wire: WireChat, model: Model): void {
  checkMaxTokens(wire.max_tokens, model)
  checkContent(wire.messages, model)
  checkTools(wire)
  checkToolCalls(wire.messages)
  checkFormat(wire)
}

/** Section 9; documented. */
export function checkMaxTokens(maxTokens: number | null | undefined, { maxOutputTokens }: Model): void {
  if (typeof maxTokens !== 'number' || maxTokens <= maxOutputTokens) return
  throw refused(
    `too many tokens: max tokens must be less than or equal to ${maxOutputTokens}, the maximum output for this model - received ${maxTokens}.`,
  )
}

function checkContent(messages: readonly WireMessage[], { id, capabilities }: Model): void {
  for (const { role, content } of messages) {
    // The empty text of an assistant's message with calls is accepted (recorded).
    if (role !== 'assistant' && role !== 'tool' && isEmpty(content))
      throw refused('message must not be empty in a turn')
    const hasImage =
      Array.isArray(content) && content.some((part: { readonly type: string }) => part.type === 'image_url')
    if (hasImage && !capabilities.includes('vision'))
      throw refused(`invalid request: image content is not supported by the provided model: ${id}.`)
  }
}

function isEmpty(content: WireMessage['content']): boolean {
  if (content === undefined || content === null || typeof content === 'string') return !content
  return content.every((part) => part.type === 'text' && part.text === '')
}

function checkTools({ tools, tool_choice: choice }: WireChat): void {
  const names = (tools ?? []).map((tool) => tool.function.name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw refused(`invalid request: cannot have duplicate tool names: ${twice}`)
  if (choice === 'REQUIRED' && names.length === 0)
    throw refused("invalid request: tool_choice 'REQUIRED' needs at least one tool")
}

/** Every tool message answers a call that was made before it (documented). */
function checkToolCalls(messages: readonly WireMessage[]): void {
  const known = new Set<string>()
  for (const message of messages) {
    for (const { id } of message.tool_calls ?? []) {
      if (known.has(id)) throw refused('cannot have duplicate tool ids')
      known.add(id)
    }
    if (message.role !== 'tool') continue
    if (!message.tool_call_id) throw refused('tool call id must be provided with tool message')
    if (!known.has(message.tool_call_id)) throw refused('tool call id not found in previous tool calls')
  }
}

function checkFormat({ response_format: format, documents }: WireChat): void {
  if (format?.type !== 'json_object') return
  if (documents && documents.length > 0) throw refused('invalid request: response_format is not supported with RAG.')
  const schema: unknown = format.json_schema
  if (schema === undefined || schema === null) return
  if (!isObject(schema) || (schema['type'] !== undefined && schema['type'] !== 'object'))
    throw refused('schema must be an object')
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  const untyped = Object.entries(properties).find(([, one]) => isObject(one) && !TYPED.some((key) => key in one))
  if (untyped) throw refused(`property ${untyped[0]} must have a type`)
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : []
  const missing = required.filter((name) => typeof name === 'string').find((name) => !(name in properties))
  if (missing !== undefined) throw refused(`required field ${missing} not found in properties`)
}

const TYPED = ['type', '$ref', 'anyOf', 'enum', 'const']

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
