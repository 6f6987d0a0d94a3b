import type { CompletionRequest, InputPart } from './request.ts'

/**
 * A prompt as one text, in the order in which providers cache it: tools, answer format, then the messages.
 *
 * Equal beginnings of two prompts are equal beginnings of their texts; what an image or file holds stands for itself by its address or size.
 */
export function promptText(request: CompletionRequest): string {
  const tools = request.tools.map((tool) => JSON.stringify(tool)).join('\n')
  const format = request.responseFormat.type === 'json-schema' ? JSON.stringify(request.responseFormat.schema) : ''
  const messages = request.messages.map(
    ({ role, content, name }) => `${role} ${name ?? ''}\n${content.map(partText).join('\n')}`,
  )
  return [tools, format, ...messages].filter((text) => text !== '').join('\n')
}

function partText(part: InputPart): string {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return part.text
    case 'tool-call':
      return `${part.name}(${part.arguments})`
    case 'tool-result':
      return part.content.map(partText).join('\n')
    case 'image':
      return part.url ?? part.fileId ?? ''
    default:
      return `${part.name ?? part.type} ${part.bytes ?? 0} ${part.text ?? ''}`
  }
}
