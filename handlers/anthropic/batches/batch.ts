import { answeredBy, type Answerable } from '../../../src/batch.ts'
import type { Store } from '../../../src/provider.ts'
import type { Seed } from '../../../src/random.ts'

/** The answer of one request: a message, or an error body. */
export interface BatchAnswer {
  readonly status: number
  readonly body: unknown
}

/** One request of a batch. */
export interface BatchLine extends Answerable<BatchAnswer> {
  readonly customId: string
  readonly params: object
}

/** A batch on its way; its status follows from the clock and from its lines. */
export interface Batch {
  readonly id: string
  readonly seed: Seed
  /** Where it was made: `https://api.anthropic.com/v1/messages/batches/…`. */
  readonly url: string
  readonly createdAtMs: number
  readonly lines: readonly BatchLine[]
  /** When it ends at the earliest; moves on while lines run. */
  endsAtMs: number
  cancelledAtMs: number | undefined
}

/** The batches of one provider. */
export function batchesOf(store: Store): Map<string, Batch> {
  return store.collection<Batch>('anthropic.batches')
}

/** How long a simulated batch takes, and each of its requests: a poll or two, not hours. */
export const RUNNING_MS = 2000
export const LINE_MS = 10
export const CANCELING_MS = 500
/** A request that is not answered by then expires. */
export const WINDOW_MS = 86_400_000
/** How long results are kept: 29 days. */
export const KEPT_MS = 29 * 86_400_000

export type BatchStatus = 'in_progress' | 'canceling' | 'ended'
export type ResultType = 'succeeded' | 'errored' | 'canceled' | 'expired'

/** Notes that a batch was looked at: it does not end before its last line is answered. */
export function observe(batch: Batch, nowMs: number): void {
  const isWaiting = batch.lines.some((line) => line.answer === undefined)
  const isOver = batch.cancelledAtMs !== undefined || nowMs >= batch.createdAtMs + WINDOW_MS
  if (isWaiting && !isOver) batch.endsAtMs = Math.max(batch.endsAtMs, nowMs)
}

/** Where a batch stands at a time. */
export function statusOf(batch: Batch, nowMs: number): BatchStatus {
  if (batch.cancelledAtMs !== undefined && nowMs < endOf(batch)) return 'canceling'
  if (nowMs >= batch.createdAtMs + WINDOW_MS) return 'ended'
  const isDone = batch.cancelledAtMs !== undefined || batch.lines.every((line) => line.answer !== undefined)
  return isDone && nowMs >= endOf(batch) ? 'ended' : 'in_progress'
}

/** When a batch ends, as far as is known. */
export function endOf({ cancelledAtMs, createdAtMs, endsAtMs }: Batch): number {
  return cancelledAtMs === undefined ? Math.min(endsAtMs, createdAtMs + WINDOW_MS) : cancelledAtMs + CANCELING_MS
}

/** What became of every line of an ended batch. */
export function resultsOf(batch: Batch): ReadonlyMap<BatchLine, ResultType> {
  const { lines, createdAtMs, endsAtMs, cancelledAtMs } = batch
  const reached = new Set(
    cancelledAtMs === undefined
      ? lines.filter((line) => line.answer !== undefined)
      : answeredBy(lines, createdAtMs, endsAtMs, cancelledAtMs),
  )
  const unreached = cancelledAtMs === undefined ? 'expired' : 'canceled'
  return new Map(lines.map((line) => [line, reached.has(line) ? typeOf(line) : unreached]))
}

function typeOf({ answer }: BatchLine): ResultType {
  return answer!.status < 400 ? 'succeeded' : 'errored'
}
