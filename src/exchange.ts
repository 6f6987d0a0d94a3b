import {
  NO_USAGE,
  textOf,
  toolCallsOf,
  type Completion,
  type ContentPart,
  type ToolCallPart,
  type Usage,
} from './completion.ts'
import { ApiError } from './errors.ts'
import type { FaultRule } from './faults/fault.ts'
import type { ResolvedModel } from './models.ts'
import type { Meter } from './rate-limit.ts'
import { promptOf, type CompletionRequest, type OperationRequest } from './request.ts'
import type { Seed } from './random.ts'
import type { Rule } from './reply/rule.ts'
import type { Verbatim } from './replay/verbatim.ts'
import type { RequestOptions } from './request-options.ts'
import { describeExchange, exchangeJson, type ExchangeJson } from './exchange-text.ts'

/** Where an exchange stands: `aborted` by the client, `cut` by a fault. */
export type ExchangeState = 'pending' | 'streaming' | 'complete' | 'aborted' | 'cut'

/** When what leaves, in milliseconds after the request came. */
export interface Schedule {
  /** Response headers. */
  readonly headersMs: number
  /** First content. */
  readonly ttftMs: number
  /** Last byte. */
  readonly totalMs: number
  /** One time per stream part; absent where everything leaves at once. */
  readonly partsMs?: Float64Array
}

/** What any operation answers. Operations that count nothing have no usage. */
export interface OperationResult {
  readonly usage?: Usage
}

/**
 * One simulated call with its answer: what flows through the pipeline and what the journal keeps.
 *
 * Its outcome is decided before the first byte leaves. A stream that ends early moves `state`, and `usage` and `costUsd` to what was sent.
 */
export interface Exchange<R extends OperationRequest = OperationRequest, O extends OperationResult = OperationResult> {
  /** `ex_` and its number in order of arrival, from 1. */
  readonly id: string
  readonly provider: string
  /** Provider and dialect, for instance `openai.chat`. */
  readonly endpoint: string
  readonly operation: R['operation']
  /** The start of all that is random in this exchange. */
  readonly seed: Seed
  /** Milliseconds since the epoch, by the simulation's clock. */
  readonly receivedAtMs: number
  readonly request: R
  /** Name of the host that the request was sent to; empty for direct calls. */
  readonly host: string
  /** Address of the request, which may hold a key in its query; empty for direct calls. */
  readonly url: string
  /** Path of the request, without the query; empty for direct calls. */
  readonly path: string
  /** HTTP method of the request; empty for direct calls. */
  readonly method: string
  /** The body as it came, where it is JSON. */
  readonly body: unknown
  /** Headers of the request; empty for direct calls. */
  readonly headers: Headers
  readonly model: ResolvedModel | undefined
  readonly outcome: O | ApiError
  readonly schedule: Schedule
  readonly usage: Usage
  readonly costUsd: number
  /** HTTP status of the answer. */
  readonly status: number
  readonly state: ExchangeState
  /** The limiter's meters as this exchange left them; empty where it was not counted. */
  readonly limits: readonly Meter[]
  readonly tag: string | undefined
  /** Name of the scope that the request belongs to. */
  readonly scope: string | undefined
  /** The rule that answered. */
  readonly rule: Rule | undefined
  /** For the developer: why the answer is what it is (a fault, a rule, what to mend in a refused request). */
  readonly note: string | undefined
  /** Whether it is a line of a batch: outside of the limits, at the batch's price. */
  readonly isBatched: boolean
  /** The fault that struck, as it was asked for. */
  readonly fault: FaultRule | undefined
  /** Last user text. */
  readonly prompt: string
  /** Text of the answer; empty for errors. */
  readonly text: string
  readonly toolCalls: readonly ToolCallPart[]
  /** What has left of the answer so far; of a stream it grows, and stays where it was broken off. Of several choices the first. */
  readonly sent: readonly ContentPart[]
  /** The error that was answered. */
  readonly error: ApiError | undefined
  /** Plain data without keys and cookies: what `JSON.stringify` and snapshots show. */
  toJSON(): ExchangeJson
  /** One line: who was asked what, and what came of it. */
  toString(): string
}

/** An exchange about a completion. */
export type ChatExchange = Exchange<CompletionRequest, Completion>

