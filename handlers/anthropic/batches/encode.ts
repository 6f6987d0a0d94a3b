import { drawId } from '../../../src/ids.ts'
import { endOf, KEPT_MS, resultsOf, statusOf, WINDOW_MS, type Batch, type BatchLine, type ResultType } from './batch.ts'

/** A batch as the wire shows it at a time. All requests count as `processing` until the whole batch has ended. */
export function wireBatch(batch: Batch, nowMs: number) {
  const { id, createdAtMs, cancelledAtMs } = batch
  const status = statusOf(batch, nowMs)
  const isEnded = status === 'ended'
  const types = isEnded ? [...resultsOf(batch).values()] : []
  const count = (type: ResultType) => types.filter((one) => one === type).length
  const isArchived = nowMs >= createdAtMs + KEPT_MS
  return {
    id,
    type: 'message_batch',
    processing_status: status,
    request_counts: {
      processing: isEnded ? 0 : batch.lines.length,
      succeeded: count('succeeded'),
      errored: count('errored'),
      canceled: count('canceled'),
      expired: count('expired'),
    },
    ended_at: isEnded ? stampOf(batch, endOf(batch)) : null,
    created_at: stampOf(batch, createdAtMs),
    expires_at: stampOf(batch, createdAtMs + WINDOW_MS),
    archived_at: isArchived ? stampOf(batch, createdAtMs + KEPT_MS) : null,
    cancel_initiated_at: cancelledAtMs === undefined ? null : stampOf(batch, cancelledAtMs),
    results_url: isEnded ? `${batch.url}/results` : null,
  } as const
}

/** RFC 3339 with microseconds and `+00:00`, as recorded. */
function stampOf({ seed }: Batch, ms: number): string {
  return new Date(ms).toISOString().replace('Z', `${drawId(seed, 'microseconds', 3, '0123456789')}+00:00`)
}

/** The results of an ended batch: a line of JSON for each request. */
export function wireResults(batch: Batch): string {
  const lines = [...resultsOf(batch)].map(
    ([line, type]) => `${JSON.stringify({ custom_id: line.customId, result: resultOf(line, type) })}\n`,
  )
  return lines.join('')
}

function resultOf({ answer }: BatchLine, type: ResultType): object {
  if (type === 'succeeded') return { type, message: answer!.body }
  if (type !== 'errored') return { type }
  const { error } = answer!.body as { readonly error: unknown }
  return { type, error: { type: 'error', error, request_id: null } }
}
