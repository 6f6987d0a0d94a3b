import type { Completion, ServerToolPart } from '../../../src/completion.ts'
import type { ApiError } from '../../../src/errors.ts'
import type { Exchange } from '../../../src/exchange.ts'
import type { Framing } from '../../../src/framing/framing.ts'
import type { Call, Endpoint, Voice } from '../../../src/provider.ts'
import type { ResponseIds } from './ids.ts'
import type { ItemContext, PlannedItem } from './planned-item.ts'
import type { ResponsesRequest } from './to-request.ts'

export type ResponsesExchange = Exchange<ResponsesRequest, Completion> & { readonly outcome: Completion }

/** Where a response stands when it is written. */
export type Stage = 'queued' | 'in_progress' | 'cancelled' | 'done'

/** What later requests may refer to; `previous` is the response that a request continues. */
export type Kept = 'previous' | 'response' | 'item'

/** What a stream says as it breaks. */
export interface Failure {
  /** Members of the `error` event besides its type and number. */
  readonly event: Readonly<Record<string, unknown>>
  /** Members of the failed response, `error` among them. */
  readonly response: Readonly<Record<string, unknown>>
}

/** What one provider does its own way in the Responses API; OpenAI itself is the first profile. */
export interface ResponsesProfile extends Voice {
  /** Name of the dialect. Default: `responses`. */
  readonly name?: string
  /** Path below the base URL. Default: `/responses`. */
  readonly path?: string
  /** Content type of unary answers. Default: `application/json`. */
  readonly contentType?: string
  /** Default: server-sent events. */
  readonly framing?: Framing
  parse(call: Call): ResponsesRequest
  readonly ids: ResponseIds
  /** The response object, keys in the order of the wire; `isEvent` inside a stream. */
  response(exchange: ResponsesExchange, stage: Stage, output: readonly object[], isEvent: boolean): object
  /** A last touch on an output item: further members, another order. */
  item?(item: object, exchange: ResponsesExchange): object
  /** The item of a tool that the provider runs. Default: OpenAI's. */
  hosted?(part: ServerToolPart, context: ItemContext): PlannedItem
  /** An event's members in the order of the wire. Default: `type` first, the others by name. */
  event?(type: string, fields: Readonly<Record<string, unknown>>): object
  /** Whether deltas are padded unless the request says no; `empty`: always, with nothing. */
  readonly obfuscates: boolean | 'empty'
  /** Where reasoning shows: as a summary on request, or as it is in `content`. */
  readonly reasoning: 'summary' | 'content'
  /** Whether message items say in which phase they are. Default: never. */
  hasPhase?(exchange: ResponsesExchange): boolean
  /** Whether the end of a call's arguments repeats its name. Default: no. */
  readonly namesCalls?: true
  /** What follows the last event. Default: nothing. */
  readonly done?: string
  /** A unary body as text. */
  writeBody(body: object): string
  /** An event's data as text. */
  writeEvent(event: object): string
  /** What breaks a stream in the provider's words. Default: OpenAI's. */
  failure?(error: ApiError, exchange: ResponsesExchange): Failure
  /** The refusal of a reference to what is not kept (or no longer). Default: OpenAI's. */
  missing?(what: Kept, id: string): ApiError
  /** False where no response is kept for later requests. Default: each that the request does not except. */
  readonly keeps?: false
  /** How deltas are cut. Default: one token each. */
  readonly cut?: NonNullable<Endpoint<ResponsesRequest, Completion>['cut']>
}
