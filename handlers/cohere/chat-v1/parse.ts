import { ApiError } from '../../../src/errors.ts'
import type { Call } from '../../../src/provider.ts'
import type { InputPart, JsonSchema, Message, ToolDefinition } from '../../../src/request.ts'
import { checkMaxTokens } from '../chat/check.ts'
import { documentsMessage, type ChatRequest } from '../chat/parse.ts'
import type { Source } from '../chat/sources.ts'
import { dataText } from '../chat/sources.ts'
import { responseFormatOf } from '../chat/to-request.ts'
import { refused } from '../errors.ts'
import { resolveModel } from '../resolve-model.ts'
import { bodyOf } from '../wording.ts'
import {
  REQUEST_V1,
  type WireCallV1,
  type WireChatV1,
  type WireToolResult,
  type WireToolV1,
  type WireTurn,
} from './wire.ts'

/** A request of POST /v1/chat. */
export type ChatRequestV1 = ChatRequest<WireChatV1>

const PAGE = 'v1/reference/chat'
const READ: ReadonlySet<string> = new Set(['message', 'chat_history', 'tools', 'tool_results'])
/** What answers where no model is named (guess). */
const DEFAULT_MODEL = 'command-a-03-2025'

/** The request; refuses in the order body, model, values. */
export function parseV1(call: Call): ChatRequestV1 {
  // Reason: the shape is checked there.
  const wire = bodyOf(call, REQUEST_V1, PAGE, READ) as WireChatV1
  const name = wire.model || DEFAULT_MODEL
  const { model } = resolveModel(name, 'chat', call)
  if (call.validation !== 'lenient') check(wire)
  if (call.validation !== 'lenient') checkMaxTokens(wire.max_tokens, model)
  const sources = sourcesOf(wire)
  const documents = sources.filter(({ wire: one }) => one.type === 'document')
  const { max_tokens: maxTokens, temperature } = wire
  return {
    operation: 'chat',
    model: name,
    stream: wire.stream ?? false,
    wire,
    sources,
    messages: [...messagesOf(wire), ...(documents.length === 0 ? [] : [documentsMessage(documents)])],
    tools: (wire.tools ?? []).map(toolOf),
    toolChoice: 'auto',
    parallelToolCalls: true,
    responseFormat: responseFormatOf(wire.response_format),
    stopSequences: wire.stop_sequences ?? [],
    n: 1,
    ...(typeof maxTokens === 'number' ? { maxTokens } : {}),
    ...(typeof temperature === 'number' ? { temperature } : {}),
  }
}

const ROLES: Readonly<Record<string, Message['role']>> = {
  user: 'user',
  chatbot: 'assistant',
  system: 'system',
  tool: 'tool',
}

/** Documented refusals. */
function check({
  message,
  chat_history: history,
  tool_results: results,
  response_format: format,
  documents,
}: WireChatV1): void {
  if (message === '' && !results?.length)
    throw refused('invalid request: message must be at least 1 token long or tool results must be specified.')
  for (const [index, turn] of (history ?? []).entries()) {
    if (!(turn.role.toLowerCase() in ROLES))
      throw refused(
        `invalid request: Invalid role in chat_history at index ${index}. Role must be one of the following: User, Chatbot, System, Tool`,
      )
    if (!turn.message && !turn.tool_calls?.length && !turn.tool_results?.length)
      throw refused('invalid request: all elements in history must have a message.')
  }
  if (format?.type === 'json_object' && documents?.length)
    throw new ApiError('invalid_request', 'invalid request: response_format is not supported with RAG.')
}

function messagesOf(wire: WireChatV1): readonly Message[] {
  const { preamble, chat_history: history, message, tool_results: results } = wire
  return [
    ...(preamble ? [said('system', preamble)] : []),
    ...(history ?? []).flatMap(turnOf),
    ...(message === '' ? [] : [said('user', message)]),
    ...(results?.length ? roundOf(results) : []),
  ]
}

function said(role: Message['role'], text: string): Message {
  return { role, content: [{ type: 'text', text }] }
}

function turnOf({ role, message, tool_calls: calls, tool_results: results }: WireTurn): readonly Message[] {
  const kind = ROLES[role.toLowerCase()] ?? 'user'
  if (kind === 'tool') return [{ role: 'tool', content: (results ?? []).map(resultOf) }]
  const text: readonly InputPart[] = message ? [{ type: 'text', text: message }] : []
  return [{ role: kind, content: [...text, ...(calls ?? []).map(callOf)] }]
}

/** Results name the calls they answer: both become turns, as in v2. */
function roundOf(results: readonly WireToolResult[]): readonly Message[] {
  return [
    { role: 'assistant', content: results.map(({ call }, index) => callOf(call, index)) },
    { role: 'tool', content: results.map(resultOf) },
  ]
}

function callOf({ name, parameters }: WireCallV1, index: number): InputPart {
  return { type: 'tool-call', id: `${name}:${index}`, name, arguments: JSON.stringify(parameters ?? {}) }
}

function resultOf({ call, outputs }: WireToolResult, index: number): InputPart {
  const text = outputs.map((output) => dataText(output)).join('\n')
  return {
    type: 'tool-result',
    toolCallId: `${call.name}:${index}`,
    name: call.name,
    content: [{ type: 'text', text }],
  }
}

const TYPES: Readonly<Record<string, string>> = {
  str: 'string',
  int: 'integer',
  float: 'number',
  bool: 'boolean',
  list: 'array',
  dict: 'object',
}

/** Parameters have Python's types: `str`, `List[str]`, `Dict`. */
function toolOf({ name, description, parameter_definitions: definitions }: WireToolV1): ToolDefinition {
  const entries = Object.entries(definitions ?? {})
  const properties = Object.fromEntries(
    entries.map(([key, one]) => [
      key,
      { ...schemaOf(one.type), ...(one.description ? { description: one.description } : {}) },
    ]),
  )
  const required = entries.flatMap(([key, one]) => (one.required ? [key] : []))
  return { name, description, kind: 'function', parameters: { type: 'object', properties, required } }
}

function schemaOf(type: string): JsonSchema {
  const [, outer = 'str', inner] = /^\s*(\w+)\s*(?:\[(.*)\])?\s*$/.exec(type) ?? []
  const json = TYPES[outer.toLowerCase()] ?? outer.toLowerCase()
  return json === 'array' && inner ? { type: json, items: schemaOf(inner) } : { type: json }
}

function sourcesOf({ documents, tool_results: results }: WireChatV1): readonly Source[] {
  const cited = (documents ?? []).map((document, index): Source => {
    const id = typeof document['id'] === 'string' ? document['id'] : `doc_${index}`
    return { wire: { type: 'document', id, document: { id, ...document } }, text: dataText(document) }
  })
  const given = (results ?? []).map(({ call, outputs }, index): Source => {
    const text = outputs.map((output) => dataText(output)).join('\n')
    return { wire: { type: 'tool', id: `${call.name}:${index}:0`, tool_output: outputs[0] ?? {} }, text }
  })
  return [...cited, ...given]
}
