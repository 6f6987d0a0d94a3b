import { choicesOf, type ContentPart, type TextPart } from '../../../src/completion.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import type { StreamEncoder } from '../../../src/provider.ts'
import { createRandom, fork } from '../../../src/random.ts'
import type { PartDelta, StreamPart } from '../../../src/stream.ts'
import { wireAnnotation } from './annotations.ts'
import { deltaWriter, type DeltaWriter } from './delta-writer.ts'
import { failureEvents, writeEvent, type Fields } from './events.ts'
import { planItems } from './output-items.ts'
import { closing, opening, type PartPlace } from './part-events.ts'
import { logprobsOf, type TokenLogprob } from './logprobs.ts'
import { ENDS, type PlannedItem } from './planned-item.ts'
import type { ResponsesExchange, ResponsesProfile, Stage } from './profile.ts'

/** Writes a stream in a profile's events. `isReplay`: the response has been kept before. */
export function encodeStream(exchange: ResponsesExchange, profile: ResponsesProfile, isReplay = false): StreamEncoder {
  const stream = new ResponseStream(exchange, profile, isReplay)
  return (part) => stream.write(part)
}

class ResponseStream {
  private readonly exchange: ResponsesExchange
  private readonly profile: ResponsesProfile
  private readonly isReplay: boolean
  private readonly items: readonly PlannedItem[]
  private readonly random
  private readonly isPadded: boolean
  private number = 0
  private writer: DeltaWriter | undefined
  private logprobs: readonly TokenLogprob[] = []
  /** Deltas, characters and annotations of the running part so far. */
  private sent = { deltas: 0, characters: 0, annotations: 0 }

  constructor(exchange: ResponsesExchange, profile: ResponsesProfile, isReplay: boolean) {
    this.exchange = exchange
    this.profile = profile
    this.isReplay = isReplay
    this.items = planItems(exchange, profile, true)
    this.random = createRandom(fork(exchange.seed, 'obfuscation'))
    const { background, stream_options: options } = exchange.request.wire
    this.isPadded = profile.obfuscates === true && !background && options?.include_obfuscation !== false
  }

  write(part: StreamPart): readonly WireEvent[] {
    switch (part.type) {
      case 'start':
        return this.start()
      case 'part-start':
        return this.begin(part.index, part.part)
      case 'part-delta':
        return this.delta(part)
      case 'part-end':
        return this.end(part.index, part.part)
      case 'finish':
        return this.finish()
      case 'error':
        return failureEvents(part.error, this.exchange, this.profile, this.number)
      case 'keep-alive':
        return []
    }
  }

  private start(): readonly WireEvent[] {
    const { request } = this.exchange
    if (!request.wire.background) {
      const begun = [this.stage('created', 'in_progress'), this.stage('in_progress', 'in_progress')]
      return [...begun, ...this.lists()]
    }
    if (!this.isReplay) request.keep(this.exchange)
    const queued = [this.stage('created', 'queued'), this.stage('queued', 'queued')]
    return [...queued, this.stage('in_progress', 'in_progress'), ...this.lists()]
  }

  /** Items that come before the first part: lists of tools. */
  private lists(): readonly WireEvent[] {
    return this.items
      .filter((item) => item.first < 0)
      .flatMap((item) => {
        const added = this.item('added', item)
        const place = { item_id: item.id, output_index: this.items.indexOf(item) }
        const events = (item.progress ?? []).map(({ name }) => this.event(`response.${name}`, place))
        return [added, ...events, this.item('done', item)]
      })
  }

  /** A part may be several items: those before the last are whole as it begins. */
  private begin(index: number, part: ContentPart): readonly WireEvent[] {
    this.sent = { deltas: 0, characters: 0, annotations: 0 }
    this.logprobs = this.logprobsFor(part)
    const items = this.items.filter((one) => one.first <= index && index <= one.last)
    return items.flatMap((item) => {
      const added = item.first === index ? [this.item('added', item)] : []
      const { events, delta } = opening(part, this.place(item, index))
      const begun = [...added, ...events.map(({ type, fields }) => this.event(type, fields))]
      // Refusals are the one kind of text that is not padded (recorded October 2025).
      const isPadded = this.isPadded && part.type !== 'refusal'
      this.writer = delta && deltaWriter(this.profile, delta, isPadded ? this.random : undefined)
      return item === items.at(-1) ? begun : [...begun, this.item('done', item)]
    })
  }

  private logprobsFor(part: ContentPart): readonly TokenLogprob[] {
    const { request, seed } = this.exchange
    return part.type === 'text' && request.logprobs ? logprobsOf(part, request.logprobs.top, seed) : []
  }

  private delta({ index, part, delta }: PartDelta): readonly WireEvent[] {
    if (!this.writer) return []
    const event = this.writer(delta, this.number++, this.logprobs.slice(this.sent.deltas, this.sent.deltas + 1))
    this.sent.deltas++
    this.sent.characters += delta.length
    return part.type === 'text' && part.citations
      ? [event, ...this.annotate(index, part, this.sent.characters)]
      : [event]
  }

  /** The annotations that stand before `until` in the text and have not been sent. */
  private annotate(index: number, part: TextPart, until: number): readonly WireEvent[] {
    const events: WireEvent[] = []
    for (const citation of (part.citations ?? []).slice(this.sent.annotations)) {
      if ((citation.end ?? part.text.length) > until) break
      const { item, outputIndex, contentIndex } = this.place(this.itemAt(index), index)
      const fields = { item_id: item.id, output_index: outputIndex, content_index: contentIndex }
      const annotation = {
        annotation: wireAnnotation(citation, this.exchange.seed),
        annotation_index: this.sent.annotations++,
      }
      events.push(this.event('response.output_text.annotation.added', { ...fields, ...annotation }))
    }
    return events
  }

  private end(index: number, part: ContentPart): readonly WireEvent[] {
    const item = this.itemAt(index)
    const annotations = part.type === 'text' ? this.annotate(index, part, Number.POSITIVE_INFINITY) : []
    const closed = closing(part, this.place(item, index)).map(({ type, fields }) => this.event(type, fields))
    return [...annotations, ...closed, ...(index === item.last ? [this.item('done', item)] : [])]
  }

  private finish(): readonly WireEvent[] {
    const { exchange, profile } = this
    if (!exchange.request.wire.background && !this.isReplay) exchange.request.keep(exchange)
    const event = this.stage(ENDS[choicesOf(exchange.outcome)[0]!.finishReason].status, 'done')
    return profile.done === undefined ? [event] : [event, { data: profile.done }]
  }

  private stage(name: string, stage: Stage): WireEvent {
    const output = stage === 'done' ? this.items.map((item) => item.write('final')) : []
    return this.event(`response.${name}`, { response: this.profile.response(this.exchange, stage, output, true) })
  }

  private item(moment: 'added' | 'done', item: PlannedItem): WireEvent {
    return this.event(`response.output_item.${moment}`, {
      item: item.write(moment),
      output_index: this.items.indexOf(item),
    })
  }

  /** The last item that a part is in. */
  private itemAt(index: number): PlannedItem {
    return this.items.findLast((one) => one.first <= index && index <= one.last)!
  }

  private place(item: PlannedItem, index: number): PartPlace {
    const { exchange, profile, logprobs } = this
    const outputIndex = this.items.indexOf(item)
    return { exchange, profile, item, outputIndex, contentIndex: index - item.first, logprobs }
  }

  private event(type: string, fields: Fields): WireEvent {
    return writeEvent(this.profile, { type, fields }, this.number++)
  }
}
