import { textOf, toolCallsOf, type Completion } from '../../../../src/completion.ts'
import type { PanelExchange } from '../panel-simulation.ts'
import type { ExchangePatch } from './message.ts'

/** An exchange of a simulation that runs elsewhere: stays the same object while it changes. */
export type RemoteExchange = { -readonly [Name in keyof PanelExchange]: PanelExchange[Name] } & { isPaused: boolean }

/** The exchange that its first patch tells. */
export function remoteExchange(whole: ExchangePatch): RemoteExchange {
  const exchange = {
    note: undefined,
    error: undefined,
    body: undefined,
    rule: undefined,
    outcome: undefined,
    text: '',
    toolCalls: [],
    sent: [],
  }
  return patched(exchange as unknown as RemoteExchange, whole)
}

/** Whether a patch tells a whole exchange. */
export function isWhole({ provider }: ExchangePatch): boolean {
  return provider !== undefined
}

/** Puts what has changed into the exchange. */
export function patched(exchange: RemoteExchange, patch: ExchangePatch): RemoteExchange {
  const { headers, content, sent, hasRule, note, error, ...same } = patch
  Object.assign(exchange, same)
  if (note !== undefined) exchange.note = note ?? undefined
  if (error !== undefined) exchange.error = error ?? undefined
  if (headers) exchange.headers = new Headers(headers)
  if (hasRule !== undefined) exchange.rule = hasRule ? {} : undefined
  if (content) {
    const outcome = { content } as Completion
    exchange.outcome = outcome
    exchange.text = textOf(outcome)
    exchange.toolCalls = toolCallsOf(outcome)
  }
  if (sent !== undefined) exchange.sent = sent === 'all' ? (exchange.outcome as Completion).content : sent
  return exchange
}
