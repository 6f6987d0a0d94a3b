import type { Sink } from './answer-with.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What the branches of a tee are fed from. */
export interface Feed {
  /** Sends from now on into this sink what `pull` asks for. */
  into(sink: Sink): void
  /** Asks for the next chunk; while one is on its way, nothing happens. */
  pull(): void
  cancel(reason: unknown): Promise<void> | void
}

/**
 * The stream with a `tee` of its own, whose branches end independently.
 *
 * MSW clones every mocked response. The standard `tee` cancels its source only when both branches are cancelled, so a client that
 * leaves early would wait forever for a clone that nobody reads. Here the first branch to be read drives the source and its cancel
 * reaches the source at once; the other branch replays what was sent.
 */
export function teeable(stream: ReadableStream<Bytes>): ReadableStream<Bytes> {
  const feedOf = feeds.get(stream) ?? (() => readingOf(stream))
  Object.defineProperty(stream, 'tee', { value: () => split(feedOf()), configurable: true })
  return stream
}

const feeds = new WeakMap<ReadableStream<Bytes>, () => Feed>()

/** The stream, whose branches will be fed from elsewhere where it becomes {@link teeable}; else it stays the standard one. */
export function fedBy(stream: ReadableStream<Bytes>, feedOf: () => Feed): ReadableStream<Bytes> {
  feeds.set(stream, feedOf)
  return stream
}

/** Feeds from a stream of anybody's, which is locked from now on. */
export function readingOf(stream: ReadableStream<Bytes>): Feed {
  const reader = stream.getReader()
  let sink!: Sink
  let isReading = false
  const onRead = ({ done, value }: ReadableStreamReadResult<Bytes>) => {
    isReading = false
    if (done) sink.close()
    else sink.send(value)
  }
  const onFailure = (reason: unknown) => {
    isReading = false
    sink.error(reason)
  }
  void reader.closed.catch(() => {})
  return {
    into(given) {
      sink = given
    },
    pull() {
      if (isReading) return
      isReading = true
      void reader.read().then(onRead, onFailure)
    },
    cancel: (reason) => reader.cancel(reason),
  }
}

/** What both branches get, in order, and how it ended. */
class Split implements Sink {
  readonly feed: Feed
  readonly chunks: Bytes[] = []
  readonly branches: readonly [Branch, Branch]
  hasEnded = false
  failure: { readonly reason: unknown } | undefined = undefined

  constructor(feed: Feed) {
    this.feed = feed
    const [left, right] = [new Branch(this), new Branch(this)]
    left.other = right
    right.other = left
    this.branches = [left, right]
    feed.into(this)
  }

  send(chunk: string | Bytes): void {
    if (this.hasEnded) return
    this.chunks.push(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
    this.serve()
  }

  close(): void {
    this.hasEnded = true
    this.serve()
  }

  error(reason: unknown): void {
    if (this.hasEnded) return
    this.failure ??= { reason }
    this.serve()
  }

  private serve(): void {
    for (const branch of this.branches) if (branch.isWaiting) branch.give()
  }
}

const encoder = new TextEncoder()

class Branch {
  other!: Branch
  /** Whether its reader waits for a chunk that there is not yet. */
  isWaiting = false
  private isRead = false
  private isCancelled = false
  private cursor = 0
  private controller!: ReadableStreamDefaultController<Bytes>
  private readonly split: Split

  constructor(split: Split) {
    this.split = split
  }

  stream(): ReadableStream<Bytes> {
    const stream = new ReadableStream<Bytes>(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: () => this.pull(),
        cancel: (reason) => this.cancel(reason),
      },
      { highWaterMark: 0 },
    )
    return teeable(stream)
  }

  private pull(): void {
    const { split } = this
    this.isRead = true
    if (this.cursor < split.chunks.length || split.hasEnded || split.failure) return this.give()
    this.isWaiting = true
    split.feed.pull()
  }

  /** The next chunk, or the end. */
  give(): void {
    this.isWaiting = false
    if (this.isCancelled) return
    const { chunks, failure } = this.split
    if (this.cursor < chunks.length) this.controller.enqueue(chunks[this.cursor++]!)
    else if (failure) this.controller.error(failure.reason)
    else this.controller.close()
  }

  private cancel(reason: unknown): Promise<void> | void {
    this.isCancelled = true
    if (this.other.isRead && !this.other.isCancelled) return undefined
    this.split.hasEnded = true
    return this.split.feed.cancel(reason)
  }
}

function split(feed: Feed): [ReadableStream<Bytes>, ReadableStream<Bytes>] {
  const [left, right] = new Split(feed).branches
  return [left.stream(), right.stream()]
}
