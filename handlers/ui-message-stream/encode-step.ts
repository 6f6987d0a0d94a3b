import type { ContentPart, ServerToolPart, ToolCallPart } from '../../src/completion.ts'
import type { ApiError } from '../../src/errors.ts'
import type { StreamEncoder } from '../../src/provider.ts'
import type { StreamPart } from '../../src/stream.ts'
import type { UiChunk } from './chunk.ts'

/** The encoder of one call of the model, from `start-step` to before the outputs of tools that the route runs. */
export function encodeStep(errorText: (error: ApiError) => string): StreamEncoder {
  const chunksOf = stepWriter(errorText)
  return function* encode(part) {
    for (const chunk of chunksOf(part)) yield { data: JSON.stringify(chunk) }
  }
}

function stepWriter(errorText: (error: ApiError) => string): (part: StreamPart) => Generator<UiChunk> {
  /** The part of which something has been sent, and not its end. */
  let begun: { readonly part: ContentPart; readonly index: number } | undefined
  return function* chunksOf(step) {
    if (step.type === 'start') yield { type: 'start-step' }
    // A part begins with its first piece, not while the model is silent; a text without any does not begin at all.
    if (!begun && (step.type === 'part-delta' || (step.type === 'part-end' && !proseOf(step.part)))) {
      begun = step
      yield opened(step.part, step.index)
    }
    if (step.type === 'part-delta') yield written(step.part, step.index, step.delta)
    if (step.type === 'error') yield { type: 'error', errorText: errorText(step.error) }
    if (begun && (step.type === 'part-end' || step.type === 'error')) {
      // A text that has begun ends, also where the stream fails.
      if (proseOf(begun.part)) yield ended(begun.part, begun.index)
      if (step.type === 'part-end') yield* closed(step.part, step.index)
      begun = undefined
    }
  }
}

/** What a part of words is in chunks. */
function proseOf({ type }: ContentPart): 'text' | 'reasoning' | undefined {
  if (type === 'reasoning') return 'reasoning'
  return type === 'text' || type === 'refusal' ? 'text' : undefined
}

function opened(part: ContentPart, index: number): UiChunk {
  if (part.type === 'tool-call' || part.type === 'server-tool') {
    return { type: 'tool-input-start', toolCallId: part.id, toolName: part.name, ...ranBy(part) }
  }
  if (part.type === 'image-output') {
    return { type: 'file', mediaType: part.mediaType, url: `data:${part.mediaType};base64,${part.data}` }
  }
  return { type: `${proseOf(part) ?? 'text'}-start`, id: String(index) }
}

function written(part: ContentPart, index: number, delta: string): UiChunk {
  if (part.type === 'tool-call' || part.type === 'server-tool') {
    return { type: 'tool-input-delta', toolCallId: part.id, inputTextDelta: delta }
  }
  return { type: `${proseOf(part) ?? 'text'}-delta`, id: String(index), delta }
}

function ended(part: ContentPart, index: number): UiChunk {
  return { type: `${proseOf(part) ?? 'text'}-end`, id: String(index) }
}

function* closed(part: ContentPart, index: number): Generator<UiChunk> {
  if (part.type === 'tool-call') yield inputOf(part)
  if (part.type === 'server-tool') yield* served(part)
  if (part.type === 'text') yield* cited(part.citations ?? [], index)
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
