import type { Sink } from './answer-with.ts'
import type { BodyPlan } from './body-plan.ts'
import type { Turn } from './faults/turn.ts'
import type { WireEvent } from './framing/framing.ts'
import { macrotask } from './macrotask.ts'
import { inThisRequest } from './request-bound.ts'
import type { StreamPart } from './stream.ts'

/**
 * Events that leave in one turn of the event loop where no time passes between them. MSW 3 hands what leaves in one turn to its reader at once, and
 * what it was handed counts as sent: few at first, so that whoever leaves after the first words has read little; twice as many each turn, since turns
 * cost.
 */
const EVENTS_OF_FIRST_TURN = 8
const MOST_EVENTS_OF_TURN = 128

/** Frames that leave as one chunk where frames are joined. */
const FRAMES_PER_CHUNK = 64

/** What a body sends, and when: it asks for the parts, frames them, and waits for their times. */
export class PacedSource {
  private readonly plan: BodyPlan
  private sink!: Sink
  /** One part ahead, so that the last frame is known to be the last. */
  private upcoming: IteratorResult<StreamPart>
  private events: Iterator<WireEvent | Turn> = [][Symbol.iterator]()
  private nextEvent: IteratorResult<WireEvent | Turn> = { done: true, value: undefined }
  private partIndex = 0
  private eventIndex = 0
  private sinceTurn = 0
  private eventsOfTurn = EVENTS_OF_FIRST_TURN
  /** Frames that leave with the next that does not join. */
  private joined = ''
  private joinedFrames = 0
  private sentTokens = 0
  private ended = false
  private hasReported = false
  /** The time for which a timer was set: once it has fired it has come, whatever a clock of whole milliseconds says. */
  private dueUntilMs = 0
  /** Whether a timer, or nothing at all, will go on with the stream; a read meanwhile changes nothing. */
  private isWaiting = false
  /** Whether it waits for its time or at the gate, so that the gate may wake it. */
  private isWakeable = false
  private cancelTimer = () => {}
  private release = () => {}
  /** A reader that reads on at once, as `arrayBuffer()` does in Chromium, pulls while a frame is handed to it. */
  private isPumping = false
  private isPulled = false
  private readonly goOn = () => {
    this.isPulled = true
    if (this.isPumping) return
    this.isPumping = true
    this.isWaiting = false
    this.isWakeable = false
    try {
      while (this.isPulled && !this.isWaiting) {
        this.isPulled = false
        this.pump()
      }
    } catch (error) {
      this.abort(error)
    } finally {
      this.isPumping = false
    }
  }
  private readonly wake = () => {
    if (!this.isWakeable) return
    this.cancelTimer()
    this.goOn()
  }
  private readonly onAbort = () => this.abort(this.plan.signal!.reason)

  constructor(plan: BodyPlan) {
    this.plan = plan
    this.upcoming = plan.parts.next()
  }

  start(sink: Sink): void {
    this.sink = sink
    const { signal, lane } = this.plan
    if (lane) lane.wake = inThisRequest(this.wake)
    this.release = this.plan.track((reason) => this.abort(reason))
    if (signal?.aborted) this.onAbort()
    else signal?.addEventListener('abort', this.onAbort, { once: true })
  }

  /** Whether nothing more will leave, which its sink knows already. */
  get hasEnded(): boolean {
    return this.ended
  }

  /** Sends what is still to leave into another sink. */
  redirect(sink: Sink): void {
    this.sink = sink
  }

  pull(): void {
    if (!this.isWaiting) this.goOn()
  }

  end(state: 'complete' | 'aborted' | 'cut'): void {
    if (this.ended) return
    this.ended = true
    this.cancelTimer()
    this.release()
    this.plan.signal?.removeEventListener('abort', this.onAbort)
    if (this.hasReported) this.plan.onClose()
    else this.report(state, false)
  }

  private report(state: 'complete' | 'aborted' | 'cut', isOpen: boolean): void {
    this.hasReported = true
    this.plan.onEnd(state, this.sentTokens, isOpen)
  }

  private abort(reason: unknown): void {
    if (this.ended) return
    this.end('aborted')
    this.sink.error(reason)
  }

  private complete(): void {
    const { close } = this.plan.framing
    if (close !== undefined && !this.hasReported) this.joined += close
    this.flush()
    this.end('complete')
    this.sink.close()
  }

