import type { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { Call } from '../../src/provider.ts'
import type { ErrorVoice } from './generate-content/errors.ts'
import type { MessageType } from './proto/descriptor.ts'

/** What sets the Gemini API and Vertex AI apart where they speak the same language. */
export interface Backend {
  readonly name: 'gemini' | 'vertex'
  readonly errors: ErrorVoice
  headers(exchange: Exchange): Record<string, string>
  /** Checks the version in a path and gives the package of its messages, as errors name it. */
  packageOf(call: Call): string
  readonly generateRequest: MessageType
  readonly countRequest: MessageType
  /** A model that is not there, or cannot do what is asked. */
  modelNotFound(call: Call, model: string, method: string): ApiError
  readonly refusals: Refusals
}

/** What the two word differently. `path` is in snake_case, below the request. */
export interface Refusals {
  noContents(): ApiError
  noParts(path: string): ApiError
  noData(path: string): ApiError
  range(path: string, value: number, min: number, max: number): ApiError
}
