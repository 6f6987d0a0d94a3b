import { readImage } from '../../../src/image-size.ts'
import type { Model } from '../../../src/models.ts'
import {
  partsOf,
  type CompletionRequest,
  type InputPart,
  type Message,
  type ReasoningEffort,
  type ResponseFormat,
  type ToolChoice,
  type ToolDefinition,
} from '../../../src/request.ts'
import { traitsOf, type AnthropicTraits } from '../models.ts'
import { effectiveThinking } from './check-model.ts'
import { toBase64 } from '../../../src/base64.ts'
import { shownText } from './shown-text.ts'
import { serverOffers } from './server-offers.ts'
import { citableDocuments, isText, textOf, type CitableDocument, type FileOf } from './documents.ts'
import { clientToolSchema } from './client-tools.ts'
import { blocksOf } from './content-blocks.ts'
import { knownTool } from './tool-shapes.ts'
import type {
  ContentBlockParam,
  DocumentBlockParam,
  ImageBlockParam,
  MessagesRequest,
  ToolParam,
  ToolResultBlockParam,
} from './wire.ts'

/** A request of this dialect. */
export interface MessagesCompletionRequest extends CompletionRequest<MessagesRequest> {
  /** Documents and search results that the answer cites. */
  readonly documents: readonly CitableDocument[]
}

/** A valid body in engine terms; `fileOf` finds the files that it names. */
export function toRequest(wire: MessagesRequest, model: Model, fileOf: FileOf): MessagesCompletionRequest {
  const { max_tokens: maxTokens, stop_sequences: stopSequences, temperature, tool_choice: choice } = wire
  const reasoning = reasoningOf(wire, traitsOf(model))
  const documents = citableDocuments(wire, fileOf)
  const partsOf = (block: ContentBlockParam) => inputParts(block, fileOf)
  return {
    operation: 'chat',
    model: wire.model,
    stream: wire.stream ?? false,
    wire,
    messages: [
      ...systemOf(wire),
      ...wire.messages.map((message): Message => ({ role: message.role, content: blocksOf(message).flatMap(partsOf) })),
    ],
    tools: (wire.tools ?? []).flatMap(toolOf),
    serverTools: serverOffers(wire),
    documents,
    citable: documents,
    toolChoice: toolChoiceOf(wire),
    parallelToolCalls: !(choice && 'disable_parallel_tool_use' in choice && choice.disable_parallel_tool_use),
    responseFormat: formatOf(wire),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    stopSequences: stopSequences ?? [],
    n: 1,
    ...(temperature == null ? {} : { temperature }),
    ...(reasoning ? { reasoning } : {}),
  }
}

function systemOf({ system }: MessagesRequest): readonly Message[] {
  if (system === undefined || system.length === 0) return []
  const texts = typeof system === 'string' ? [system] : system.map(({ text }) => text)
  return [{ role: 'system', content: texts.map((text) => ({ type: 'text', text })) }]
}

function inputParts(block: ContentBlockParam, fileOf: FileOf): readonly InputPart[] {
  switch (block.type) {
    case 'text':
      return [{ type: 'text', text: block.text }]
    case 'image':
      return [imageOf(block, fileOf)]
    case 'document':
      return [documentOf(block, fileOf)]
    case 'search_result':
      return [{ type: 'text', text: [block.title, block.source, ...block.content.map(({ text }) => text)].join('\n') }]
    case 'thinking':
      return [{ type: 'reasoning', text: block.thinking, signature: block.signature }]
    case 'redacted_thinking':
      return [{ type: 'reasoning', text: '', redacted: true }]
    case 'tool_use':
      return [{ type: 'tool-call', id: block.id, name: block.name, arguments: JSON.stringify(block.input) }]
    case 'tool_result':
      return [toolResultOf(block, fileOf)]
    case 'tool_reference':
      return [{ type: 'text', text: typeof block['tool_name'] === 'string' ? block['tool_name'] : '' }]
    case 'container_upload':
      return []
    default:
      return [{ type: 'text', text: shownText(block) }]
  }
}

function toolResultOf(
  { tool_use_id: toolCallId, content, is_error: isError }: ToolResultBlockParam,
  fileOf: FileOf,
): InputPart {
  const inner = partsOf(content, (block) => inputParts(block, fileOf))
  return { type: 'tool-result', toolCallId, content: inner, ...(isError ? { isError } : {}) }
}

