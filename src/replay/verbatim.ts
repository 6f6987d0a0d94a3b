import { fromBase64 } from '../base64.ts'
import type { Choice, Usage } from '../completion.ts'
import { ApiError } from '../errors.ts'
import { kindOfStatus } from '../faults/check-fault.ts'
import type { Turn } from '../faults/turn.ts'
import { writeJson } from '../json-text.ts'
import type { Schedule } from '../exchange.ts'
import { Recorded } from './recorded.ts'
import type { RecordedChunk, RecordedResponse } from './recording.ts'

/** What a recorded body says, as far as it was understood; the journal and the bill show it. */
export interface ReadAnswer {
  readonly choice: Choice
  /** As the provider counted; undefined: the engine counts. */
  readonly usage?: Partial<Usage>
  /** Message of an error. */
  readonly message?: string
}

/** An answer that is sent byte by byte as it was recorded. */
export class Verbatim extends Recorded {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly choice: Choice
  readonly usage: Partial<Usage> | undefined
  /** What it was, where it was not an answer. */
  readonly error: ApiError | undefined
  /** As recorded; undefined: as the simulation's latency says. */
  readonly schedule: Schedule | undefined
  private readonly chunks: readonly RecordedChunk[]
  private readonly headersMs: number

  constructor(response: RecordedResponse, read: ReadAnswer, isPaced: boolean) {
    super()
    const { status, headersMs, totalMs, headers } = response
    this.status = status
    this.headers = Object.fromEntries(
      Object.entries(headers).filter(([name]) => !OF_THE_TRANSPORT.has(name.toLowerCase())),
    )
    this.choice = read.choice
    this.usage = read.usage
    this.error = status >= 400 ? new ApiError(kindOfStatus(status), read.message ?? '', { status }) : undefined
    this.chunks = chunksOf(response)
    this.headersMs = headersMs
    this.schedule = isPaced
      ? { headersMs, ttftMs: Math.min(totalMs, Math.max(headersMs, this.chunks[0]?.atMs ?? headersMs)), totalMs }
      : undefined
  }

  /** The body in its pieces, with the waits between them. */
  *turns(timeScale: number): Generator<Turn> {
    let beforeMs = this.headersMs
    for (const chunk of this.chunks) {
      const ms = (chunk.atMs - beforeMs) * timeScale
      if (this.schedule && ms > 0) yield { type: 'wait', ms }
      beforeMs = Math.max(beforeMs, chunk.atMs)
      yield { type: 'bytes', bytes: bytesOf(chunk) }
    }
  }
}

const OF_THE_TRANSPORT = new Set([
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'set-cookie',
])

function chunksOf({ json, style = 'compact', chunks, totalMs }: RecordedResponse): readonly RecordedChunk[] {
  return chunks ?? (json === undefined ? [] : [{ atMs: totalMs, text: writeJson(json, style) }])
}

const encoder = new TextEncoder()

function bytesOf({ text, base64 }: RecordedChunk): Uint8Array<ArrayBuffer> {
  return base64 === undefined ? encoder.encode(text ?? '') : fromBase64(base64)
}
