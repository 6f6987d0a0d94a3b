import type { WireMessage, WirePart, WireRequest } from '../../openai/chat-completions/wire.ts'

/** Mistral's body as OpenAI would have it: `any` for `required`, addresses as strings, arguments as objects, thoughts of earlier turns. */
export function read(wire: WireRequest): WireRequest {
  // The shape has been checked; Mistral's members are read one by one.
  const tools = (wire.tools ?? []) as readonly { readonly type?: string; readonly function?: object }[]
  const choice: unknown = wire.tool_choice
  return {
    ...wire,
    messages: wire.messages.map(messageOf),
    tools: tools
      .filter((tool) => tool.function !== undefined)
      .map((tool) => ({ ...tool, type: 'function' })) as unknown as NonNullable<WireRequest['tools']>,
    tool_choice: choice === 'any' ? 'required' : (wire.tool_choice ?? null),
  }
}

function messageOf(message: WireMessage): WireMessage {
  const { content } = message
  const calls = message.tool_calls?.map((call) => {
    if (call.type === 'custom') return call
    const text: unknown = call.function.arguments
    return {
      ...call,
      type: 'function' as const,
      function: { name: call.function.name, arguments: typeof text === 'string' ? text : JSON.stringify(text) },
    }
  })
  return {
    ...message,
    ...(Array.isArray(content) ? { content: content.flatMap(partOf) } : {}),
    ...(calls ? { tool_calls: calls } : {}),
  }
}

interface MistralPart {
  readonly type: string
  readonly text?: string
  readonly thinking?: readonly { readonly text?: string }[]
  readonly image_url?: string | { readonly url: string; readonly detail?: 'auto' | 'low' | 'high' }
  readonly document_url?: string
  readonly document_name?: string
  readonly input_audio?: string | { readonly data: string; readonly format?: string }
}

/** Thoughts of earlier turns are part of the prompt (recorded); references say nothing to the model. */
function partOf(part: MistralPart): readonly WirePart[] {
  const { image_url: image, input_audio: audio } = part
  if (part.text !== undefined) return [{ type: 'text', text: part.text }]
  if (part.thinking) return part.thinking.map(({ text = '' }) => ({ type: 'text', text }))
  if (image !== undefined) return [{ type: 'image_url', image_url: typeof image === 'string' ? { url: image } : image }]
  if (audio !== undefined) {
    const { data, format = 'mp3' } = typeof audio === 'string' ? { data: audio } : audio
    return [{ type: 'input_audio', input_audio: { data, format } }]
  }
  if (part.document_url === undefined) return []
  const data = part.document_url.startsWith('data:') ? { file_data: part.document_url } : {}
  return [{ type: 'file', file: { filename: part.document_name ?? 'document.pdf', ...data } }]
}
