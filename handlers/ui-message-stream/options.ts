import type { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { JsonSchema, ReasoningEffort } from '../../src/request.ts'

/** A tool of the route that is simulated. */
export interface UiTool {
  readonly description?: string
  /** JSON schema of the input. */
  readonly inputSchema?: JsonSchema
  /** Runs on the server's side: its output is sent, and the model goes on with it. Absent: the page runs the tool. */
  execute?(input: unknown, call: { readonly toolCallId: string }): unknown
}

/** What the route behind `useChat` does. */
export interface UiMessageStreamOptions {
  /** Name of the provider that answers. Default: the simulation's first. */
  readonly provider?: string
  /** The model that answers. Default: the provider's first one that chats and calls tools. */
  readonly model?: string
  readonly system?: string
  /** Tools by name. Default: none. */
  readonly tools?: Readonly<Record<string, UiTool>>
  /** Most calls of the model for one request, where tools are run between them. Default: 5. */
  readonly maxSteps?: number
  /** How much the model thinks aloud. Default: only where a rule says so. */
  readonly reasoning?: ReasoningEffort
  /** `part`: failures are told in the stream, as AI SDK does it; `status`: by the provider's status, where nothing has been sent yet. Default: `part`. */
  readonly errors?: 'part' | 'status'
  /** What the page is told of a failure. Default: AI SDK's `An error occurred.` */
  onError?(error: ApiError): string
  /** Metadata of the message, sent with its end. Default: none. */
  messageMetadata?(exchanges: readonly Exchange[]): unknown
}