/** What is known of an exchange before it is answered. */
export interface ExchangeStart extends Pick<
  Exchange,
  | 'id'
  | 'provider'
  | 'endpoint'
  | 'operation'
  | 'seed'
  | 'receivedAtMs'
  | 'request'
  | 'host'
  | 'url'
  | 'path'
  | 'method'
  | 'body'
  | 'headers'
  | 'scope'
> {
  /** What the request's own headers ask for. */
  readonly asked: RequestOptions
}

/** How far a stream has come. */
export interface Progress {
  /** Stream parts that have left. */
  parts: number
  /** What they amount to. */
  content(): readonly ContentPart[]
}

const PENDING = new ApiError('server_error', 'This exchange has not been answered yet.')

/** The record that the pipeline fills; outside of it, it is read as an {@link Exchange}. */
export class ExchangeRecord implements Exchange {
  readonly id: string
  readonly provider: string
  readonly endpoint: string
  readonly operation: string
  readonly seed: Seed
  readonly receivedAtMs: number
  readonly host: string
  readonly url: string
  readonly path: string
  readonly method: string
  readonly body: unknown
  readonly headers: Headers
  /** What the request's own headers ask for. */
  readonly asked: RequestOptions
  readonly scope: string | undefined
  readonly tag: string | undefined
  rule: Rule | undefined
  /** The recorded bytes that are sent in place of encoded ones. */
  verbatim: Verbatim | undefined
  request: OperationRequest
  model: ResolvedModel | undefined
  outcome: OperationResult | ApiError = PENDING
  schedule: Schedule = { headersMs: 0, ttftMs: 0, totalMs: 0 }
  usage: Usage = NO_USAGE
  costUsd = 0
  status = 0
  state: ExchangeState = 'pending'
  limits: readonly Meter[] = []
  note: string | undefined
  isBatched = false
  fault: FaultRule | undefined
  /** The journal's life in which it was opened. */
  life: object | undefined
  /** Of a stream under way. */
  progress: Progress | undefined
  /** What had left of a stream that was broken off. */
  left: readonly ContentPart[] | undefined

  constructor(start: ExchangeStart) {
    this.id = start.id
    this.provider = start.provider
    this.endpoint = start.endpoint
    this.operation = start.operation
    this.seed = start.seed
    this.receivedAtMs = start.receivedAtMs
    this.request = start.request
    this.host = start.host
    this.url = start.url
    this.path = start.path
    this.method = start.method
    this.body = start.body
    this.headers = start.headers
    this.asked = start.asked
    this.tag = start.asked.tag
    this.scope = start.scope
  }

  get prompt(): string {
    return isChat(this) ? promptOf(this.request) : ''
  }

  get text(): string {
    return isAnsweredChat(this) ? textOf(this.outcome) : ''
  }

  get toolCalls(): readonly ToolCallPart[] {
    return isAnsweredChat(this) ? toolCallsOf(this.outcome) : []
  }

  get sent(): readonly ContentPart[] {
    if (this.progress) return this.progress.content()
    if (this.left) return this.left
    return this.state === 'complete' && isAnsweredChat(this) ? this.outcome.content : []
  }

  get error(): ApiError | undefined {
    return this.outcome instanceof ApiError ? this.outcome : undefined
  }

  toJSON(): ExchangeJson {
    return exchangeJson(this)
  }

  toString(): string {
    return describeExchange(this)
  }
}

/**
 * Whether an exchange asks for a completion; narrows its type.
 *
 * @example
 * await ask('How deep is the sea?')
 * expect(llm.exchanges.filter(isChat).map(({ request }) => request.messages.length)).toEqual([1])
 */
export function isChat(exchange: Exchange): exchange is ChatExchange {
  return exchange.operation === 'chat'
}

/**
 * Whether an exchange was answered with a completion; narrows its outcome too.
 *
 * @example
 * await ask('How deep is the sea?')
 * expect(llm.exchanges.filter(isAnsweredChat).map(({ outcome }) => outcome.finishReason)).toEqual(['stop'])
 */
export function isAnsweredChat(exchange: Exchange): exchange is ChatExchange & { readonly outcome: Completion } {
  return isChat(exchange) && !(exchange.outcome instanceof ApiError)
}
