import type { ErrorKind } from '../errors.ts'
import type { Match } from '../reply/match.ts'

/** A failure to answer with: a kind or an HTTP status alone, or a kind with its own status, words and headers. */
export type FaultSpec = ErrorKind | number | ErrorWords

/** An error in the provider's own words, apart from what is stated here. */
export interface ErrorWords {
  /** Default: the kind that the status stands for, else `server_error`. */
  readonly kind?: ErrorKind
  readonly status?: number
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly type?: string
  readonly code?: string
  /** The parameter that is at fault, where the provider names one. */
  readonly param?: string | null
  /**
   * Milliseconds after which a retry is said to succeed; written as the provider writes it. Below 1,000 also as `retry-after-ms`, which SDKs read
   * whether or not their provider sends it.
   */
  readonly retryAfterMs?: number
}

/**
 * Where in an answer a fault strikes.
 *
 * - `start`: before the headers
 * - `headers`: after the headers, before the first event
 * - `{ tokens }`, `{ share }`: after so many tokens of the content, or that share of it (0 to 1)
 * - `tool-call`: half way through the arguments of the first tool call; an answer without one is left alone
 * - `usage`: before the event that carries the usage; where there is none, before the end of the content is told
 * - `terminator`: before the last event
 * - `end`: after the last event, before the connection closes
 *
 * An answer without a stream has only its body: it breaks at the same share of its bytes, half way where no share is given.
 */
export type FaultPlace = 'start' | 'headers' | CutPoint | 'tool-call' | 'usage' | 'terminator' | 'end'

/** After which part of the content a stream breaks. */
export type CutPoint = { readonly tokens: number } | { readonly share: number }

/** How a stream breaks: the provider's own error event, silence, or a lost connection. */
export type CutMode = 'error' | 'stall' | 'socket'

/** An error: as the answer, or told inside the stream where `at` lies in it. */
export interface ErrorFault extends ErrorWords {
  readonly how?: 'error'
  /** Default: `start`. Answers without a stream fail at the start, wherever it lies. */
  readonly at?: FaultPlace
}

/**
 * The bytes break.
 *
 * - `stall`: nothing more comes; only the client's own timeout or abort ends the wait
 * - `socket`: the connection is lost
 * - `end`: the body ends as if it were complete
 * - `broken-utf8`, `broken-json`: half a character, or half an event's JSON, and the end
 * - `duplicate`, `reorder`: one event comes twice, or after the one that follows it; streams only
 */
export interface BreakFault {
  readonly how: 'stall' | 'socket' | 'end' | 'broken-utf8' | 'broken-json' | 'duplicate' | 'reorder'
  /** Default: `start` for `stall` and `socket`, half of the content for the others. */
  readonly at?: FaultPlace
}

/** The body comes in small pieces of bytes, whatever its events are. */
export interface DripFault {
  readonly how: 'drip'
  /** Default: `headers`. */
  readonly at?: FaultPlace
  /** Bytes per piece. Default: 16. */
  readonly bytes?: number
  /** Milliseconds between two pieces. Default: 100. */
  readonly gapMs?: number
}

/** Nothing but the provider's keep-alives. */
export interface KeepAliveFault {
  readonly how: 'keep-alives'
  /** Default: `headers`. */
  readonly at?: FaultPlace
  /** Milliseconds between two. Default: 5,000. */
  readonly everyMs?: number
  /** Milliseconds after which the answer goes on. Default: never. */
  readonly forMs?: number
}

/** A whole answer under a wrong label. */
export interface ContentTypeFault {
  readonly how: 'content-type'
  /** Default: `text/html; charset=utf-8`. */
  readonly contentType?: string
}

/** The answer itself: no content at all, or content that ends early for this reason. */
export interface AnswerFault {
  readonly how: 'empty' | 'length' | 'content-filter'
  /** Where the content ends, for `length` and `content-filter`. Default: half of it. */
  readonly at?: CutPoint
}

/** The answer takes longer; without a latency option it is the provider's realistic latency that is slowed down. */
export interface SlowFault {
  readonly how: 'slow'
  /** Factor on the time to the first token, and on a fixed latency. Default: 8. */
  readonly ttft?: number
  /** Factor on the tokens per second. Default: 0.25. */
  readonly speed?: number
}

/** Nothing happens: takes a place in a sequence. */
export interface PassFault {
  readonly how: 'pass'
}

/** What is broken, and how. */
export type FaultEffect =
  | ErrorFault
  | BreakFault
  | DripFault
  | KeepAliveFault
  | ContentTypeFault
  | AnswerFault
  | SlowFault
  | PassFault

/** Which exchanges are hit; all conditions that are given must hold. Without any, every exchange is. */
export interface FaultWhen {
  /** Only the next so many exchanges that it fits. */
  readonly next?: number
  /** Only each n-th exchange that it fits. */
  readonly every?: number
  /** Chance from 0 to 1, drawn from the exchange's own seed. */
  readonly probability?: number
  /** Milliseconds since the start of the simulation's clock: from the first on, until before the second. */
  readonly between?: readonly [fromMs: number, untilMs: number]
  /** Decides by the milliseconds since the start of the simulation's clock. */
  readonly during?: (elapsedMs: number) => boolean
  /** What a rule's match is: text, RegExp, conditions (model, prompt, tools, stream, …) or a function. */
  readonly when?: Match
  /** The API key that asks. */
  readonly key?: string
  /** Name of the provider. */
  readonly provider?: string
}

/** A fault with its conditions. */
export type FaultRule = FaultEffect & FaultWhen

/** What `llm.fault(…)` takes: an error kind, or a fault with its place and its conditions. */
export type Fault = ErrorKind | FaultRule

/** A fault that was asked for. */
export interface FaultHandle {
  /** Exchanges hit so far. */
  readonly struck: number
  /** Takes the fault back; what it has broken stays broken. */
  stop(): void
}

/** Where a fault strikes if nothing else is said. */
export function placeOf(fault: FaultRule): FaultPlace {
  if ('at' in fault && fault.at !== undefined) return fault.at
  switch (fault.how) {
    case 'drip':
    case 'keep-alives':
      return 'headers'
    case 'end':
    case 'broken-utf8':
    case 'broken-json':
    case 'duplicate':
    case 'reorder':
    case 'length':
    case 'content-filter':
      return HALF
    default:
      return 'start'
  }
}

const HALF = { share: 0.5 }

/** A fault in a few words, for the journal. */
export function describeFault(fault: FaultRule): string {
  const how = fault.how ?? 'error'
  const kind = how === 'error' && 'kind' in fault && fault.kind !== undefined ? ` ${fault.kind}` : ''
  const at = placeOf(fault)
  const place = at === 'start' ? '' : ` at ${typeof at === 'string' ? at : JSON.stringify(at)}`
  return `Fault: ${how}${kind}${place}`
}
