import type { RecordedEvent } from './recording.ts'

/** What an event is within its stream, and to which of several parallel answers it belongs. */
export interface EventKind {
  readonly kind: string
  readonly lane?: string
}

export type KindOf = (event: RecordedEvent) => EventKind

interface Chunk {
  readonly choices?: readonly {
    readonly index?: number
    readonly delta?: Readonly<Record<string, unknown>>
    readonly finish_reason?: unknown
  }[]
  readonly error?: unknown
}

/** Chunks of chat completions: `role`, `content`, `tool_calls:start`, `finish`, `usage`, `done`. */
export function chatChunkKind({ data }: RecordedEvent): EventKind {
  if (data === '[DONE]') return { kind: 'done' }
  const { choices = [], error } = data as Chunk
  if (error) return { kind: 'error' }
  const [choice] = choices
  if (!choice) return { kind: 'usage' }
  const lane = String(choice.index ?? 0)
  const delta = choice.delta ?? {}
  const names = Object.keys(delta).toSorted()
  const keys = names.map((key) => (isCallStart(delta[key]) ? `${key}:start` : key))
  if (choice.finish_reason) return { kind: ['finish', ...keys].join('+'), lane }
  return { kind: keys.join('+') || 'empty', lane }
}

function isCallStart(value: unknown): boolean {
  return Array.isArray(value) && (value as { readonly id?: unknown }[]).some((call) => call.id !== undefined)
}

const INNER = ['delta', 'content_block', 'item', 'part'] as const

/** Events that name their type: `content_block_delta:text_delta`, `message_stop`, `ping`. */
export function typedEventKind({ data }: RecordedEvent): EventKind {
  const body = data as Readonly<Record<string, { readonly type?: unknown } | undefined>> & { readonly type?: unknown }
  const inner = INNER.map((key) => body[key]?.type).find((type) => typeof type === 'string')
  return { kind: typeof inner === 'string' ? `${String(body.type)}:${inner}` : String(body.type) }
}
