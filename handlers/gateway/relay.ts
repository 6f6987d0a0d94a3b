import type { Clock } from '../../src/clock.ts'
import { UsageError } from '../../src/errors.ts'
import type { OpenedStream } from './opened-stream.ts'

type Bytes = Uint8Array<ArrayBuffer>

export interface RelayPlan {
  readonly stream: OpenedStream
  readonly clock: Clock
  readonly signal: AbortSignal | undefined
  /** Milliseconds without a byte after which the provider is given up. */
  readonly idleMs: number
  /** The frame that tells the client why the stream ends early. */
  errorFrame(message: string): string
}

const encoder = new TextEncoder()

/** A provider's stream on its way to the client: as it comes; what breaks it becomes an error in the stream, after which it ends. */
export function relay(plan: RelayPlan): ReadableStream<Bytes> {
  const source = new Relay(plan)
  return new ReadableStream<Bytes>(
    {
      start: (controller) => source.start(controller),
      pull: () => source.pull(),
      cancel: (reason) => source.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}

class Relay {
  private readonly plan: RelayPlan
  private readonly waiting: Bytes[]
  private readonly tail = createTail()
  private client!: ReadableStreamDefaultController<Bytes>
  private hasEnded = false
  private readonly onAbort = () => this.end(() => this.client.error(this.plan.signal!.reason))

  constructor(plan: RelayPlan) {
    this.plan = plan
    this.waiting = [...plan.stream.opening]
  }

  start(client: ReadableStreamDefaultController<Bytes>): void {
    this.client = client
    const { signal } = this.plan
    if (signal?.aborted) this.onAbort()
    else signal?.addEventListener('abort', this.onAbort, { once: true })
  }

  pull(): void | Promise<void> {
    const bytes = this.waiting.shift()
    return bytes ? this.send(bytes) : this.next()
  }

  cancel(reason: unknown): Promise<void> {
    this.end(() => {})
    return this.plan.stream.reader.cancel(reason)
  }

  private async next(): Promise<void> {
    const { stream, clock, idleMs } = this.plan
    const cancelTimer = clock.at(clock.now() + idleMs, () => {
      this.fail('The provider sent nothing more.')
      stream.controller.abort(new DOMException('The provider took too long.', 'TimeoutError'))
    })
    try {
      const { done, value } = await stream.reader.read()
      if (this.hasEnded) return
      if (done) this.fail('The provider ended its stream too early.')
      else this.send(value)
    } catch (error) {
      if (error instanceof UsageError) this.end(() => this.client.error(error))
      else this.fail('The connection to the provider was lost.')
    } finally {
      cancelTimer()
    }
  }

  private send(bytes: Bytes): void {
    this.tail.add(bytes)
    this.client.enqueue(bytes)
    // Clients stop reading at the terminator.
    if (this.tail.isDone() && this.waiting.length === 0) this.end(() => this.client.close())
  }

  private fail(message: string): void {
    this.end(() => {
      this.client.enqueue(encoder.encode(this.plan.errorFrame(message)))
      this.client.close()
    })
  }

  private end(finish: () => void): void {
    if (this.hasEnded) return
    this.hasEnded = true
    this.plan.signal?.removeEventListener('abort', this.onAbort)
    this.plan.stream.release()
    finish()
  }
}

/** Knows the terminator, and a failure that the provider told itself, by the last bytes of what went through. */
function createTail() {
  const decoder = new TextDecoder()
  let text = ''
  return {
    add(bytes: Bytes) {
      text = (text + decoder.decode(bytes, { stream: true })).slice(-4096)
    },
    isDone: () => /(?:^|\n)data: (?:\[DONE\]|\{"error":.*\})\s*$/.test(text),
  }
}
