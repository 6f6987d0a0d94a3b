import type { Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import { drawId, HEX } from '../../../src/ids.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import type { Seed } from '../../../src/random.ts'
import type { FinishPart, PartDelta, StreamPart } from '../../../src/stream.ts'
import { messageId } from '../ids.ts'
import {
  type BlockPart,
  citationsOf,
  isBlock,
  isOmitted,
  isRedacted,
  openedBlock,
  signatureOf,
  stopOf,
} from './blocks.ts'
import { containerOf } from './container.ts'
import { resultBlock, useBlock } from './server-blocks.ts'
import type { ContentBlock } from './wire-answer.ts'
import { errorBody } from './errors.ts'
import { remember } from './threads.ts'
import { iterationUsage } from './iterations.ts'
import { contextManagement, inputUsage, outputUsage, promptUsage, serverToolUsage, wireUsage } from './usage.ts'

/** Not padded, and spaced: written by another hand than the rest [3.1]. */
const PING: WireEvent = { event: 'ping', data: '{"type": "ping"}' }

const DELTA: Record<BlockPart['type'], string> = {
  text: '{"type":"text_delta","text":',
  reasoning: '{"type":"thinking_delta","thinking":',
  'tool-call': '{"type":"input_json_delta","partial_json":',
  'server-tool': '{"type":"input_json_delta","partial_json":',
}

/** The encoder of one stream. */
export function encodeStream(exchange: ChatExchange & { readonly outcome: Completion }): StreamEncoder {
  const encoder = new MessageStream(exchange)
  return (part) => encoder.encode(part)
}

class MessageStream {
  private readonly exchange: ChatExchange & { readonly outcome: Completion }
  private readonly padding: () => string
  private blocks = 0
  private hasPinged = false
  /** All of a delta event of the open block but its text. */
  private head = ''
  /** Whether the open block keeps its text to itself. */
  private isHidden = false

  constructor(exchange: ChatExchange & { readonly outcome: Completion }) {
    this.exchange = exchange
    this.padding = paddings(exchange.seed)
  }

  encode(part: StreamPart): readonly WireEvent[] {
    switch (part.type) {
      case 'start':
        return [this.messageStart()]
      case 'part-start':
        return isBlock(part.part) ? this.blockStart(part.part, part.index) : []
      case 'part-delta':
        return this.delta(part)
      case 'part-end':
        return isBlock(part.part) ? this.blockEnd(part.part, part.index) : []
      case 'finish':
        return this.finish(part)
      case 'keep-alive':
        return [PING]
      case 'error':
        return [{ event: 'error', data: JSON.stringify(errorBody(part.error, this.exchange, { details: null })) }]
    }
  }

  private messageStart(): WireEvent {
    const { exchange } = this
    const { usage, seed } = exchange
    const message = {
      model: exchange.model!.id,
      id: messageId(seed),
      type: 'message',
      role: 'assistant',
      content: [],
      stop_reason: null,
      stop_sequence: null,
      stop_details: null,
      usage: wireUsage(exchange, promptUsage(usage), {
        output_tokens: Math.min(sampledTokens(seed), usage.outputTokens),
      }),
    }
    return this.event('message_start', JSON.stringify({ type: 'message_start', message }))
  }

  private blockStart(part: BlockPart, index: number): readonly WireEvent[] {
    const at = this.blocks
    const { exchange } = this
    this.isHidden = part.type === 'reasoning' && (isRedacted(exchange, part) || isOmitted(exchange))
    this.head = `{"type":"content_block_delta","index":${at},"delta":${DELTA[part.type]}`
    const opened = openedBlock(exchange, part, index)
    if (!opened) return []
    // The first fragment of a call is always empty.
    const empty = part.type === 'tool-call' || part.type === 'server-tool' ? [this.textDelta('')] : []
    return [...this.opening(opened), ...empty, ...this.citations(part, index)]
  }

  private opening(block: ContentBlock): readonly WireEvent[] {
    const start = { type: 'content_block_start', index: this.blocks, content_block: block }
    return [this.event('content_block_start', JSON.stringify(start)), ...this.firstPing()]
  }

  private citations(part: BlockPart, index: number): readonly WireEvent[] {
    if (part.type !== 'text') return []
    const { citations = [] } = citationsOf(this.exchange, part, index)
    return citations.map((citation) => this.blockDelta({ type: 'citations_delta', citation }))
  }

  private delta({ part, delta }: PartDelta): readonly WireEvent[] {
    return isBlock(part) && !this.isHidden ? [this.textDelta(delta)] : []
  }

  private textDelta(text: string): WireEvent {
    return this.event('content_block_delta', `${this.head}${JSON.stringify(text)}}}`)
  }

  private blockEnd(part: BlockPart, index: number): readonly WireEvent[] {
    const { exchange } = this
    if (part.type === 'server-tool') {
      const used = useBlock(exchange, part, {}) ? [this.closing()] : []
      const result = resultBlock(exchange, part)
      return result ? [...used, ...this.opening(result), this.closing()] : used
    }
    if (part.type !== 'reasoning' || isRedacted(exchange, part)) return [this.closing()]
    return [this.blockDelta({ type: 'signature_delta', signature: signatureOf(exchange, part, index) }), this.closing()]
  }

  private blockDelta(delta: object): WireEvent {
    return this.event('content_block_delta', JSON.stringify({ type: 'content_block_delta', index: this.blocks, delta }))
  }

  private closing(): WireEvent {
    return this.event('content_block_stop', `{"type":"content_block_stop","index":${this.blocks++}}`)
  }

  private finish({ finishReason, stopSequence }: FinishPart): readonly WireEvent[] {
    const { exchange } = this
    const { content } = exchange.outcome
    remember(exchange)
    const end = {
      type: 'message_delta',
      delta: {
        ...stopOf({ finishReason, content, ...(stopSequence === undefined ? {} : { stopSequence }) }),
        ...containerOf(exchange),
      },
      usage: {
        ...inputUsage(exchange.usage),
        ...outputUsage(exchange, exchange.usage),
        ...serverToolUsage(exchange.outcome),
        ...iterationUsage(exchange),
      },
      ...contextManagement(exchange),
    }
    return [
      ...this.firstPing(),
      this.event('message_delta', JSON.stringify(end)),
      this.event('message_stop', '{"type":"message_stop"}'),
    ]
  }

  private firstPing(): readonly WireEvent[] {
    if (this.hasPinged) return []
    this.hasPinged = true
    return [PING]
  }

  /** An event with its padding: 0 to 15 spaces before the last brace. */
  private event(event: string, json: string): WireEvent {
    return { event, data: `${json.slice(0, -1)}${this.padding()}}` }
  }
}

const PADDINGS = Array.from({ length: 16 }, (_, length) => ' '.repeat(length))
const PER_DRAW = 64

/** The paddings of a stream one after another: a function of the seed and the event's place alone. */
function paddings(seed: Seed): () => string {
  let drawn = ''
  let index = 0
  return () => {
    const at = index++ % PER_DRAW
    if (at === 0) drawn = drawId(seed, `padding ${index}`, PER_DRAW, HEX)
    return PADDINGS[HEX.indexOf(drawn[at]!)]!
  }
}

/** Tokens that had been sampled when the stream began: 1 in most recordings, else up to 8. */
function sampledTokens(seed: Seed): number {
  return Number(drawId(seed, 'sampled', 1, '1111111112345678'))
}
