import { textOf, toolCallsOf, type Completion, type FinishReason } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { drawUuid } from '../../../src/ids.ts'
import { citationsOf } from '../chat/citations.ts'
import type { WireCitation } from '../chat/wire.ts'
import { tokenCounts } from '../chat/usage.ts'
import { warningOf } from '../resolve-model.ts'
import { planOf } from '../tool-plan.ts'
import type { ChatRequestV1 } from './parse.ts'
import type { WireCallV1, WireTurn } from './wire.ts'

export type AnsweredV1 = ChatExchange & { readonly outcome: Completion; readonly request: ChatRequestV1 }

/** The words of the wire for each finish reason; calls are a complete answer here. */
export const FINISH_REASON: Record<FinishReason, string> = {
  stop: 'COMPLETE',
  'stop-sequence': 'STOP_SEQUENCE',
  length: 'MAX_TOKENS',
  'context-window': 'ERROR_LIMIT',
  'tool-calls': 'COMPLETE',
  'content-filter': 'ERROR_TOXIC',
  refusal: 'COMPLETE',
  error: 'ERROR',
}

/** The body of an answer; also what `stream-end` carries (recorded). */
export function encodeV1(exchange: AnsweredV1): object {
  const { outcome, request, seed } = exchange
  const calls = toolCallsOf(outcome).map(wireCall)
  const text = calls.length > 0 ? planOf(outcome, request) : textOf(outcome)
  const citations = calls.length > 0 ? [] : citationsOf(exchange, { text }, 0).map(({ wire }) => wire)
  const documents = request.sources.flatMap(({ wire }) => (wire.type === 'document' ? [wire.document] : []))
  return {
    response_id: drawUuid(seed, 'response'),
    text,
    generation_id: generationId(exchange),
    chat_history: historyOf(request, text, calls),
    finish_reason: FINISH_REASON[outcome.finishReason],
    meta: metaOf(exchange, citations.length),
    ...(citations.length === 0 ? {} : { citations: citations.map(wireCitation) }),
    ...(documents.length === 0 ? {} : { documents }),
    ...(calls.length === 0 ? {} : { tool_calls: calls }),
  }
}

export function generationId({ seed }: Pick<ChatExchange, 'seed'>): string {
  return drawUuid(seed, 'generation')
}

/** A citation as v1 has it: by the ids of its documents. */
export function wireCitation({ start, end, text, sources }: WireCitation): object {
  return { start, end, text, document_ids: sources.map(({ id }) => id) }
}

export function wireCall({ name, arguments: text }: { readonly name: string; readonly arguments: string }): WireCallV1 {
  return { name, parameters: parsed(text) }
}

/** Arguments that the token limit cut off are no JSON. */
function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

/** The turns that were sent, roles in capitals, and the new two. */
function historyOf({ wire }: ChatRequestV1, text: string, calls: readonly WireCallV1[]): readonly object[] {
  const { chat_history: history, message } = wire
  const said = (role: string, words: string) => ({ role, message: words })
  return [
    ...(history ?? []).map(turnOf),
    ...(message === '' ? [] : [said('USER', message)]),
    { ...said('CHATBOT', text), ...(calls.length === 0 ? {} : { tool_calls: calls }) },
  ]
}

/** A turn as it comes back: without what was null. */
function turnOf(turn: WireTurn): object {
  const kept = Object.fromEntries(Object.entries(turn).filter(([, value]) => value !== null))
  return { ...kept, role: turn.role.toUpperCase() }
}

function metaOf(exchange: AnsweredV1, citations: number): object {
  const warning = warningOf(exchange)
  return {
    api_version: { version: '1' },
    ...(warning === undefined ? {} : { warnings: [warning] }),
    ...tokenCounts(exchange, citations),
  }
}
