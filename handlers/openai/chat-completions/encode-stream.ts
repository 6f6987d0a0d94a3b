import { choicesOf, toolCallsOf, type ContentPart } from '../../../src/completion.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import type { FinishPart, PartDelta, StreamPart } from '../../../src/stream.ts'
import type { CallPlace, ChatChunks, ChatExchange, ChatProfile } from './profile.ts'

/** Writes a stream in a profile's chunks: the constant text around a part's deltas is made once, each delta is spliced in. */
export function encodeStream(exchange: ChatExchange, profile: ChatProfile): StreamEncoder {
  const encoder = new ChatStream(exchange, profile)
  return (part) => encoder.write(part)
}

// Escaped by JSON, so it cannot stand in any chunk by itself.
const HOLE = '\u0000delta\u0000'
const HOLE_JSON = JSON.stringify(HOLE)

class ChatStream {
  private readonly exchange: ChatExchange
  private readonly profile: ChatProfile
  private readonly chunks: ChatChunks
  private readonly begun = new Set<number>()
  /** Text before and after the delta, by choice and part. */
  private readonly templates = new Map<string, readonly [string, string]>()
  /** The delta that waits for its choice's end, where the profile holds the last one. */
  private readonly held = new Map<number, PartDelta>()

  constructor(exchange: ChatExchange, profile: ChatProfile) {
    this.exchange = exchange
    this.profile = profile
    this.chunks = profile.chunks(exchange)
  }

  write(part: StreamPart): readonly WireEvent[] {
    switch (part.type) {
      case 'part-start':
        return this.isVisible(part.part) ? this.start(part.choice, part.part) : []
      case 'part-delta':
        return this.isVisible(part.part) ? this.delta(part) : []
      case 'finish':
        return this.finish(part)
      case 'error':
        return [this.event(JSON.stringify(this.chunks.error(part.error)))]
      default:
        return []
    }
  }

  private start(choice: number, part: ContentPart): readonly WireEvent[] {
    const isFirst = !this.begun.has(choice)
    this.begun.add(choice)
    if (part.type !== 'tool-call') return isFirst ? this.objects(this.chunks.open(choice, part)) : []
    return [
      ...this.release(choice),
      ...this.objects(this.chunks.call(choice, part, this.placeOf(choice, part, isFirst))),
    ]
  }

  private delta(part: PartDelta): readonly WireEvent[] {
    if (part.part.type === 'tool-call' && !this.chunks.callDelta) return []
    if (!this.chunks.holdsLast) return [this.spliced(part)]
    const before = this.release(part.choice)
    this.held.set(part.choice, part)
    return before
  }

  private finish({ choice, last }: FinishPart): readonly WireEvent[] {
    const opening = this.begun.has(choice) ? [] : this.objects(this.chunks.open(choice, undefined))
    const held = this.held.get(choice)
    const answer = choicesOf(this.exchange.outcome)[choice]!
    const end = this.objects(this.chunks.finish(choice, answer, held && this.objectOf(held, held.delta)))
    if (!last) return [...opening, ...end]
    const { done = '[DONE]' } = this.profile
    return [...opening, ...end, ...this.objects(this.chunks.end()), ...(done === null ? [] : [{ data: done }])]
  }

  /** The held delta of a choice, which turned out not to be its last. */
  private release(choice: number): readonly WireEvent[] {
    const held = this.held.get(choice)
    this.held.delete(choice)
    return held ? [this.spliced(held)] : []
  }

  private spliced(part: PartDelta): WireEvent {
    const key = `${part.choice} ${part.index}`
    let template = this.templates.get(key)
    if (!template) {
      const [before, after] = JSON.stringify(this.objectOf(part, HOLE)).split(HOLE_JSON)
      this.templates.set(key, (template = [before!, after!]))
    }
    return this.event(template[0] + JSON.stringify(part.delta) + template[1])
  }

  private objectOf({ choice, part }: PartDelta, delta: string): object {
    return part.type === 'tool-call'
      ? this.chunks.callDelta!(choice, part, this.placeOf(choice, part, false), delta)
      : this.chunks.text(choice, part, delta)
  }

  private placeOf(choice: number, part: ContentPart, isFirst: boolean): CallPlace {
    const calls = toolCallsOf(choicesOf(this.exchange.outcome)[choice]!)
    return { index: calls.findIndex((call) => call === part), count: calls.length, isFirst }
  }

  private objects(chunks: readonly object[]): readonly WireEvent[] {
    return chunks.map((chunk) => this.event(JSON.stringify(chunk)))
  }

  private event(json: string): WireEvent {
    return { data: this.chunks.finishJson ? this.chunks.finishJson(json) : json }
  }

  private isVisible(part: ContentPart): boolean {
    return this.profile.isVisible ? this.profile.isVisible(part) : part.type !== 'reasoning'
  }
}
