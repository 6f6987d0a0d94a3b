import { readDataUrl, readImage } from '../../../src/image-size.ts'
import { partsOf, type InputPart, type Message } from '../../../src/request.ts'
import { refused } from '../wording.ts'
import type { WireItem, WirePart } from './wire.ts'

/** Items as messages: calls that follow each other are one turn of the model; what only traces a hosted tool is left out. */
export function messagesOf(items: readonly WireItem[], instructions: string | null | undefined): readonly Message[] {
  const messages: Message[] = instructions ? [{ role: 'system', content: [{ type: 'text', text: instructions }] }] : []
  for (const item of items) {
    for (const message of messageOf(item)) {
      const last = messages.at(-1)
      const joins = last !== undefined && isCalls(last) && isCalls(message)
      if (joins) messages[messages.length - 1] = { ...last, content: [...last.content, ...message.content] }
      else messages.push(message)
    }
  }
  return messages
}

function isCalls({ role, content }: Message): boolean {
  return role === 'assistant' && content.length > 0 && content.every((part) => part.type === 'tool-call')
}

const ROLES: Record<NonNullable<WireItem['role']>, Message['role']> = {
  user: 'user',
  assistant: 'assistant',
  system: 'system',
  developer: 'system',
}

function messageOf(item: WireItem): readonly Message[] {
  const { type = 'message', call_id: id = '', name = '' } = item
  switch (type) {
    case 'message':
      return item.role ? [{ role: ROLES[item.role], content: partsOf(item.content, partOf) }] : []
    case 'function_call':
      return [called({ type: 'tool-call', id, name, arguments: item.arguments ?? '' })]
    case 'custom_tool_call':
      return [called({ type: 'tool-call', id, name, arguments: item.input ?? '', kind: 'custom' })]
    case 'function_call_output':
    case 'custom_tool_call_output':
      return [
        { role: 'tool', content: [{ type: 'tool-result', toolCallId: id, content: partsOf(item.output, partOf) }] },
      ]
    case 'mcp_call':
      return [
        called({ type: 'tool-call', id: item.id ?? '', name, arguments: item.arguments ?? '' }),
        {
          role: 'tool',
          content: [{ type: 'tool-result', toolCallId: item.id ?? '', content: partsOf(item.output, partOf) }],
        },
      ]
    case 'compaction':
      // Nobody but the API reads it; it weighs what its length tells.
      return [{ role: 'assistant', content: [{ type: 'document', bytes: (item.encrypted_content ?? '').length }] }]
    default:
      return []
  }
}

function called(call: InputPart): Message {
  return { role: 'assistant', content: [call] }
}

function partOf(part: WirePart): readonly InputPart[] {
  switch (part.type) {
    case 'input_text':
    case 'output_text':
    case 'summary_text':
      return [{ type: 'text', text: part.text ?? '' }]
    case 'refusal':
      return [{ type: 'text', text: part.refusal ?? '' }]
    case 'input_image':
      return [imageOf(part)]
    case 'input_file':
      return [
        {
          type: 'document',
          ...(part.filename ? { name: part.filename } : {}),
          bytes: Math.floor(((part.file_data ?? '').length * 3) / 4),
        },
      ]
    case 'input_audio':
      return [{ type: 'audio', bytes: Math.floor(((part.input_audio?.data ?? '').length * 3) / 4) }]
    default:
      return []
  }
}

function imageOf({ image_url: url, file_id: fileId, detail }: WirePart): InputPart {
  const image = {
    type: 'image',
    detail: detail ?? 'auto',
    ...(fileId ? { fileId } : {}),
    ...(url ? { url } : {}),
  } as const
  const inline = url ? readDataUrl(url) : undefined
  if (!inline) return image
  const facts = readImage(inline.data)
  if (!facts) {
    throw refused(
      "You uploaded an unsupported image. Please make sure your image has of one the following formats: ['png', 'jpeg', 'gif', 'webp'].",
      null,
      'invalid_image_format',
    )
  }
  return { ...image, mediaType: inline.mediaType, widthPx: facts.widthPx, heightPx: facts.heightPx }
}
