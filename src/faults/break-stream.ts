import { ApiError } from '../errors.ts'
import type { Framing, WireEvent } from '../framing/framing.ts'
import type { StreamEncoder } from '../provider.ts'
import type { PartDelta, StreamPart } from '../stream.ts'
import { errorOf } from './check-fault.ts'
import { brokenUtf8, inPieces, pieceOptions } from './bytes.ts'
import { placeOf, type FaultPlace, type FaultRule } from './fault.ts'
import { splitDelta } from './split-delta.ts'
import type { Turn } from './turn.ts'

/** A stream that a fault will break. */
export interface StreamToBreak {
  readonly encode: StreamEncoder
  readonly framing: Framing
  readonly fault: FaultRule
  readonly provider: string
  /** Visible tokens of the whole answer. */
  totalTokens(): number
}

type Step = WireEvent | Turn

/** The encoder of a stream with a fault in it: the same events up to the fault's place, and there what the fault does. */
export function breakingEncoder(stream: StreamToBreak): (part: StreamPart) => Iterable<Step> {
  const breaker = new Breaker(stream)
  return (part) => breaker.steps(part)
}

class Breaker {
  private readonly stream: StreamToBreak
  private readonly place: FaultPlace
  private readonly afterTokens: number
  private sentTokens = 0
  private toolText = 0
  private hasStruck = false
  private isDripping = false
  private heldBack: WireEvent | undefined
  private eventIndex = 0

  constructor(stream: StreamToBreak) {
    this.stream = stream
    this.place = placeOf(stream.fault)
    const at = this.place
    if (typeof at === 'string') this.afterTokens = Number.POSITIVE_INFINITY
    else this.afterTokens = 'tokens' in at ? at.tokens : Math.floor(stream.totalTokens() * at.share)
  }

  *steps(part: StreamPart): Generator<Step, void> {
    for (const step of this.parted(part)) {
      if (!isEvent(step)) yield step
      else if (this.isDripping) yield* this.dripped(step)
      else {
        this.eventIndex++
        yield step
        if (this.heldBack && this.heldBack !== step) {
          yield this.heldBack
          this.heldBack = undefined
        }
      }
    }
  }

  private *parted(part: StreamPart): Generator<Step, void> {
    if (this.hasStruck) return yield* this.encode(part)
    if (part.type === 'part-delta') return yield* this.delta(part)
    if (part.type === 'start' && this.place === 'headers') return yield* this.strike(() => this.encode(part))
    if (part.type === 'finish' && part.last) return yield* this.finish(part)
    // Never behind the end of the content, however far the place lies.
    yield* this.encode(part)
  }

  private *delta(part: PartDelta): Generator<Step, void> {
    const until = this.place === 'tool-call' ? this.untilHalfCall(part) : this.afterTokens - this.sentTokens
    if (part.tokens <= until) {
      this.sentTokens += part.tokens
      return yield* this.encode(part)
    }
    const [before, after] = splitDelta(part, until)
    if (before) {
      this.sentTokens += before.tokens
      yield* this.encode(before)
    }
    yield* this.strike(() => this.encode(after ?? part))
  }

  /** Tokens of the delta that still belong to the first half of the first tool call's arguments. */
  private untilHalfCall({ part, delta, tokens }: PartDelta): number {
    if (part.type !== 'tool-call') return Number.POSITIVE_INFINITY
    const half = Math.floor(part.arguments.length / 2)
    const before = this.toolText
    this.toolText += delta.length
    if (this.toolText <= half && half < part.arguments.length) return Number.POSITIVE_INFINITY
    return delta.length === 0 ? 0 : ((half - before) * tokens) / delta.length
  }

  private *finish(part: StreamPart): Generator<Step, void> {
    const events = [...this.encode(part)]
    const { place } = this
    let index = 0
    if (place === 'terminator') index = this.stream.framing.close === undefined ? events.length - 1 : events.length
    if (place === 'end') index = events.length
    if (place === 'usage') index = Math.max(0, events.findIndex(carriesUsage))
    yield* events.slice(0, index)
    yield* this.strike(() => events.slice(index))
  }

  private encode(part: StreamPart): Iterable<WireEvent> {
    return this.stream.encode(part)
  }

  /** What the fault does; `rest` are the events that it comes before. */
  private *strike(rest: () => Iterable<WireEvent>): Generator<Step, void> {
    this.hasStruck = true
    const { fault } = this.stream
    switch (fault.how) {
      case 'duplicate': {
        const [first, ...others] = rest()
        if (first) yield first
        if (first) yield first
        return yield* others
      }
      case 'reorder': {
        const [first, ...others] = rest()
        this.heldBack = first
        return yield* others
      }
      case 'drip':
        this.isDripping = true
        return yield* rest()
      case 'keep-alives':
        yield* this.keepAlives(fault.everyMs ?? 5000, fault.forMs ?? Number.POSITIVE_INFINITY)
        return yield* rest()
      default:
        yield { type: 'cut', sentTokens: this.sentTokens }
        yield* this.ending(rest)
    }
  }

  private *ending(rest: () => Iterable<WireEvent>): Generator<Step, void> {
    const { fault, provider, framing } = this.stream
    if (fault.how === 'stall' || fault.how === 'socket') return yield { type: fault.how }
    const [first] = rest()
    if (fault.how === 'broken-json' && first) yield { ...first, data: first.data.slice(0, first.data.length >> 1) }
    if (fault.how === 'broken-utf8' && first) {
      yield { type: 'bytes', bytes: brokenUtf8(framing.frame(first, this.eventIndex)) }
    }
    if ((fault.how ?? 'error') === 'error') yield* this.encode({ type: 'error', error: inBand(fault, provider) })
    yield { type: 'end' }
  }

  private *keepAlives(everyMs: number, forMs: number): Generator<Step, void> {
    if (forMs === Number.POSITIVE_INFINITY) yield { type: 'cut', sentTokens: this.sentTokens }
    for (let atMs = 0; atMs < forMs; atMs += everyMs) {
      const events = [...this.encode({ type: 'keep-alive' })]
      if (events.length > 0) yield* events
      else yield* silence(this.stream.framing)
      yield { type: 'wait', ms: Math.min(everyMs, forMs - atMs) }
    }
  }

  private *dripped(event: WireEvent): Generator<Turn, void> {
    const { bytes, gapMs } = pieceOptions(this.stream.fault)
    yield* inPieces(this.stream.framing.frame(event, this.eventIndex++), bytes, gapMs)
  }
}

function isEvent(step: Step): step is WireEvent {
  return !('type' in step)
}

/** Whether an event tells the usage, by the names that the providers use. */
function carriesUsage({ data }: WireEvent): boolean {
  return /"(?:usage|usageMetadata|eval_count|billed_units)":(?!null)/.test(data)
}

/** What keeps a connection open where the dialect has no event for it. */
function silence({ contentType }: Framing): Turn[] {
  if (contentType.startsWith('text/event-stream')) return [{ type: 'bytes', bytes: encoder.encode(': keep-alive\n\n') }]
  return contentType.includes('json') ? [{ type: 'bytes', bytes: encoder.encode('\n') }] : []
}

const encoder = new TextEncoder()

/** What an error inside a stream says; overload is what streams usually die of. */
function inBand(fault: FaultRule, provider: string): ApiError {
  const { kind, status } = fault as { kind?: string; status?: number }
  const error = errorOf(
    kind === undefined && status === undefined ? { ...fault, kind: 'overloaded' } : (fault as object),
  )
  return error.with({ provider })
}
