import { toolCallsOf, type Completion, type ContentPart, type ToolCallPart } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import { drawUuid } from '../../../src/ids.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import type { FinishPart, PartDelta, StreamPart } from '../../../src/stream.ts'
import { errorMessage } from '../errors.ts'
import { wireCallId } from '../tool-call-id.ts'
import { isUnsaid, planOf, planPieces } from '../tool-plan.ts'
import { citationsOf, type PlacedCitation } from './citations.ts'
import { FINISH_REASON, isBlock } from './encode.ts'
import { wireUsage } from './usage.ts'

type Answered = ChatExchange & { readonly outcome: Completion }

/** The encoder of one stream (section 4). */
export function encodeStream(exchange: Answered): StreamEncoder {
  const encoder = new ChatStream(exchange)
  return (part) => encoder.encode(part)
}

class ChatStream {
  private readonly exchange: Answered
  private readonly isCalling: boolean
  private blocks = 0
  private calls = 0
  private cited = 0
  /** Citations of the open text that have not been sent. */
  private waiting: readonly PlacedCitation[] = []
  private sentUnits = 0

  constructor(exchange: Answered) {
    this.exchange = exchange
    this.isCalling = toolCallsOf(exchange.outcome).length > 0
  }

  encode(part: StreamPart): readonly WireEvent[] {
    switch (part.type) {
      case 'start':
        return [this.start()]
      case 'part-start':
        return this.partStart(part.part)
      case 'part-delta':
        return this.delta(part)
      case 'part-end':
        return this.partEnd(part.part)
      case 'finish':
        return this.finish(part)
      case 'keep-alive':
        return []
      case 'error':
        return [this.end({ error: errorMessage(part.error, this.exchange), finish_reason: 'ERROR' })]
    }
  }

  private start(): WireEvent {
    const message = { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] }
    const data = { id: drawUuid(this.exchange.seed, 'chat'), type: 'message-start', delta: { message } }
    return { event: 'message-start', data: JSON.stringify(data) }
  }

  private partStart(part: ContentPart): readonly WireEvent[] {
    if (part.type === 'tool-call') return this.callStart(part)
    if (part.type === 'reasoning') return [this.content('content-start', { type: 'thinking', thinking: '' })]
    if (!isBlock(part, this.isCalling)) return []
    this.waiting = part.type === 'text' ? citationsOf(this.exchange, part, this.blocks) : []
    this.sentUnits = 0
    return [this.content('content-start', { type: 'text', text: '' })]
  }

  private callStart({ id, name }: Pick<ToolCallPart, 'id' | 'name'>): readonly WireEvent[] {
    const { outcome, request } = this.exchange
    const plan = this.calls === 0 && isUnsaid(outcome) ? planPieces(planOf(outcome, request)) : []
    const call = { id: wireCallId({ id, name }), type: 'function', function: { name, arguments: '' } }
    return [...plan.map((piece) => this.planDelta(piece)), this.call('tool-call-start', call)]
  }

  private delta({ part, delta }: PartDelta): readonly WireEvent[] {
    if (part.type === 'tool-call') return [this.call('tool-call-delta', { function: { arguments: delta } })]
    if (part.type === 'reasoning') return [this.content('content-delta', { thinking: delta })]
    if (part.type !== 'text' && part.type !== 'refusal') return []
    if (this.isCalling) return [this.planDelta(delta)]
    this.sentUnits += delta.length
    return [this.content('content-delta', { text: delta }), ...this.due(this.sentUnits)]
  }

  private partEnd(part: ContentPart): readonly WireEvent[] {
    if (part.type === 'tool-call') return [event('tool-call-end', { type: 'tool-call-end', index: this.calls++ })]
    if (!isBlock(part, this.isCalling)) return []
    const rest = part.type === 'reasoning' ? [] : this.due(Number.POSITIVE_INFINITY)
    return [...rest, event('content-end', { type: 'content-end', index: this.blocks++ })]
  }

  private finish({ finishReason }: FinishPart): readonly WireEvent[] {
    return [this.end({ finish_reason: FINISH_REASON[finishReason] }), { data: '[DONE]' }]
  }

  private end(delta: object): WireEvent {
    return event('message-end', {
      type: 'message-end',
      delta: { ...delta, usage: wireUsage(this.exchange, this.cited) },
    })
  }

  /** Citations whose text has been sent. */
  private due(units: number): readonly WireEvent[] {
    const ready = this.waiting.filter(({ endsAt }) => endsAt <= units)
    this.waiting = this.waiting.filter(({ endsAt }) => endsAt > units)
    return ready.flatMap(({ wire }) => {
      const index = this.cited++
      const start = { type: 'citation-start', index, delta: { message: { citations: wire } } }
      return [event('citation-start', start), event('citation-end', { type: 'citation-end', index })]
    })
  }

  private content(type: string, content: object): WireEvent {
    return event(type, { type, index: this.blocks, delta: { message: { content } } })
  }

  private call(type: string, toolCalls: object): WireEvent {
    return event(type, { type, index: this.calls, delta: { message: { tool_calls: toolCalls } } })
  }

  private planDelta(piece: string): WireEvent {
    return event('tool-plan-delta', { type: 'tool-plan-delta', delta: { message: { tool_plan: piece } } })
  }
}

function event(name: string, data: object): WireEvent {
  return { event: name, data: JSON.stringify(data) }
}
