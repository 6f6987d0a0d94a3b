import type { JsonStyle } from '../provider.ts'

/** A piece of a recorded body: text, or bytes in base64. */
export interface RecordedChunk {
  /** Milliseconds after the request left. */
  readonly atMs: number
  readonly text?: string
  readonly base64?: string
}

/** A recorded request. Headers that hold keys are left out. */
export interface RecordedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Parsed where it is JSON; undefined where there is none. */
  readonly body?: unknown
}

/** A recorded response: `json` with the `style` of its text, or the `chunks` in which the body came. */
export interface RecordedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds from the request to the headers. */
  readonly headersMs: number
  /** Milliseconds from the request to the last byte. */
  readonly totalMs: number
  readonly json?: unknown
  readonly style?: JsonStyle
  readonly chunks?: readonly RecordedChunk[]
}

/** One recorded exchange: what `msw-llm/record` writes to a file and `replayFrom` reads. */
export interface Recording {
  readonly format: 'msw-llm/1'
  /** Day of the recording. */
  readonly recordedAt?: string
  readonly provider?: string
  readonly endpoint?: string
  readonly request: RecordedRequest
  readonly response: RecordedResponse
}
