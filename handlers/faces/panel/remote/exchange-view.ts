import type { ContentPart } from '../../../../src/completion.ts'
import { requestHeaders, withoutKey } from '../request-without-keys.ts'
import { failureOf } from '../figures.ts'
import type { PanelExchange, PanelSimulation } from '../panel-simulation.ts'

import type { ExchangeView } from './message.ts'

type Gate = Pick<PanelSimulation['streams'], 'isPaused'>

/** A body larger than this, in characters of JSON, is not sent to panels. */
const LARGEST_BODY = 65_536

/** What of an exchange can change while it runs. */
export function changingView(exchange: PanelExchange, streams: Gate) {
  const { id, schedule, usage, costUsd, status, state, note, sent, rule } = exchange
  const error = failureOf(exchange)
  const content = contentOf(exchange)
  return {
    id,
    schedule: { headersMs: schedule.headersMs, ttftMs: schedule.ttftMs, totalMs: schedule.totalMs },
    usage,
    costUsd,
    status,
    state,
    note: note ?? null,
    error: error ? { kind: error.kind, message: error.message } : null,
    content,
    sent: state === 'complete' && content ? ('all' as const) : sent,
    hasRule: rule !== undefined,
    isPaused: isOpen(exchange) && streams.isPaused(exchange),
  }
}

/** All of an exchange, as JSON can hold it. */
export function wholeView(exchange: PanelExchange, streams: Gate): ExchangeView {
  const { provider, endpoint, operation, receivedAtMs, request, url, method, body, prompt } = exchange
  const isLarge = (JSON.stringify(body)?.length ?? 0) > LARGEST_BODY
  return {
    provider,
    endpoint,
    operation,
    receivedAtMs,
    request: { model: request.model },
    url: withoutKey(url),
    method,
    body: isLarge ? undefined : body,
    prompt,
    headers: requestHeaders(exchange.headers),
    ...changingView(exchange, streams),
  }
}

/** Whether something of it is still to come. */
export function isOpen({ state }: Pick<PanelExchange, 'state'>): boolean {
  return state === 'pending' || state === 'streaming'
}

function contentOf({ operation, outcome, error, state }: PanelExchange): readonly ContentPart[] | undefined {
  if (operation !== 'chat' || error || state === 'pending') return undefined
  return (outcome as { readonly content?: readonly ContentPart[] }).content
}
