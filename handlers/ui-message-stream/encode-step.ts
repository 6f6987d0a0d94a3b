import type { ContentPart, ServerToolPart, ToolCallPart } from '../../src/completion.ts'
import type { ApiError } from '../../src/errors.ts'
import type { StreamEncoder } from '../../src/provider.ts'
import type { StreamPart } from '../../src/stream.ts'
import type { UiChunk } from './chunk.ts'

/** The encoder of one call of the model, from `start-step` to before the outputs of tools that the route runs. */
export function encodeStep(errorText: (error: ApiError) => string): StreamEncoder {
  let open: UiChunk | undefined
  return function* encode(part) {
    for (const chunk of chunksOf(part, errorText)) yield { data: JSON.stringify(chunk) }
    if (part.type === 'part-start') open = endOf(part.part, part.index)
    if (part.type === 'part-end') open = undefined
    // What was begun ends, also where the stream fails.
    if (part.type === 'error' && open) yield { data: JSON.stringify(open) }
  }
}

function* chunksOf(part: StreamPart, errorText: (error: ApiError) => string): Generator<UiChunk> {
  if (part.type === 'start') yield { type: 'start-step' }
  if (part.type === 'error') yield { type: 'error', errorText: errorText(part.error) }
  if (part.type === 'part-start') yield* opened(part.part, part.index)
  if (part.type === 'part-delta') yield* written(part.part, part.index, part.delta)
  if (part.type === 'part-end') yield* closed(part.part, part.index)
}

function* opened(part: ContentPart, index: number): Generator<UiChunk> {
  if (part.type === 'reasoning') yield { type: 'reasoning-start', id: String(index) }
  else if (part.type === 'tool-call' || part.type === 'server-tool') {
    yield { type: 'tool-input-start', toolCallId: part.id, toolName: part.name, ...ranBy(part) }
  } else if (part.type === 'image-output') {
    yield { type: 'file', mediaType: part.mediaType, url: `data:${part.mediaType};base64,${part.data}` }
  } else yield { type: 'text-start', id: String(index) }
}

function* written(part: ContentPart, index: number, delta: string): Generator<UiChunk> {
  if (part.type === 'reasoning') yield { type: 'reasoning-delta', id: String(index), delta }
  else if (part.type === 'tool-call' || part.type === 'server-tool') {
    yield { type: 'tool-input-delta', toolCallId: part.id, inputTextDelta: delta }
  } else yield { type: 'text-delta', id: String(index), delta }
}

function* closed(part: ContentPart, index: number): Generator<UiChunk> {
  const end = endOf(part, index)
  if (end) yield end
  if (part.type === 'tool-call') yield inputOf(part)
  if (part.type === 'server-tool') yield* served(part)
  if (part.type === 'text') yield* cited(part.citations ?? [], index)
}

/** The end of a text; of others their content tells. */
function endOf({ type }: ContentPart, index: number): UiChunk | undefined {
  if (type === 'reasoning') return { type: 'reasoning-end', id: String(index) }
  return type === 'text' || type === 'refusal' ? { type: 'text-end', id: String(index) } : undefined
}

function* cited(citations: readonly { readonly url?: string; readonly title?: string }[], index: number) {
  for (const [place, { url, title }] of citations.entries()) {
    if (url !== undefined) {
      yield { type: 'source-url', sourceId: `source-${index}-${place}`, url, ...(title ? { title } : {}) } as const
    }
  }
}

function* served(part: ServerToolPart): Generator<UiChunk> {
  yield inputOf(part)
  const { id: toolCallId, result, isError } = part
  if (isError) yield { type: 'tool-output-error', toolCallId, errorText: textOf(result), ...ranBy(part) }
  else if (result !== undefined) yield { type: 'tool-output-available', toolCallId, output: result, ...ranBy(part) }
}

/** The whole input, or that it is no JSON. */
function inputOf(part: ToolCallPart | ServerToolPart): UiChunk {
  const { id: toolCallId, name: toolName, arguments: text } = part
  if (part.type === 'tool-call' && part.kind === 'custom') {
    return { type: 'tool-input-available', toolCallId, toolName, input: text }
  }
  try {
    const input: unknown = text === '' ? {} : JSON.parse(text)
    return { type: 'tool-input-available', toolCallId, toolName, input, ...ranBy(part) }
  } catch {
    const errorText = `Invalid input for tool ${toolName}: JSON parsing failed: Text: ${text}.`
    return { type: 'tool-input-error', toolCallId, toolName, input: text, errorText, ...ranBy(part) }
  }
}

function ranBy({ type }: ToolCallPart | ServerToolPart): { readonly providerExecuted?: true } {
  return type === 'server-tool' ? { providerExecuted: true } : {}
}

function textOf(result: unknown): string {
  return typeof result === 'string' ? result : JSON.stringify(result)
}
