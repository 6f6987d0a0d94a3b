import type { Clock } from './clock.ts'
import type { Framing, WireEvent } from './framing/framing.ts'
import { macrotask } from './macrotask.ts'
import type { Turn } from './faults/turn.ts'
import type { StreamPart } from './stream.ts'

/** What a stream is made of. */
export interface BodyPlan {
  readonly clock: Clock
  readonly parts: Iterator<StreamPart>
  /** The events of a part; where a fault is at work, also what else the body does there. */
  encode(part: StreamPart): Iterable<WireEvent | Turn>
  readonly framing: Framing
  /** Epoch milliseconds at which the part with this index may leave; undefined: no pacing. */
  readonly dueMs: ((index: number) => number) | undefined
  readonly signal: AbortSignal | undefined
  /** Registers the stream's emergency stop; gives back the release. */
  track(stop: (reason: Error) => void): () => void
  /** Called once, when nothing more will leave. */
  onEnd(state: 'complete' | 'aborted' | 'cut', sentTokens: number): void
}

/** Events that leave in one turn of the event loop where no time passes between them. */
const EVENTS_PER_TURN = 8

/** The paced, pull-driven byte stream of an answer; abort and cancel end it at once, with its timer. */
export function createBody(plan: BodyPlan): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = new PacedSource(plan)
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start: (controller) => source.start(controller),
      pull: () => source.pull(),
      cancel: () => source.end('aborted'),
    },
    { highWaterMark: 0 },
  )
}

const encoder = new TextEncoder()

class PacedSource {
  private readonly plan: BodyPlan
  private controller!: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>
  /** One part ahead, so that the last frame is known to be the last. */
  private upcoming: IteratorResult<StreamPart>
  private events: Iterator<WireEvent | Turn> = [][Symbol.iterator]()
  private nextEvent: IteratorResult<WireEvent | Turn> = { done: true, value: undefined }
  private partIndex = 0
  private eventIndex = 0
  private sinceTurn = 0
  private sentTokens = 0
  private ended = false
  private hasReported = false
  private wake: (() => void) | undefined
  private cancelTimer = () => {}
  private release = () => {}
  private readonly onAbort = () => this.abort(this.plan.signal!.reason)

  constructor(plan: BodyPlan) {
    this.plan = plan
    this.upcoming = plan.parts.next()
  }

  start(controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    this.controller = controller
    const { signal } = this.plan
    this.release = this.plan.track((reason) => this.abort(reason))
    if (signal?.aborted) this.onAbort()
    else signal?.addEventListener('abort', this.onAbort, { once: true })
  }

  /** Enqueues exactly one frame, or ends the stream; loops until then, since a pull that enqueues nothing is not repeated. */
  pull(): Promise<void> | undefined {
    while (!this.ended) {
      if (!this.nextEvent.done) {
        const event = this.nextEvent.value
        if (isSendable(event)) return this.enqueueInTurn(event)
        const pause = this.take(event)
        if (pause) return pause.then(() => this.pull())
      } else if (this.upcoming.done) {
        this.complete()
      } else {
        const wait = this.untilDue()
        if (wait) return wait.then(() => this.pull())
        this.nextPart(this.upcoming.value)
      }
    }
    return undefined
  }

  end(state: 'complete' | 'aborted' | 'cut'): void {
    if (this.ended) return
    this.ended = true
    this.cancelTimer()
    this.wake?.()
    this.release()
    this.plan.signal?.removeEventListener('abort', this.onAbort)
    this.report(state)
  }

  /** A broken stream is `cut` from the moment of its fault, whatever the client does about it. */
  private report(state: 'complete' | 'aborted' | 'cut'): void {
    if (this.hasReported) return
    this.hasReported = true
    this.plan.onEnd(state, this.sentTokens)
  }

  private abort(reason: unknown): void {
    if (this.ended) return
    this.end('aborted')
    this.controller.error(reason)
  }

  private complete(): void {
    const { close } = this.plan.framing
    if (close !== undefined && !this.hasReported) this.controller.enqueue(encoder.encode(close))
    this.end('complete')
    this.controller.close()
  }

  /** Lets the event loop turn now and then where no time passes between frames. */
  private enqueueInTurn(event: Sendable): Promise<void> | undefined {
    if (this.plan.dueMs || this.sinceTurn++ < EVENTS_PER_TURN) {
      this.enqueue(event)
      return undefined
    }
    this.sinceTurn = 0
    return macrotask().then(() => this.enqueue(event))
  }

  private enqueue(event: Sendable): void {
    if (this.ended) return
    const frame = 'type' in event ? event.bytes : this.plan.framing.frame(event, this.eventIndex++)
    this.controller.enqueue(typeof frame === 'string' ? encoder.encode(frame) : frame)
    this.nextEvent = this.events.next()
    // Clients stop reading at the terminator: the stream ends with its last frame, not with the pull after it.
    const { done, value } = this.nextEvent
    if (done ? this.upcoming.done : !isSendable(value) && value.type === 'end') this.complete()
  }

  /** Makes the events of a part whose time has come. */
  private nextPart(part: StreamPart): void {
    this.upcoming = this.plan.parts.next()
    this.partIndex++
    if (part.type === 'part-delta') this.sentTokens += part.tokens
    this.events = this.plan.encode(part)[Symbol.iterator]()
    this.nextEvent = this.events.next()
  }

  /** Does what a fault does between two events; a promise where something must be waited for. */
  private take(turn: Pause): Promise<void> | undefined {
    this.nextEvent = this.events.next()
    switch (turn.type) {
      case 'cut':
        this.sentTokens = turn.sentTokens
        this.report('cut')
        return undefined
      case 'wait':
        return this.until(this.plan.clock.now() + turn.ms)
      case 'stall':
        return this.stall()
      case 'socket':
        this.end('cut')
        this.controller.error(new TypeError('terminated', { cause: new Error('other side closed') }))
        return undefined
      case 'end':
        this.complete()
        return undefined
    }
  }

  /** Nothing more comes; only the client, or a reset, ends the wait. */
  private stall(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
    })
  }

  private untilDue(): Promise<void> | undefined {
    const due = this.plan.dueMs?.(this.partIndex)
    return due === undefined || due <= this.plan.clock.now() ? undefined : this.until(due)
  }

  private until(timeMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve
      this.cancelTimer = this.plan.clock.at(timeMs, resolve, 1)
    })
  }
}

/** What becomes a frame. */
type Sendable = WireEvent | Extract<Turn, { readonly type: 'bytes' }>

/** What happens between two frames. */
type Pause = Exclude<Turn, { readonly type: 'bytes' }>

function isSendable(event: WireEvent | Turn): event is Sendable {
  return !('type' in event) || event.type === 'bytes'
}
