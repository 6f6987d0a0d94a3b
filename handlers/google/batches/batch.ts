import { answeredBy, type Answerable } from '../../../src/batch.ts'
import type { Store } from '../../../src/provider.ts'
import type { Seed } from '../../../src/random.ts'

/** The answer of one request: a response, or an error. */
export interface BatchAnswer {
  readonly isError: boolean
  readonly body: Readonly<Record<string, unknown>>
}

/** One request of a batch. */
export interface BatchLine extends Answerable<BatchAnswer> {
  readonly request: object
  /** What the caller knows it by: inlined requests have metadata, lines of a file a key. */
  readonly metadata?: unknown
  readonly key?: string
}

/** A batch on its way; its state follows from the clock and from its lines. */
export interface Batch {
  /** `batches/…`. */
  readonly name: string
  readonly seed: Seed
  readonly model: string
  readonly displayName: string | undefined
  /** The input file, which makes the output one too; undefined for inlined requests. */
  readonly inputFile: string | undefined
  readonly createdAtMs: number
  readonly lines: readonly BatchLine[]
  /** When it ends at the earliest; moves on while lines run. */
  endsAtMs: number
  cancelledAtMs: number | undefined
}

/** The batches of one provider. */
export function batchesOf(store: Store): Map<string, Batch> {
  return store.collection<Batch>('google.batches')
}

/** How long a simulated batch waits, runs, and needs for each request: a poll or two, not hours. */
export const PENDING_MS = 500
export const RUNNING_MS = 1500
export const LINE_MS = 10
/** A batch that has not ended by then expires: two days. */
export const WINDOW_MS = 172_800_000

export type BatchState = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'CANCELLED' | 'EXPIRED'

/** Notes that a batch was looked at: it does not end before its last request is answered. */
export function observe(batch: Batch, nowMs: number): void {
  const isWaiting = batch.lines.some((line) => line.answer === undefined)
  if (isWaiting && batch.cancelledAtMs === undefined) batch.endsAtMs = Math.max(batch.endsAtMs, nowMs)
}

/** Where a batch stands at a time. */
export function stateOf({ createdAtMs, cancelledAtMs, endsAtMs, lines }: Batch, nowMs: number): BatchState {
  if (cancelledAtMs !== undefined) return 'CANCELLED'
  if (nowMs < createdAtMs + PENDING_MS) return 'PENDING'
  const isDone = lines.every((line) => line.answer !== undefined) && nowMs >= endsAtMs
  if (isDone) return 'SUCCEEDED'
  return nowMs >= createdAtMs + WINDOW_MS ? 'EXPIRED' : 'RUNNING'
}

/** The requests that had been answered by a time. */
export function answeredLines(batch: Batch, nowMs: number): readonly BatchLine[] {
  const { lines, createdAtMs, endsAtMs, cancelledAtMs = nowMs } = batch
  return answeredBy(lines, createdAtMs + PENDING_MS, endsAtMs, Math.min(nowMs, cancelledAtMs))
}
