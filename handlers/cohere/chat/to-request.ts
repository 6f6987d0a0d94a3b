import { readDataUrl, readImage } from '../../../src/image-size.ts'
import {
  partsOf,
  type ImagePart,
  type InputPart,
  type JsonSchema,
  type Message,
  type ResponseFormat,
  type ToolDefinition,
} from '../../../src/request.ts'
import { dataText } from './sources.ts'
import type { WireMessage, WirePart, WireResponseFormat, WireTool } from './wire.ts'

/** A message in engine terms. */
export function messageOf(message: WireMessage): Message {
  const content = partsOf(message.content, partOf)
  if (message.role === 'tool')
    return { role: 'tool', content: [{ type: 'tool-result', toolCallId: message.tool_call_id ?? '', content }] }
  const plan: InputPart[] = message.tool_plan ? [{ type: 'text', text: message.tool_plan }] : []
  const calls: InputPart[] = (message.tool_calls ?? []).map((call) => ({
    type: 'tool-call',
    id: call.id,
    name: call.function.name,
    arguments: call.function.arguments,
  }))
  return { role: message.role, content: [...content, ...plan, ...calls] }
}

function partOf(part: WirePart): InputPart {
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text }
    case 'thinking':
      return { type: 'reasoning', text: part.thinking }
    case 'image_url':
      return imageOf(part.image_url.url, part.image_url.detail)
    case 'document':
      return { type: 'text', text: dataText(part.document.data) }
  }
}

/** An image by its address or data. */
export function imageOf(url: string, detail: ImagePart['detail'] = 'auto'): ImagePart {
  const inline = readDataUrl(url)
  const facts = inline && readImage(inline.data)
  const mediaType = inline ? { mediaType: inline.mediaType } : {}
  return {
    type: 'image',
    url,
    detail,
    ...mediaType,
    ...(facts ? { widthPx: facts.widthPx, heightPx: facts.heightPx } : {}),
  }
}

/** A tool in engine terms. */
export function toolOf({ function: { name, description, parameters } }: WireTool): ToolDefinition {
  return { name, kind: 'function', ...(description ? { description } : {}), parameters: parameters ?? {} }
}

/** The wanted form of the answer. */
export function responseFormatOf(format: WireResponseFormat | null | undefined): ResponseFormat {
  if (format?.type !== 'json_object') return { type: 'text' }
  // v1 calls it `schema`.
  const { json_schema: schema = (format as { readonly schema?: JsonSchema }).schema } = format
  return schema ? { type: 'json-schema', schema } : { type: 'json' }
}
