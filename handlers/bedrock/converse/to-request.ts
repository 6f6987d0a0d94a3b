import { readImage } from '../../../src/image-size.ts'
import type { Model } from '../../../src/models.ts'
import type {
  CompletionRequest,
  FilePart,
  InputPart,
  ReasoningEffort,
  ResponseFormat,
  ToolChoice,
  ToolDefinition,
} from '../../../src/request.ts'
import { traitsOf } from '../models.ts'
import type { ContentBlock, ConverseRequest, DocumentBlock, ImageBlock, ToolResultContent } from './wire.ts'

/** A valid body in engine terms; what a model other than Claude reads of it. */
export function toRequest(wire: ConverseRequest, asked: string, model: Model): CompletionRequest<ConverseRequest> {
  const { messages = [], inferenceConfig: { maxTokens, temperature, stopSequences } = {} } = wire
  const reasoning = reasoningOf(wire, model)
  const system = (wire.system ?? []).flatMap(({ text, guardContent }) => textPart(text ?? guardContent?.text?.text))
  return {
    operation: 'chat',
    model: asked,
    stream: false,
    wire,
    messages: [
      ...(system.length > 0 ? [{ role: 'system', content: system } as const] : []),
      ...messages.map(({ role, content }) => ({ role, content: content.flatMap(partsOf) })),
    ],
    tools: (wire.toolConfig?.tools ?? []).flatMap(toolOf),
    toolChoice: toolChoiceOf(wire),
    parallelToolCalls: true,
    responseFormat: formatOf(wire),
    ...(maxTokens == null ? {} : { maxTokens }),
    stopSequences: stopSequences ?? [],
    n: 1,
    ...(temperature == null ? {} : { temperature }),
    ...(reasoning ? { reasoning } : {}),
  }
}

const textPart = (text: string | null | undefined): readonly InputPart[] =>
  text == null ? [] : [{ type: 'text', text }]

function partsOf(block: ContentBlock): readonly InputPart[] {
  const { text, image, document, video, audio, toolUse, toolResult, reasoningContent, guardContent } = block
  if (image) return [imageOf(image)]
  if (document) return [documentOf(document)]
  if (video)
    return [{ type: 'document', mediaType: `video/${video.format ?? 'mp4'}`, bytes: sizeOf(video.source?.bytes) }]
  if (audio) return [{ type: 'audio', mediaType: `audio/${audio.format ?? 'wav'}`, bytes: sizeOf(audio.source?.bytes) }]
  if (toolUse)
    return [{ type: 'tool-call', id: toolUse.toolUseId, name: toolUse.name, arguments: JSON.stringify(toolUse.input) }]
  if (toolResult) {
    const { toolUseId: toolCallId, content, status } = toolResult
    return [
      {
        type: 'tool-result',
        toolCallId,
        content: content.flatMap(resultPart),
        ...(status === 'error' ? { isError: true } : {}),
      },
    ]
  }
  if (reasoningContent)
    return [
      reasoningContent.reasoningText
        ? { type: 'reasoning', ...reasoningContent.reasoningText }
        : { type: 'reasoning', text: '', redacted: true },
    ]
  const quoted = block.searchResult ?? block.citationsContent
  return textPart(text ?? guardContent?.text?.text ?? quoted?.content?.map((one) => one.text ?? '').join('\n'))
}

function resultPart({ text, json, image, document }: ToolResultContent): readonly InputPart[] {
  if (image) return [imageOf(image)]
  if (document) return [documentOf(document)]
  return textPart(text ?? (json === undefined ? undefined : JSON.stringify(json)))
}

function imageOf({ format, source }: ImageBlock): InputPart {
  const facts = source.bytes === undefined ? undefined : readImage(source.bytes)
  return {
    type: 'image',
    mediaType: `image/${format}`,
    ...(source.s3Location ? { url: source.s3Location.uri } : {}),
    ...(facts && { widthPx: facts.widthPx, heightPx: facts.heightPx }),
  }
}

const PLAIN: ReadonlySet<string> = new Set(['txt', 'md', 'csv', 'html'])

/** The words of a document whose format has them in the open; undefined for the others. */
export function documentText({ format = 'txt', source }: DocumentBlock): string | undefined {
  if (source.text != null) return source.text
  if (source.content != null) return source.content.map(({ text }) => text ?? '').join('\n')
  if (source.bytes == null || !PLAIN.has(format)) return undefined
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(source.bytes), (char) => char.charCodeAt(0)))
  } catch {
    return undefined
  }
}

function documentOf(document: DocumentBlock): FilePart {
  const { format = 'txt', name, source } = document
  const text = documentText(document)
  return {
    type: 'document',
    name,
    mediaType: format === 'pdf' ? 'application/pdf' : `text/${format}`,
    ...(text === undefined ? { bytes: sizeOf(source.bytes) } : { text }),
  }
}

function sizeOf(base64: string | undefined): number {
  return Math.floor(((base64?.length ?? 0) * 3) / 4)
}

/** A tool that the model may call; what the vendor runs itself is never called by the simulated model. */
function toolOf({ toolSpec }: NonNullable<ConverseRequest['toolConfig']>['tools'][number]): readonly ToolDefinition[] {
  if (!toolSpec) return []
  const { name, description, inputSchema, strict } = toolSpec
  return [
    {
      name,
      kind: 'function',
      ...(description == null ? {} : { description }),
      ...(inputSchema.json ? { parameters: inputSchema.json } : {}),
      ...(strict == null ? {} : { strict }),
    },
  ]
}

function toolChoiceOf({ toolConfig }: ConverseRequest): ToolChoice {
  const { any, tool } = toolConfig?.toolChoice ?? {}
  if (tool) return { name: tool.name }
  return any ? 'required' : 'auto'
}

function formatOf({ outputConfig }: ConverseRequest): ResponseFormat {
  const json = outputConfig?.textFormat?.structure?.jsonSchema
  if (!json) return { type: 'text' }
  const { name, description } = json
  return {
    type: 'json-schema',
    schema: schemaOf(json.schema),
    ...(name == null ? {} : { name }),
    ...(description == null ? {} : { description }),
  }
}

/** The schema out of its text; an open one where that is no JSON. */
export function schemaOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const schema: unknown = JSON.parse(text)
    // Reason: a non-null object has string keys.
    return typeof schema === 'object' && schema !== null ? (schema as Readonly<Record<string, unknown>>) : {}
  } catch {
    return {}
  }
}

const EFFORTS: ReadonlySet<unknown> = new Set<ReasoningEffort>([
  'none',
  'minimal',
  'low',
  'medium',
  'high',
  'xhigh',
  'max',
])

/** Reasoning by the vendors' own fields (recorded), or because the model always reasons. */
function reasoningOf(
  { additionalModelRequestFields: fields = {} }: ConverseRequest,
  model: Model,
): CompletionRequest['reasoning'] {
  if (!model.capabilities.includes('reasoning')) return undefined
  const config = fields['reasoningConfig'] as
    | { readonly type?: string; readonly maxReasoningEffort?: string }
    | undefined
  const asked =
    fields['reasoning_effort'] ??
    fields['reasoning_config'] ??
    (config?.type === 'enabled' ? (config.maxReasoningEffort ?? 'medium') : undefined)
  if (asked === undefined && !traitsOf(model).reasons) return undefined
  // Reason: the set holds efforts alone.
  const effort = EFFORTS.has(asked) ? (asked as ReasoningEffort) : 'low'
  return { effort, visible: true }
}
