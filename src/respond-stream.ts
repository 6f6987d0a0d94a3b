import { createBody, type BodyPlan } from './body.ts'
import { ApiError } from './errors.ts'
import type { StreamCut } from './faults.ts'
import type { Decided } from './pipeline.ts'
import { breakAfter, type StreamBreak } from './stream-break.ts'
import { toParts, type CutCompletion, type StreamPart } from './stream.ts'

/** The Response of a streamed answer; its body paces itself and says how it ended. */
export function streamResponse(decided: Decided, signal: AbortSignal | undefined, onEnd: BodyPlan['onEnd']): Response {
  const { record, endpoint, engine, cut } = decided
  const { partsMs, totalMs } = record.schedule
  record.state = 'streaming'
  const framing = typeof endpoint.framing === 'function' ? endpoint.framing(record as never) : endpoint.framing!
  const body = createBody({
    clock: engine.clock,
    parts: cut ? brokenParts(decided, cut) : [START][Symbol.iterator](),
    encode: cut ? endpoint.encodeStream!(record as never) : () => endpoint.encodeEvents!(record as never),
    framing,
    dueMs: partsMs && ((index) => record.receivedAtMs + (partsMs[index] ?? totalMs)),
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

/** The parts of an answer, up to where a fault breaks them. */
function brokenParts(decided: Decided, cut: CutCompletion): Iterator<StreamPart | StreamBreak> {
  const fault = decided.host.faults.cut()
  if (!fault) return toParts(cut)
  const point = { type: 'break', how: fault.how, error: cutError(decided) } as const
  return breakAfter(toParts(cut), afterTokens(fault, cut), point)
}

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