  /** Enqueues exactly one frame, ends the stream, or sees to it that a timer goes on: without a promise, of which a second has thousands. */
  private pump(): void {
    while (!this.ended) {
      if (!this.nextEvent.done) {
        const event = this.nextEvent.value
        if (isSendable(event)) {
          if (this.join(event)) continue
          return this.enqueueInTurn(event)
        }
        this.flush()
        this.take(event)
      } else if (this.upcoming.done) {
        this.complete()
      } else {
        const { lane, clock } = this.plan
        const due = this.plan.dueMs?.(this.partIndex)
        if (lane?.state === 'held') this.waitAtGate()
        else if (lane?.state === 'step') {
          // What leaves before its time moves the rest.
          lane.shiftMs -= Math.max(0, (due ?? 0) - lane.pausedAtMs)
          this.nextPart(this.upcoming.value)
        } else if (due !== undefined && due > this.dueUntilMs && due > clock.now()) this.waitUntilDue(due)
        else this.nextPart(this.upcoming.value)
      }
      if (this.isWaiting) return
    }
  }

  /** Lets the event loop turn now and then where no time passes between frames. */
  private enqueueInTurn(event: Sendable): void {
    if (this.plan.dueMs || this.sinceTurn++ < this.eventsOfTurn) return this.enqueue(event)
    this.sinceTurn = 0
    this.eventsOfTurn = Math.min(this.eventsOfTurn * 2, MOST_EVENTS_OF_TURN)
    this.isWaiting = true
    void macrotask().then(this.goOn)
  }

  private enqueue(event: Sendable): void {
    if (this.ended) return
    const { lane } = this.plan
    if (lane?.state === 'step') lane.state = 'held'
    const frame = 'type' in event ? event.bytes : this.plan.framing.frame(event, this.eventIndex++)
    if (typeof frame === 'string') this.joined += frame
    this.flush()
    if (typeof frame !== 'string') this.sink.send(frame)
    this.advance()
  }

  /** Keeps a frame for the next chunk, where it may wait for that. */
  private join(event: Sendable): boolean {
    const { joinsFrames, dueMs, lane, framing } = this.plan
    if (!joinsFrames || dueMs || 'type' in event || (lane && lane.state !== 'open')) return false
    if (this.joinedFrames >= FRAMES_PER_CHUNK) return false
    const frame = framing.frame(event, this.eventIndex)
    if (typeof frame !== 'string') return false
    this.eventIndex++
    this.joinedFrames++
    this.joined += frame
    this.advance()
    return true
  }

  /** Lets the joined frames leave. */
  private flush(): void {
    if (this.joined !== '') this.sink.send(this.joined)
    this.joined = ''
    this.joinedFrames = 0
  }

  private advance(): void {
    this.nextEvent = this.events.next()
    // Clients stop reading at the terminator: the stream ends with its last frame, not with the pull after it.
    const { done, value } = this.nextEvent
    if (done ? this.upcoming.done : !isSendable(value) && value.type === 'end') this.complete()
  }

  /** Makes the events of a part whose time has come. */
  private nextPart(part: StreamPart): void {
    this.upcoming = this.plan.parts.next()
    this.partIndex++
    if (this.plan.progress) this.plan.progress.parts = this.partIndex
    if (part.type === 'part-delta') this.sentTokens += part.tokens
    this.events = this.plan.encode(part)[Symbol.iterator]()
    this.nextEvent = this.events.next()
  }

  /** Does what a fault does between two events. */
  private take(turn: Pause): void {
    this.nextEvent = this.events.next()
    switch (turn.type) {
      case 'cut':
        this.sentTokens = turn.sentTokens
        if (this.plan.progress) this.plan.progress.parts--
        // Broken from now on, whatever the client does about it.
        if (!this.hasReported) this.report('cut', true)
        return undefined
      case 'wait':
        return this.waitUntil(this.plan.clock.now() + turn.ms)
      case 'stall':
        this.isWaiting = true
        return undefined
      case 'socket':
        this.end('cut')
        this.isWaiting = true
        // What was sent before leaves first: a server writes it to its socket at the next turn.
        return void macrotask().then(() => this.sink.error(lostConnection()))
      case 'end':
        return this.complete()
    }
  }

  private waitAtGate(): void {
    this.isWaiting = true
    this.isWakeable = true
  }

  private waitUntilDue(timeMs: number): void {
    this.waitUntil(timeMs)
    this.isWakeable = true
  }

  private waitUntil(timeMs: number): void {
    this.isWaiting = true
    this.dueUntilMs = timeMs
    this.cancelTimer = this.plan.clock.at(timeMs, this.goOn, 1)
  }
}

function lostConnection(): TypeError {
  return new TypeError('terminated', { cause: new Error('other side closed') })
}

/** What becomes a frame. */
type Sendable = WireEvent | Extract<Turn, { readonly type: 'bytes' }>

/** What happens between two frames. */
type Pause = Exclude<Turn, { readonly type: 'bytes' }>

function isSendable(event: WireEvent | Turn): event is Sendable {
  return !('type' in event) || event.type === 'bytes'
}
