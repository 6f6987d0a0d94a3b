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
  /** Text around the places of the delta, by choice and part. */
  private readonly templates = new Map<string, readonly string[]>()
  /** The template that was used last, mostly the next too. */
  private latest: { readonly choice: number; readonly index: number; readonly template: readonly string[] } | undefined
  /** Number of stream parts so far. */
  private partIndex = 0
  private readonly opened = new Set<ContentPart>()
  /** The delta that waits for its choice's end, where the profile holds the last one. */
  private readonly held = new Map<number, PartDelta>()

  constructor(exchange: ChatExchange, profile: ChatProfile) {
    this.exchange = exchange
    this.profile = profile
    this.chunks = profile.chunks(exchange)
  }

  write(part: StreamPart): readonly WireEvent[] {
    if (part.type !== 'keep-alive') this.partIndex++
    switch (part.type) {
      case 'start':
        return this.chunks.start?.() ?? []
      case 'part-start':
        return this.isVisible(part.part) ? this.start(part.choice, part.part) : []
      case 'part-delta':
        return this.isVisible(part.part) ? this.delta(part) : []
      case 'part-end':
        return this.isVisible(part.part) ? this.close(part.choice, part.part) : []
      case 'finish':
        return this.finish(part)
      case 'error':
        return [this.errorEvent(JSON.stringify(this.chunks.error(part.error)))]
      case 'keep-alive':
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

  private close(choice: number, part: ContentPart): readonly WireEvent[] {
    if (part.type === 'tool-call' || !this.chunks.close) return []
    return [...this.release(choice), ...this.objects(this.chunks.close(choice, part))]
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
    const lastDelta = held && (this.firstOf(held) ?? this.objectOf(held, held.delta))
    const end = this.objects(this.chunks.finish(choice, answer, lastDelta))
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
    const first = this.firstOf(part)
    if (first) return this.event(JSON.stringify(first))
    if (this.chunks.isVarying) return this.event(JSON.stringify(this.objectOf(part, part.delta)))
    const template = this.templateOf(part)
    const delta = JSON.stringify(part.delta)
    return this.event(template.length === 2 ? `${template[0]}${delta}${template[1]}` : template.join(delta))
  }

  private templateOf(part: PartDelta): readonly string[] {
    const { latest } = this
    if (latest?.choice === part.choice && latest.index === part.index) return latest.template
    const key = `${part.choice} ${part.index}`
    let template = this.templates.get(key)
    if (!template) {
      template = JSON.stringify(this.objectOf(part, HOLE)).split(HOLE_JSON)
      this.templates.set(key, template)
    }
    this.latest = { choice: part.choice, index: part.index, template }
    return template
  }

  /** The first delta of a part, where the profile writes it apart. */
  private firstOf({ choice, part, delta }: PartDelta): object | undefined {
    if (!this.chunks.first || part.type === 'tool-call' || this.opened.has(part)) return undefined
    const [shown] = choicesOf(this.exchange.outcome)[choice]!.content.filter((one) => this.isVisible(one))
    this.opened.add(part)
    return this.chunks.first(choice, part, delta, part === shown)
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
    return { data: this.chunks.finishJson ? this.chunks.finishJson(json, this.atMs()) : json }
  }

  private errorEvent(json: string): WireEvent {
    const { errorEvent } = this.profile
    return errorEvent === undefined ? this.event(json) : { event: errorEvent, ...this.event(json) }
  }

  /** When the part that is being written leaves. */
  private atMs(): number {
    const { receivedAtMs, schedule } = this.exchange
    return receivedAtMs + (schedule.partsMs?.[this.partIndex - 1] ?? schedule.totalMs)
  }

  private isVisible(part: ContentPart): boolean {
    return this.profile.isVisible ? this.profile.isVisible(part) : part.type !== 'reasoning'
  }
}
