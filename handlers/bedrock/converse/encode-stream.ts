import type { Completion, ReasoningPart, ServerToolPart } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import type { FinishPart, PartDelta, StreamPart } from '../../../src/stream.ts'
import { exceptionEvent } from '../errors.ts'
import { converseGuardrail } from '../guardrail.ts'
import { paddings } from '../padding.ts'
import { traitsOf } from '../models.ts'
import { citationOf, isBlock, proofOf, redactedOf, resultContent, toolStart } from './blocks.ts'
import { additionalFields, metricsOf, servedAs, stopReasonOf, stopTail, STOP_REASON, usageOf, wireOf } from './usage.ts'

/** The encoder of one ConverseStream. */
export function encodeStream(exchange: ChatExchange & { readonly outcome: Completion }): StreamEncoder {
  const encoder = new ConverseStream(exchange)
  return (part) => encoder.encode(part)
}

type Started = Extract<StreamPart, { readonly type: 'part-start' }>
type Ended = Extract<StreamPart, { readonly type: 'part-end' }>

/** Members after `p` in the alphabet stand behind it: `rest`. */
interface Payload {
  readonly head?: object
  readonly rest?: object
}

class ConverseStream {
  private readonly exchange: ChatExchange & { readonly outcome: Completion }
  private readonly padding: () => string
  private block = 0

  constructor(exchange: ChatExchange & { readonly outcome: Completion }) {
    this.exchange = exchange
    this.padding = paddings(exchange.seed)
  }

  encode(part: StreamPart): readonly WireEvent[] {
    switch (part.type) {
      case 'start':
        return [this.event('messageStart', { rest: { role: 'assistant' } })]
      case 'part-start':
        return isBlock(part.part) ? this.start(part) : []
      case 'part-delta':
        return isBlock(part.part) ? this.textDelta(part) : []
      case 'part-end':
        return isBlock(part.part) ? this.end(part) : []
      case 'finish':
        return this.finish(part)
      case 'keep-alive':
        return []
      case 'error':
        return [exceptionEvent(part.error, this.exchange)]
    }
  }

  /** Text and reasoning open with their first delta; tool calls alone have an event for it [3.1]. */
  private start({ part, index }: Started): readonly WireEvent[] {
    if (part.type === 'tool-call') {
      const opened = this.opened({ toolUse: toolStart(this.exchange, part) })
      // Claude's first fragment is empty; other models send the whole input at once (recorded).
      return traitsOf(this.exchange.model!.model).family === 'claude'
        ? [opened, this.delta({ toolUse: { input: '' } })]
        : [opened]
    }
    if (part.type === 'server-tool') return this.serverTool(part)
    if (part.type !== 'reasoning') return []
    const redactedContent = redactedOf(this.exchange, part, index)
    return redactedContent === undefined ? [] : [this.delta({ reasoningContent: { redactedContent } })]
  }

  private textDelta({ part, index, delta }: PartDelta): readonly WireEvent[] {
    if (part.type === 'tool-call') return [this.delta({ toolUse: { input: delta } })]
    if (part.type === 'server-tool') return []
    if (part.type !== 'reasoning') return [this.delta({ text: delta })]
    return redactedOf(this.exchange, part, index) === undefined
      ? [this.delta({ reasoningContent: { text: delta } })]
      : []
  }

  private end({ part, index }: Ended): readonly WireEvent[] {
    const { exchange } = this
    const last: WireEvent[] = []
    if (part.type === 'text') {
      for (const one of part.citations ?? []) last.push(this.delta({ citation: citationOf(one) }))
      const tail = index === exchange.outcome.content.length - 1 ? stopTail(exchange, exchange.outcome) : ''
      if (tail !== '') last.push(this.delta({ text: tail }))
    }
    if (part.type === 'reasoning') last.push(...this.signature(part, index))
    return [...last, this.stopped()]
  }

  private signature(part: ReasoningPart, index: number): readonly WireEvent[] {
    if (redactedOf(this.exchange, part, index) !== undefined) return []
    const signature = proofOf(this.exchange, part, index)
    return signature === undefined ? [] : [this.delta({ reasoningContent: { signature } })]
  }

  /** The call in one block, its result in the next; the end of the part closes that one (recorded). */
  private serverTool({ id, name, arguments: input, result, isError }: ServerToolPart): readonly WireEvent[] {
    const use = [
      this.opened({ toolUse: { name, toolUseId: id, type: 'server_tool_use' } }),
      this.delta({ toolUse: { input } }),
      this.stopped(),
    ]
    const status = isError ? 'error' : 'success'
    const opened = this.opened({ toolResult: { status, toolUseId: id, type: `${name}_result` } })
    return [...use, opened, this.delta({ toolResult: resultContent(result) })]
  }

  private finish({ finishReason, stopSequence }: FinishPart): readonly WireEvent[] {
    const { exchange } = this
    const { stopReason = stopReasonOf(exchange, finishReason), ...trace } = converseGuardrail(
      exchange,
      wireOf(exchange),
    )
    const native = { delta: { stop_reason: STOP_REASON[finishReason], stop_sequence: stopSequence ?? null } }
    const stop = {
      head: additionalFields(exchange, native),
      rest: { stopReason },
    }
    const end = {
      head: { metrics: metricsOf(exchange) },
      rest: { ...servedAs(exchange), ...trace, usage: usageOf(exchange, true) },
    }
    return [this.event('messageStop', stop), this.event('metadata', end)]
  }

  private opened(start: object): WireEvent {
    return this.event('contentBlockStart', { head: { contentBlockIndex: this.block }, rest: { start } })
  }

  private delta(delta: object): WireEvent {
    return this.event('contentBlockDelta', { head: { contentBlockIndex: this.block, delta } })
  }

  private stopped(): WireEvent {
    return this.event('contentBlockStop', { head: { contentBlockIndex: this.block++ } })
  }

  private event(event: string, { head, rest }: Payload): WireEvent {
    return { event, data: JSON.stringify({ ...head, p: this.padding(), ...rest }) }
  }
}
