import type { FinishReason } from '../../../src/completion.ts'
import type { ResponsesExchange, ResponsesProfile } from './profile.ts'

/** When an item is written: as it begins, as it ends, inside the finished response. */
export type Moment = 'added' | 'done' | 'final'

/** An output item before it is written: which parts of the answer it is made of, and how it looks when. */
export interface PlannedItem {
  readonly kind: 'message' | 'reasoning' | 'function_call' | 'custom_tool_call' | 'hosted'
  readonly id: string
  /** Indices of its first and last part. */
  readonly first: number
  readonly last: number
  write(moment: Moment): object
  /** What a hosted tool reports between added and done. */
  readonly progress?: readonly HostedEvent[]
}

/** An event between the beginning and the end of a hosted item; `isDelta` marks the place of the pieces of its input. */
export interface HostedEvent {
  readonly name: string
  readonly fields?: Readonly<Record<string, unknown>>
  readonly isDelta?: boolean
}

/** What an item is written with. */
export interface ItemContext {
  readonly exchange: ResponsesExchange
  readonly profile: ResponsesProfile
  readonly isEvent: boolean
  readonly end: 'completed' | 'incomplete'
  readonly first: number
  readonly last: number
  /** Its place among the items. */
  readonly number: number
}

/** The id of the item in this place. */
export function idOf({ exchange, profile, number }: ItemContext, prefix: string): string {
  return profile.ids.item(exchange, prefix, `item ${number}`)
}

/** How an answer's end shows in the response's status. */
export const ENDS: Record<FinishReason, { readonly status: string; readonly reason?: string }> = {
  stop: { status: 'completed' },
  'stop-sequence': { status: 'completed' },
  'tool-calls': { status: 'completed' },
  refusal: { status: 'completed' },
  length: { status: 'incomplete', reason: 'max_output_tokens' },
  'context-window': { status: 'incomplete', reason: 'max_output_tokens' },
  'content-filter': { status: 'incomplete', reason: 'content_filter' },
  error: { status: 'failed' },
}
