import { textOf, toolCallsOf } from '../../../src/completion.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import type { PartDelta, StreamPart, FinishPart } from '../../../src/stream.ts'
import { citationsOf } from '../chat/citations.ts'
import { errorMessage } from '../errors.ts'
import { isUnsaid, planOf, planPieces } from '../tool-plan.ts'
import { encodeV1, FINISH_REASON, generationId, wireCall, wireCitation, type AnsweredV1 } from './encode.ts'

/** The encoder of one stream: one JSON text a line, each with its `event_type` (section 8). */
export function encodeStreamV1(exchange: AnsweredV1): StreamEncoder {
  const calls = toolCallsOf(exchange.outcome)
  const { request, outcome } = exchange
  let call = -1
  const delta = ({ part, delta: text }: PartDelta): readonly WireEvent[] => {
    if (part.type === 'tool-call')
      return [line('tool-calls-chunk', { tool_call_delta: { index: call, parameters: text } })]
    if (part.type !== 'text' && part.type !== 'refusal') return []
    return [line(calls.length > 0 ? 'tool-calls-chunk' : 'text-generation', { text })]
  }
  const start = (): readonly WireEvent[] => {
    const documents = request.sources.flatMap(({ wire }) => (wire.type === 'document' ? [wire.document] : []))
    const results = documents.length === 0 ? [] : [line('search-results', { documents })]
    return [line('stream-start', { generation_id: generationId(exchange) }), ...results]
  }
  return (part: StreamPart): readonly WireEvent[] => {
    switch (part.type) {
      case 'start':
        return start()
      case 'part-start': {
        if (part.part.type !== 'tool-call') return []
        const plan = ++call === 0 && isUnsaid(outcome) ? planPieces(planOf(outcome, request)) : []
        const named = line('tool-calls-chunk', { tool_call_delta: { index: call, name: part.part.name } })
        return [...plan.map((text) => line('tool-calls-chunk', { text })), named]
      }
      case 'part-delta':
        return delta(part)
      case 'finish':
        return finish(exchange, part)
      case 'error':
        return [line('stream-end', { finish_reason: 'ERROR', error: errorMessage(part.error, exchange) }, true)]
      case 'part-end':
      case 'keep-alive':
        return []
    }
  }
}

function finish(exchange: AnsweredV1, { finishReason }: FinishPart): readonly WireEvent[] {
  const { outcome, request } = exchange
  const calls = toolCallsOf(outcome)
  const citations = calls.length > 0 ? [] : citationsOf(exchange, { text: textOf(outcome) }, 0)
  const called = { text: planOf(outcome, request), tool_calls: calls.map(wireCall) }
  const end = { response: encodeV1(exchange), finish_reason: FINISH_REASON[finishReason] }
  return [
    ...citations.map(({ wire }) => line('citation-generation', { citations: [wireCitation(wire)] })),
    ...(calls.length === 0 ? [] : [line('tool-calls-generation', called)]),
    line('stream-end', end, true),
  ]
}

function line(type: string, data: object, isFinished = false): WireEvent {
  return { event: type, data: JSON.stringify({ is_finished: isFinished, event_type: type, ...data }) }
}
