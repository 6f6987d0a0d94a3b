import type { Completion } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import type { ResolvedModel } from '../../../src/models.ts'
import type { Call } from '../../../src/provider.ts'
import type { Random } from '../../../src/random.ts'
import type { CompletionRequest } from '../../../src/request.ts'
import type { Cut, FinishPart, StreamPart } from '../../../src/stream.ts'
import type { Tokenizer } from '../../../src/tokens/tokenizer.ts'

export type AnsweredChat = ChatExchange & { readonly outcome: Completion }

/** A request as one model's own format has it. */
export interface NativeCall {
  readonly call: Call
  /** The body, an object. */
  readonly body: Readonly<Record<string, unknown>>
  /** The model as the path names it. */
  readonly asked: string
  readonly resolved: ResolvedModel
}

/** The format that a family of models takes and gives in InvokeModel. */
export interface NativeDialect {
  parse(native: NativeCall): CompletionRequest
  encode(exchange: AnsweredChat): unknown
  /** The events of a stream, without the transport's frame. */
  encodeStream(exchange: AnsweredChat): (part: StreamPart) => readonly object[]
  cut?(exchange: ChatExchange, tokenizer: Tokenizer, random: Random): Cut
}

/** What a piece of a stream is made of; `finish` on the last one. */
export interface Piece {
  readonly text: string
  /** Tokens so far, this piece included. */
  readonly tokens: number
  readonly isFirst: boolean
  readonly finish: FinishPart | undefined
}

/** An encoder of formats whose last piece carries the end: each text leaves when the next one, or the end, has come. */
export function pieces(write: (piece: Piece) => object): (part: StreamPart) => readonly object[] {
  let held: string | undefined
  let tokens = 0
  let isFirst = true
  const give = (finish?: FinishPart): readonly object[] => {
    const event = write({ text: held ?? '', tokens, isFirst, finish })
    isFirst = false
    return [event]
  }
  return (part) => {
    if (part.type === 'finish') return give(part)
    if (part.type !== 'part-delta' || (part.part.type !== 'text' && part.part.type !== 'refusal')) return []
    const events = held === undefined ? [] : give()
    held = part.delta
    tokens += part.tokens
    return events
  }
}
