import { UsageError } from '../../src/errors.ts'
import type { InputPart, Message } from '../../src/request.ts'

/** The parts of a UI message that say something to the model. */
interface UiPart {
  readonly type: string
  readonly text?: string
  readonly url?: string
  readonly mediaType?: string
  readonly filename?: string
  readonly toolCallId?: string
  readonly toolName?: string
  readonly state?: string
  readonly input?: unknown
  readonly output?: unknown
  readonly errorText?: string
}

interface UiMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly parts: readonly UiPart[]
}

/**
 * What a page sends, in engine terms, without the ids that it draws.
 *
 * @throws {UsageError} for a body without UI messages
 */
export function conversationOf(body: unknown): readonly Message[] {
  const messages = (body as { readonly messages?: unknown } | null)?.messages
  if (!Array.isArray(messages) || !messages.every(isUiMessage)) {
    throw new UsageError(
      `uiMessageStream answers bodies with UI messages, { messages: [{ role, parts: [...] }] }, as useChat sends them, not ${JSON.stringify(body)?.slice(0, 200)}.`,
    )
  }
  return messages.flatMap((message) => (message.role === 'assistant' ? spoken(message) : [told(message)]))
}

function isUiMessage(message: unknown): message is UiMessage {
  const { role, parts } = (message ?? {}) as Partial<UiMessage>
  return (role === 'system' || role === 'user' || role === 'assistant') && Array.isArray(parts)
}

function told({ role, parts }: UiMessage): Message {
  return { role, content: parts.flatMap((part) => textOrFile(part)) }
}

/** A message of the model is as many as it had steps, each followed by the outputs of its tools. */
function spoken({ parts }: UiMessage): readonly Message[] {
  const steps: UiPart[][] = [[]]
  for (const part of parts) {
    if (part.type === 'step-start') steps.push([])
    else steps.at(-1)!.push(part)
  }
  return steps
    .flatMap((step): Message[] => [
      { role: 'assistant', content: step.flatMap(said) },
      { role: 'tool', content: step.flatMap(outputOf) },
    ])
    .filter(({ content }) => content.length > 0)
}

function said(part: UiPart): readonly InputPart[] {
  if (part.type === 'reasoning') return [{ type: 'reasoning', text: part.text ?? '' }]
  const name = toolNameOf(part)
  if (name === undefined || part.state === 'input-streaming') return textOrFile(part)
  return [{ type: 'tool-call', id: part.toolCallId ?? '', name, arguments: JSON.stringify(part.input ?? {}) }]
}

function outputOf(part: UiPart): readonly InputPart[] {
  const name = toolNameOf(part)
  const isError = part.state === 'output-error'
  if (name === undefined || (!isError && part.state !== 'output-available')) return []
  return [toolResult(part.toolCallId ?? '', name, isError ? part.errorText : part.output, isError)]
}

/** What a tool gave back, as the model reads it. */
export function toolResult(toolCallId: string, name: string, output: unknown, isError: boolean): InputPart {
  const text = typeof output === 'string' ? output : JSON.stringify(output ?? null)
  return { type: 'tool-result', toolCallId, name, content: [{ type: 'text', text }], ...(isError ? { isError } : {}) }
}

function toolNameOf({ type, toolName }: UiPart): string | undefined {
  if (type === 'dynamic-tool') return toolName
  return type.startsWith('tool-') ? type.slice('tool-'.length) : undefined
}

function textOrFile({ type, text, url, mediaType, filename }: UiPart): readonly InputPart[] {
  if (type === 'text') return [{ type: 'text', text: text ?? '' }]
  if (type !== 'file') return []
  const media = mediaType === undefined ? {} : { mediaType }
  if (mediaType?.startsWith('image/')) return [{ type: 'image', ...media, ...(url === undefined ? {} : { url }) }]
  const kind = mediaType?.startsWith('audio/') ? 'audio' : 'document'
  return [{ type: kind, ...media, ...(filename === undefined ? {} : { name: filename }) }]
}
