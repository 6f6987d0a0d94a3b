import type { ChunkedBody, Sink } from './answer-with.ts'
import type { BodyPlan } from './body-plan.ts'
import { PacedSource } from './paced-source.ts'
import { fedBy, readingOf, type Feed } from './teeable.ts'

const encoder = new TextEncoder()

/** The paced, pull-driven bytes of an answer, as a stream or into a sink; abort and cancel end them at once, with their timer. */
export class PacedBody implements ChunkedBody {
  private readonly source: PacedSource

  constructor(plan: BodyPlan) {
    this.source = new PacedSource(plan)
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        start: (controller) =>
          this.open({
            send: (chunk) => controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk),
            close: () => controller.close(),
            error: (reason) => controller.error(reason),
          }),
        pull: () => this.pull(),
        cancel: () => this.cancel(),
      },
      { highWaterMark: 0 },
    )
    return fedBy(stream, () => this.feedOf(stream))
  }

  /** Feeds the branches of a tee without the stream in between. */
  private feedOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Feed {
    const reading = readingOf(stream)
    if (this.source.hasEnded) return reading
    return { into: (sink) => this.source.redirect(sink), pull: () => this.pull(), cancel: () => this.cancel() }
  }

  open(sink: Sink): void {
    this.source.start(sink)
  }

  pull(): void {
    this.source.pull()
  }

  cancel(): void {
    this.source.end('aborted')
  }
}
