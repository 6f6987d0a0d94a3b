import type { Choice, Completion, ContentPart, ToolCallPart } from '../../../src/completion.ts'
import type { ApiError } from '../../../src/errors.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { Framing, WireEvent } from '../../../src/framing/framing.ts'
import type { Call, Endpoint, JsonStyle, Voice } from '../../../src/provider.ts'
import type { Model } from '../../../src/models.ts'
import type { Seed } from '../../../src/random.ts'
import type { ChatRequest } from './to-request.ts'

export type ChatExchange = Exchange<ChatRequest, Completion> & { readonly outcome: Completion }

/** What one provider does its own way in chat completions; OpenAI itself is the first profile. */
export interface ChatProfile extends Voice {
  /** Name of the dialect. Default: `chat`. */
  readonly name?: string
  /** Path below the base URL. Default: `/chat/completions`. */
  readonly path?: string
  readonly style: JsonStyle
  /** Content type of unary answers. Default: `application/json`. */
  readonly contentType?: string
  /** Default: server-sent events. */
  readonly framing?: Framing
  parse(call: Call): ChatRequest
  /** The unary body; text where the provider writes JSON its own way. */
  body(exchange: ChatExchange): object | string
  /** The chunks of one stream. */
  chunks(exchange: ChatExchange): ChatChunks
  toolCallId(seed: Seed, name: string, model: Model | undefined, tool: string): string
  /** Whether a part shows on the wire. Default: all but reasoning. */
  isVisible?(part: ContentPart): boolean
  /** How deltas are cut. Default: one token each. */
  readonly cut?: NonNullable<Endpoint<ChatRequest, Completion>['cut']>
  /** What ends a stream; null for nothing. Default: `[DONE]`. */
  readonly done?: string | null
  /** Name of the event that carries an error inside a stream. Default: none. */
  readonly errorEvent?: string
}

/** A tool call's place: among the calls of its choice, and whether it is the first thing that the choice shows. */
export interface CallPlace {
  readonly index: number
  readonly count: number
  readonly isFirst: boolean
}

/** The chunks of one stream as objects, keys in the order of the wire. */
export interface ChatChunks {
  /** What goes before everything else, such as comments. */
  start?(): readonly WireEvent[]
  /** What opens a choice before anything but a tool call; `part` is undefined for an empty answer. */
  open(choice: number, part: ContentPart | undefined): readonly object[]
  /** A delta of text, reasoning or refusal: constant but for `delta`, since it is asked for once per part and spliced from then on. */
  text(choice: number, part: ContentPart, delta: string): object
  /** Whether `text` says more about each delta than the delta itself (log probabilities), so that it is asked for every one. */
  readonly isVarying?: boolean
  /** The first delta of a part, where it differs from those that follow; `isFirst` where it is the first of its choice. */
  first?(choice: number, part: ContentPart, delta: string, isFirst: boolean): object
  /** What ends a part of text or reasoning. */
  close?(choice: number, part: ContentPart): readonly object[]
  /** What announces a tool call, or all of it. */
  call(choice: number, part: ToolCallPart, place: CallPlace): readonly object[]
  /** A delta of a call's arguments, constant but for `delta`; absent where `call` says all. */
  callDelta?(choice: number, part: ToolCallPart, place: CallPlace, delta: string): object
  /** The end of a choice. `last` is the choice's last delta, held back, where `holdsLast`. */
  finish(choice: number, answer: Choice, last: object | undefined): readonly object[]
  /** What follows the last choice: usage. */
  end(): readonly object[]
  /** An error inside the stream. */
  error(error: ApiError): object
  /** Whether the last delta of a choice goes out with its finish reason. */
  readonly holdsLast?: boolean
  /** A last touch on every chunk's JSON: padding, escapes, the time of the chunk (`atMs`, by the schedule, since the epoch). */
  readonly finishJson?: (json: string, atMs: number) => string
}
