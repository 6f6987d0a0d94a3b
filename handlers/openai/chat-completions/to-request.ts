import { readDataUrl, readImage } from '../../../src/image-size.ts'
import {
  partsOf,
  type CompletionRequest,
  type InputPart,
  type Message,
  type ResponseFormat,
  type ToolChoice,
  type ToolDefinition,
} from '../../../src/request.ts'
import { refused } from '../wording.ts'
import type { WireMessage, WirePart, WireRequest, WireResponseFormat, WireTool, WireToolCall } from './wire.ts'

export type ChatRequest<W extends WireRequest = WireRequest> = CompletionRequest<W>

/** A checked body in engine terms; reasoning is each profile's own matter. */
export function toRequest<W extends WireRequest>(wire: W, reasoning: CompletionRequest['reasoning']): ChatRequest<W> {
  const maxTokens = wire.max_completion_tokens ?? wire.max_tokens
  const request: { -readonly [Name in keyof ChatRequest<W>]: ChatRequest<W>[Name] } = {
    operation: 'chat',
    model: wire.model,
    stream: wire.stream ?? false,
    wire,
    messages: wire.messages.map(messageOf),
    tools: toolsOf(wire),
    toolChoice: toolChoiceOf(wire),
    parallelToolCalls: wire.parallel_tool_calls ?? true,
    responseFormat: responseFormatOf(wire.response_format),
    stopSequences: wire.stop === undefined || wire.stop === null ? [] : [wire.stop].flat(),
    n: wire.n ?? 1,
  }
  if (maxTokens !== undefined && maxTokens !== null) request.maxTokens = maxTokens
  if (typeof wire.temperature === 'number') request.temperature = wire.temperature
  if (wire.logprobs) request.logprobs = { top: wire.top_logprobs ?? 0 }
  if (reasoning) request.reasoning = reasoning
  return request
}

function toolsOf({ tools, functions }: WireRequest): readonly ToolDefinition[] {
  if (!tools && !functions) return []
  return [...(tools ?? []).map(toolOf), ...(functions ?? []).map((one) => toolOf({ type: 'function', function: one }))]
}

const ROLES: Record<WireMessage['role'], Message['role']> = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
}

function messageOf(message: WireMessage): Message {
  const { role, content, name, refusal } = message
  const named = name ? { name } : {}
  const parts = partsOf(content, partOf)
  if (role === 'tool' || role === 'function') {
    return {
      role: 'tool',
      content: [{ type: 'tool-result', toolCallId: message.tool_call_id ?? '', content: parts, ...named }],
      ...named,
    }
  }
  const calls = (message.tool_calls ?? []).map(callOf)
  const legacy = message.function_call ? [callOf({ id: '', type: 'function', function: message.function_call })] : []
  const refused: InputPart[] = refusal ? [{ type: 'text', text: refusal }] : []
  return { role: ROLES[role], content: [...parts, ...refused, ...calls, ...legacy], ...named }
}

function callOf(call: WireToolCall): InputPart {
  if (call.type === 'custom')
    return { type: 'tool-call', id: call.id, name: call.custom.name, arguments: call.custom.input, kind: 'custom' }
  return { type: 'tool-call', id: call.id, name: call.function?.name ?? '', arguments: call.function?.arguments ?? '' }
}

function partOf(part: WirePart): InputPart {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text }
    case 'refusal':
      return { type: 'text', text: part.refusal }
    case 'image_url':
      return imageOf(part.image_url)
    case 'input_audio':
      return {
        type: 'audio',
        mediaType: `audio/${part.input_audio.format}`,
        bytes: Math.floor((part.input_audio.data.length * 3) / 4),
      }
    case 'file':
      return {
        type: 'document',
        ...(part.file.filename ? { name: part.file.filename } : {}),
        bytes: Math.floor(((part.file.file_data ?? '').length * 3) / 4),
      }
  }
}

function imageOf({
  url,
  detail = 'auto',
}: {
  readonly url: string
  readonly detail?: 'auto' | 'low' | 'high'
}): InputPart {
  const inline = readDataUrl(url)
  if (!inline) return { type: 'image', url, detail }
  const facts = readImage(inline.data)
  // The API names the formats it takes, also where the data is no image at all (recorded).
  if (!facts) throw unsupportedImage()
  return { type: 'image', url, detail, mediaType: inline.mediaType, widthPx: facts.widthPx, heightPx: facts.heightPx }
}

function unsupportedImage() {
  const message =
    "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp']."
  return refused(message, null, 'invalid_image_format')
}

function toolOf(tool: WireTool): ToolDefinition {
  if (tool.type === 'custom') {
    const { name, description, format } = tool.custom
    const grammar = format?.grammar?.definition
    return { name, kind: 'custom', ...(description ? { description } : {}), ...(grammar ? { grammar } : {}) }
  }
  const { name, description, parameters, strict } = tool.function
  return {
    name,
    kind: 'function',
    parameters: parameters ?? {},
    ...(description ? { description } : {}),
    ...(strict ? { strict } : {}),
  }
}

function toolChoiceOf({ tool_choice: choice, function_call: legacy }: WireRequest): ToolChoice {
  const wanted = choice ?? legacy
  if (wanted === undefined || wanted === null) return 'auto'
  if (typeof wanted === 'string') return wanted
  if ('name' in wanted) return { name: wanted.name }
  if (wanted.type === 'function') return { name: wanted.function.name }
  if (wanted.type === 'custom') return { name: wanted.custom.name }
  return wanted.allowed_tools.mode
}

function responseFormatOf(format: WireResponseFormat | null | undefined): ResponseFormat {
  if (!format || format.type === 'text') return { type: 'text' }
  if (format.type === 'json_object') return { type: 'json' }
  const { name, description, schema = {}, strict } = format.json_schema
  return { type: 'json-schema', name, schema, ...(description ? { description } : {}), ...(strict ? { strict } : {}) }
}
