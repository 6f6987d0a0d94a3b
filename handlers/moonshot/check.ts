import type { ApiError } from '../../src/errors.ts'
import { checkToolPairs } from '../compatible/tool-pairs.ts'
import type { WireMessage, WireRequest } from '../openai/chat-completions/wire.ts'
import { refused } from './errors.ts'

/** A refusal with the words that open all of them (public reports). */
export function invalid(message: string): ApiError {
  return refused(`Invalid request: ${message}`)
}

/** What Moonshot refuses beyond types and ranges; throws the first refusal. */
export function check(wire: WireRequest): void {
  for (const [index, message] of wire.messages.entries()) checkContent(message, index)
  checkToolPairs(wire.messages, {
    orphan: (callId) => invalid(`tool_call_id ${callId} is not found`),
    unanswered: (callIds) =>
      invalid(
        `an assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${callIds.join(', ')}`,
      ),
  })
  for (const tool of wire.tools ?? []) {
    const details = tool.type === 'function' ? problemOf(tool.function.parameters, []) : undefined
    if (details !== undefined)
      throw invalid(`tools.function.parameters is not a valid moonshot flavored json schema, details: <${details}>`)
  }
}

function checkContent({ role, content, tool_calls: calls }: WireMessage, index: number): void {
  const isEmpty = content === '' || content === null || content === undefined
  if (!isEmpty || (role !== 'user' && role !== 'assistant') || (calls ?? []).length > 0) return
  throw invalid(`the message at position ${index} with role '${role}' must not be empty`)
}

const TYPED = ['type', 'anyOf', '$ref', 'enum', 'const', 'oneOf', 'allOf'] as const

/** The first place where a schema is not of Moonshot's flavour: properties without a type, a type beside `anyOf`. */
function problemOf(schema: unknown, path: readonly string[]): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined
  // Read member by member, whatever they are.
  const { anyOf, type, properties } = schema as Readonly<Record<string, unknown>>
  const at = `At path '${path.length === 0 ? 'root' : path.join('.')}'`
  if (Array.isArray(anyOf) && type !== undefined)
    return `${at}: when using anyOf, type should be defined in anyOf items instead of the parent schema`
  if (path.length > 0 && !TYPED.some((name) => name in schema)) return `${at}: type is not defined`
  if (typeof properties !== 'object' || properties === null) return undefined
  for (const [name, property] of Object.entries(properties)) {
    const problem = problemOf(property, [...path, 'properties', name])
    if (problem !== undefined) return problem
  }
  return undefined
}
