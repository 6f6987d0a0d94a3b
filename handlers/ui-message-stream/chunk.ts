import type { FinishReason } from '../../src/completion.ts'

/** A chunk of AI SDK's UI message stream (`ai` 6, ui-message-chunks). */
export type UiChunk =
  | { readonly type: 'start' | 'start-step' | 'finish-step' }
  | { readonly type: 'text-start' | 'text-end' | 'reasoning-start' | 'reasoning-end'; readonly id: string }
  | { readonly type: 'text-delta' | 'reasoning-delta'; readonly id: string; readonly delta: string }
  | ToolChunk
  | { readonly type: 'source-url'; readonly sourceId: string; readonly url: string; readonly title?: string }
  | { readonly type: 'file'; readonly url: string; readonly mediaType: string }
  | { readonly type: 'error'; readonly errorText: string }
  | { readonly type: 'finish'; readonly finishReason: UiFinishReason; readonly messageMetadata?: unknown }

type ToolChunk = { readonly toolCallId: string; readonly providerExecuted?: true } & (
  | { readonly type: 'tool-input-start'; readonly toolName: string }
  | { readonly type: 'tool-input-delta'; readonly inputTextDelta: string }
  | { readonly type: 'tool-input-available'; readonly toolName: string; readonly input: unknown }
  | {
      readonly type: 'tool-input-error'
      readonly toolName: string
      readonly input: unknown
      readonly errorText: string
    }
  | { readonly type: 'tool-output-available'; readonly output: unknown }
  | { readonly type: 'tool-output-error'; readonly errorText: string }
)

export type UiFinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'other'

export const UI_FINISH_REASON: Readonly<Record<FinishReason, UiFinishReason>> = {
  stop: 'stop',
  'stop-sequence': 'stop',
  length: 'length',
  'context-window': 'length',
  'tool-calls': 'tool-calls',
  'content-filter': 'content-filter',
  refusal: 'content-filter',
  error: 'error',
}

/** What AI SDK tells a page of failures unless the app says more. */
export const MASKED = 'An error occurred.'

/** The headers of every such stream. */
export const UI_STREAM_HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  connection: 'keep-alive',
  'x-vercel-ai-ui-message-stream': 'v1',
  'x-accel-buffering': 'no',
} as const
