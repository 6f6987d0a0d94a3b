import { createBody, type BodyPlan } from './body.ts'
import { ApiError } from './errors.ts'
import type { StreamCut } from './faults.ts'
import type { Decided } from './pipeline.ts'
import { toParts, type CutCompletion, type StreamPart } from './stream.ts'

/** The Response of a streamed answer; its body paces itself and says how it ended. */
export function streamResponse(decided: Decided, signal: AbortSignal | undefined, onEnd: BodyPlan['onEnd']): Response {
  const { record, endpoint, engine, host, cut } = decided
  const { partsMs, totalMs } = record.schedule
  record.state = 'streaming'
  const framing = typeof endpoint.framing === 'function' ? endpoint.framing(record as never) : endpoint.framing!
  const fault = cut && host.faults.cut()
  const body = createBody({
    clock: engine.clock,
    parts: cut ? toParts(cut) : [START][Symbol.iterator](),
    encode: cut ? endpoint.encodeStream!(record as never) : () => endpoint.encodeEvents!(record as never),
    framing,
    dueMs: partsMs && ((index) => record.receivedAtMs + (partsMs[index] ?? totalMs)),
    cut: fault && { ...fault, afterTokens: afterTokens(fault, cut), part: { type: 'error', error: cutError(decided) } },
    signal,
    track: (stop) => engine.track(stop),
    onEnd,
  })
  return new Response(body, {
    status: record.status,
    headers: { 'content-type': framing.contentType, ...endpoint.headers(record) },
  })
}

const START: StreamPart = { type: 'start' }

function cutError({ host, record }: Decided): ApiError {
  record.note = 'Fault: the stream was broken by cutStreamAfter.'
  return new ApiError('overloaded', '', { provider: host.definition.name })
}

/** Visible tokens after which a fault breaks the stream. */
function afterTokens({ after }: StreamCut, cut: CutCompletion): number {
  if ('tokens' in after) return after.tokens
  const total = Array.from(toParts(cut)).reduce((sum, part) => sum + (part.type === 'part-delta' ? part.tokens : 0), 0)
  return Math.floor(total * after.share)
}
