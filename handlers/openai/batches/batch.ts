import { answeredBy as answeredInTime } from '../../../src/batch.ts'
import type { Store } from '../../../src/provider.ts'
import type { Seed } from '../../../src/random.ts'

/** One request of a batch with its answer, once there is one. */
export interface BatchLine {
  readonly customId: string
  readonly body: object
  answer?: BatchAnswer
}

export interface BatchAnswer {
  readonly status: number
  readonly requestId: string
  readonly body: unknown
}

/** What is wrong with an input file. */
export interface BatchProblem {
  readonly code: string
  readonly message: string
  readonly param: string | null
  readonly line: number | null
}

/** A batch on its way; its status follows from the clock and from its lines. */
export interface Batch {
  readonly id: string
  readonly seed: Seed
  readonly endpoint: string
  readonly inputFileId: string
  readonly metadata: Readonly<Record<string, string>> | null
  readonly outputExpiresAfterSeconds: number | undefined
  readonly createdAtMs: number
  readonly lines: readonly BatchLine[]
  readonly problems: readonly BatchProblem[]
  /** When the last line is answered at the earliest; moves on while lines run. */
  runsUntilMs: number
  cancelledAtMs: number | undefined
  outputFileId: string | undefined
  errorFileId: string | undefined
}

/** The batches of one provider. */
export function batchesOf(store: Store): Map<string, Batch> {
  return store.collection<Batch>('openai.batches')
}

/** How long the stages of a simulated batch take: a poll or two, not hours. */
export const VALIDATING_MS = 1000
export const FINALIZING_MS = 500
export const CANCELLING_MS = 500
/** Time of the stage in which lines are answered, and for each of them. */
export const RUNNING_MS = 1000
export const LINE_MS = 10
/** A batch that has not ended by then expires. */
export const WINDOW_MS = 86_400_000

export type BatchStatus =
  | 'validating'
  | 'failed'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'expired'
  | 'cancelling'
  | 'cancelled'

/** Where a batch stands at a time. */
export function statusOf(batch: Batch, nowMs: number): BatchStatus {
  const { createdAtMs, cancelledAtMs, runsUntilMs, problems } = batch
  if (cancelledAtMs !== undefined) return nowMs < cancelledAtMs + CANCELLING_MS ? 'cancelling' : 'cancelled'
  if (nowMs < createdAtMs + VALIDATING_MS) return 'validating'
  if (problems.length > 0) return 'failed'
  const isDone = batch.lines.every((line) => line.answer !== undefined)
  if (!isDone && nowMs >= createdAtMs + WINDOW_MS) return 'expired'
  if (!isDone || nowMs < runsUntilMs) return 'in_progress'
  return nowMs < runsUntilMs + FINALIZING_MS ? 'finalizing' : 'completed'
}

/** The lines that had been answered by a time: they come one after the other over the stage. */
export function answeredBy(batch: Batch, nowMs: number): readonly BatchLine[] {
  const atMs = Math.min(nowMs, batch.cancelledAtMs ?? Number.POSITIVE_INFINITY)
  const startMs = batch.createdAtMs + VALIDATING_MS
  return answeredInTime(batch.lines, startMs, batch.runsUntilMs, atMs)
}
