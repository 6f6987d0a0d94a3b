import type { Model } from '../../../src/models.ts'
import { documentText, schemaOf } from './to-request.ts'
import type { CachePoint, ContentBlock, ConverseRequest, DocumentBlock, ImageBlock, ToolResultContent } from './wire.ts'

type Json = Readonly<Record<string, unknown>>

/** The Anthropic body that the service makes of a Converse body for Claude. `additionalModelRequestFields` are members of it. */
export function toMessages(wire: ConverseRequest, model: Model): Json {
  const { messages = [], system = [], inferenceConfig = {}, toolConfig, outputConfig } = wire
  const { maxTokens, temperature, topP, stopSequences } = inferenceConfig
  const { tools: moreTools, reasoning_config: thinking, ...fields } = wire.additionalModelRequestFields ?? {}
  const tools = [
    ...cached((toolConfig?.tools ?? []).map((tool) => ({ cachePoint: tool.cachePoint, json: toolOf(tool) }))),
    ...(Array.isArray(moreTools) ? (moreTools as readonly unknown[]) : []),
  ]
  const schema = outputConfig?.textFormat?.structure?.jsonSchema?.schema
  const systemText = cached(
    system.map(({ text, guardContent, cachePoint }) => ({
      cachePoint,
      json: textBlock(text ?? guardContent?.text?.text),
    })),
  )
  return {
    max_tokens: maxTokens ?? defaultTokens(model),
    messages: messages.map(({ role, content }) => ({
      role,
      content: cached(content.map((block) => ({ cachePoint: block.cachePoint, json: blockOf(block) }))),
    })),
    ...(systemText.length > 0 ? { system: systemText } : {}),
    ...(temperature == null ? {} : { temperature }),
    ...(topP == null ? {} : { top_p: topP }),
    ...(stopSequences == null ? {} : { stop_sequences: stopSequences }),
    ...(tools.length > 0 ? { tools } : {}),
    ...toolChoiceOf(wire),
    ...(schema === undefined ? {} : { output_config: { format: { type: 'json_schema', schema: schemaOf(schema) } } }),
    // The older name of thinking (recorded in 2026 still).
    ...(thinking === undefined ? {} : { thinking }),
    ...fields,
  }
}

/** The model's maximum; of Claude 3 and older, 4096 at most [2.1]. */
function defaultTokens({ maxOutputTokens }: Model): number {
  return Math.min(maxOutputTokens, maxOutputTokens <= 8192 ? 4096 : maxOutputTokens)
}

interface Cacheable {
  readonly cachePoint: CachePoint | undefined
  readonly json: Json | undefined
}

/** Blocks, each cache point as a mark on the one before it. */
function cached(blocks: readonly Cacheable[]): readonly Json[] {
  const marked: Json[] = []
  for (const { cachePoint, json } of blocks) {
    if (json) marked.push(json)
    const last = cachePoint && marked.pop()
    if (last)
      marked.push({ ...last, cache_control: { type: 'ephemeral', ...(cachePoint.ttl ? { ttl: cachePoint.ttl } : {}) } })
  }
  return marked
}

const textBlock = (text: string | null | undefined): Json | undefined =>
  text == null ? undefined : { type: 'text', text }

function blockOf(block: ContentBlock): Json | undefined {
  const { text, image, document, toolUse, toolResult, reasoningContent, guardContent, searchResult, citationsContent } =
    block
  if (image) return imageOf(image)
  if (document) return documentOf(document)
  if (toolUse) return { type: 'tool_use', id: nativeId(toolUse.toolUseId), name: toolUse.name, input: toolUse.input }
  if (toolResult) {
    const content = toolResult.content.flatMap((one) => resultOf(one) ?? [])
    return {
      type: 'tool_result',
      tool_use_id: nativeId(toolResult.toolUseId),
      content,
      ...(toolResult.status === 'error' ? { is_error: true } : {}),
    }
  }
  if (reasoningContent) {
    const { reasoningText, redactedContent } = reasoningContent
    return reasoningText
      ? { type: 'thinking', thinking: reasoningText.text, signature: reasoningText.signature ?? '' }
      : { type: 'redacted_thinking', data: redactedContent ?? '' }
  }
  if (searchResult) {
    const { source, title, content } = searchResult
    return {
      type: 'search_result',
      source,
      title,
      content: content.map((one) => ({ type: 'text', text: one.text ?? '' })),
    }
  }
  return textBlock(text ?? guardContent?.text?.text ?? citationsContent?.content?.map((one) => one.text ?? '').join(''))
}

/** Ids of other vendors may have characters that Anthropic refuses; the service hides them. */
function nativeId(id: string): string {
  return id.replaceAll(/[^a-zA-Z0-9_-]/g, '_')
}

function resultOf({ text, json, image, document }: ToolResultContent): Json | undefined {
  if (image) return imageOf(image)
  if (document) return documentOf(document)
  return textBlock(text ?? (json === undefined ? undefined : JSON.stringify(json)))
}

function imageOf({ format, source }: ImageBlock): Json {
  return { type: 'image', source: { type: 'base64', media_type: `image/${format}`, data: source.bytes ?? '' } }
}

function documentOf(document: DocumentBlock): Json {
  const { name, source, context, citations } = document
  const data = documentText(document)
  return {
    type: 'document',
    title: name,
    ...(context == null ? {} : { context }),
    ...(citations == null ? {} : { citations }),
    source:
      data === undefined
        ? { type: 'base64', media_type: 'application/pdf', data: source.bytes ?? '' }
        : { type: 'text', media_type: 'text/plain', data },
  }
}

function toolOf({ toolSpec }: NonNullable<ConverseRequest['toolConfig']>['tools'][number]): Json | undefined {
  if (!toolSpec) return undefined
  const { name, description, inputSchema, strict } = toolSpec
  return {
    name,
    ...(description == null ? {} : { description }),
    input_schema: inputSchema.json ?? { type: 'object' },
    ...(strict == null ? {} : { strict }),
  }
}

function toolChoiceOf({ toolConfig }: ConverseRequest): Json {
  const { auto, any, tool } = toolConfig?.toolChoice ?? {}
  if (tool) return { tool_choice: { type: 'tool', name: tool.name } }
  if (any) return { tool_choice: { type: 'any' } }
  return auto ? { tool_choice: { type: 'auto' } } : {}
}