function imageOf({ source }: ImageBlockParam, fileOf: FileOf): InputPart {
  if (source.type === 'url') return { type: 'image', url: source.url }
  const file = source.type === 'file' ? fileOf(source.file_id) : undefined
  const data = source.type === 'file' ? file && toBase64(file.bytes) : source.data
  const mediaType = source.type === 'file' ? file?.mimeType : source.media_type
  const facts = data === undefined ? undefined : readImage(data)
  return {
    type: 'image',
    ...(source.type === 'file' ? { fileId: source.file_id } : {}),
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(facts && { widthPx: facts.widthPx, heightPx: facts.heightPx }),
  }
}

function documentOf({ source, title, context }: DocumentBlockParam, fileOf: FileOf): InputPart {
  const named = { type: 'document', ...(title ? { name: title } : {}) } as const
  const withContext = (text: string) => (context ? `${context}\n${text}` : text)
  if (source.type === 'text') return { ...named, mediaType: 'text/plain', text: withContext(source.data) }
  if (source.type === 'base64')
    return { ...named, mediaType: 'application/pdf', bytes: Math.floor((source.data.length * 3) / 4) }
  if (source.type === 'file') {
    const file = fileOf(source.file_id)
    if (file && isText(file)) return { ...named, mediaType: file.mimeType, text: withContext(textOf(file)) }
    return { ...named, ...(file ? { mediaType: file.mimeType, bytes: file.bytes.length } : {}) }
  }
  if (source.type !== 'content') return named
  const { content } = source
  return {
    ...named,
    text: withContext(
      typeof content === 'string'
        ? content
        : content.map((block) => (block.type === 'text' ? block.text : '')).join('\n'),
    ),
  }
}

/** A tool that the caller runs. */
function toolOf(tool: ToolParam): readonly ToolDefinition[] {
  const { name, description, input_schema: parameters, strict, type } = tool
  if (name === undefined || knownTool(type)?.side === 'server') return []
  const own = parameters ?? clientToolSchema(name)
  return [
    {
      name,
      kind: 'function',
      ...(description ? { description } : {}),
      ...(own ? { parameters: own } : {}),
      ...(strict == null ? {} : { strict }),
    },
  ]
}

function toolChoiceOf({ tool_choice: choice, tools }: MessagesRequest): ToolChoice {
  if (!choice || choice.type === 'auto') return 'auto'
  if (choice.type === 'none') return 'none'
  const callable = (tools ?? []).flatMap(toolOf)
  if (choice.type === 'any') return callable.length > 0 ? 'required' : 'auto'
  return callable.some(({ name }) => name === choice.name) ? { name: choice.name } : 'auto'
}

function formatOf({ output_config: config, output_format: format }: MessagesRequest): ResponseFormat {
  const schema = (config?.format ?? format)?.schema
  return schema ? { type: 'json-schema', schema } : { type: 'text' }
}

/** Forced calls leave no room for thinking. */
function reasoningOf(wire: MessagesRequest, traits: AnthropicTraits): CompletionRequest['reasoning'] {
  const thinking = effectiveThinking(wire, traits)
  const isForced = wire.tool_choice?.type === 'any' || wire.tool_choice?.type === 'tool'
  if (thinking.type === 'disabled' || isForced) return undefined
  const visible = displayOf(wire, traits) !== 'omitted'
  if (thinking.type === 'enabled') return { budgetTokens: thinking.budget_tokens, visible }
  // Reason: the shape admits only efforts.
  const effort = (wire.output_config?.effort ?? traits.defaultEffort ?? 'high') as ReasoningEffort
  // Adaptive models leave room for their answer.
  const room = wire.max_tokens === undefined ? {} : { budgetTokens: Math.floor(wire.max_tokens / 2) }
  return { effort, visible, ...room }
}

/** Whether thinking is shown, for this request to this model. */
export function displayOf(wire: MessagesRequest, traits: AnthropicTraits): 'summarized' | 'omitted' | 'updates' {
  const thinking = effectiveThinking(wire, traits)
  return ('display' in thinking ? thinking.display : undefined) ?? traits.displayDefault
}
