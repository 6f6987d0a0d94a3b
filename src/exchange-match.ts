import type { Exchange, ExchangeState } from './exchange.ts'
import { conversationOf, isMatching, mismatch, type MatchConditions, type TextMatch } from './reply/match.ts'

/** Conditions on an exchange: those of a rule, and what came of it. All that are given must hold. */
export interface ExchangeConditions extends MatchConditions {
  /** HTTP status of the answer. */
  readonly status?: number
  readonly state?: ExchangeState
  /** Header `x-msw-llm-tag` of the request. */
  readonly tag?: string
  /** Text of the answer. */
  readonly answer?: TextMatch
  /** Name of a tool that the answer calls. */
  readonly toolCall?: string
}

/** What `llm.filter` and `llm.waitFor` take: text looked for in the last user text, conditions, or a function. */
export type ExchangeMatch = TextMatch | ExchangeConditions | ((exchange: Exchange) => boolean)

/** Whether an exchange is what is looked for. */
export function isExchange(match: ExchangeMatch, exchange: Exchange): boolean {
  if (typeof match === 'function') return match(exchange)
  const request = conversationOf(exchange)
  if (typeof match === 'string' || match instanceof RegExp) return mismatch(match, request, exchange) === undefined
  const { status, state, tag, answer, toolCall, ...asked } = match
  return (
    (status === undefined || exchange.status === status) &&
    (state === undefined || exchange.state === state) &&
    (tag === undefined || exchange.tag === tag) &&
    (answer === undefined || isMatching(answer, exchange.text)) &&
    (toolCall === undefined || exchange.toolCalls.some(({ name }) => name === toolCall)) &&
    mismatch(asked, request, exchange) === undefined
  )
}

/** Whether the match itself says in which state an exchange is to be. */
export function hasState(match: ExchangeMatch): boolean {
  return typeof match === 'object' && 'state' in match && match.state !== undefined
}
