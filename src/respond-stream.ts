import { debug } from './debug.ts'
import type { AnswerBody, AnswerHead } from './answer-with.ts'
import { PacedBody } from './body.ts'
import type { BodyPlan } from './body-plan.ts'
import { breakBody } from './faults/break-body.ts'
import { breakingEncoder } from './faults/break-stream.ts'
import type { Progress } from './exchange.ts'
import type { FaultRule } from './faults/fault.ts'
import type { Framing } from './framing/framing.ts'
import { streamWithoutUsage } from './omit-usage.ts'
import type { Decided } from './run.ts'
import type { StreamEncoder } from './provider.ts'
import type { Verbatim } from './replay/verbatim.ts'
import { statusTextOf } from './status-text.ts'
import { collapse, toParts, type CutCompletion, type StreamPart } from './stream.ts'

/** Who is told of the end of a body. */
export type Ends = Pick<BodyPlan, 'onEnd' | 'onClose'>

/** The Response of a streamed answer; its body paces itself and says how it ended. */
export function streamResponse(decided: Decided, ends: Ends): Response {
  const { record, endpoint, engine, cut, fault } = decided
  const { partsMs, totalMs } = record.schedule
  record.state = 'streaming'
  debug(decided, 'streaming')
  engine.journal.emit('stream', record)
  const framing = typeof endpoint.framing === 'function' ? endpoint.framing(record as never) : endpoint.framing!
  const encodeAll: StreamEncoder = cut
    ? endpoint.encodeStream!(record as never)
    : () => endpoint.encodeEvents!(record as never)
  const encode = decided.host.omitsUsage ? streamWithoutUsage(encodeAll) : encodeAll
  const { timeScale, gate } = engine
  const lane = gate.enter(record.id)
  const leave: BodyPlan['onEnd'] = (...ended) => {
    lane.leave()
    ends.onEnd(...ended)
  }
  if (cut) record.progress = progressOf(cut)
  const { clock, signal, track, onClose } = wiring(decided, ends)
  // One form for all: a copy into a literal is slower.
  const body = new PacedBody({
    clock,
    signal,
    track,
    onEnd: leave,
    onClose,
    lane,
    progress: record.progress,
    parts: cut ? toParts(cut) : [START][Symbol.iterator](),
    encode: isBreaking(fault) ? broken(decided, fault, encode, framing) : encode,
    framing,
    joinsFrames: decided.joinsFrames === true && !isBreaking(fault),
    dueMs: partsMs && ((index) => record.receivedAtMs + (partsMs[index] ?? totalMs) * timeScale + lane.shiftMs),
  })
  return decided.answer(body, headOf(decided, framing.contentType))
}

/** How far a stream has come, and what that is of its first choice. */
function progressOf(cut: CutCompletion): Progress {
  return {
    parts: 0,
    content() {
      return collapse(firstOf(toParts(cut), this.parts))[0]?.content ?? []
    },
  }
}

function* firstOf(parts: Iterable<StreamPart>, count: number): Generator<StreamPart, void> {
  let left = count
  for (const part of parts) {
    if (left-- <= 0) return
    yield part
  }
}

/** The Response of an exchange that is answered as it was recorded. */
export function verbatimResponse(decided: Decided, verbatim: Verbatim, ends: Ends): Response {
  const { record, engine } = decided
  record.status = verbatim.status
  record.state = 'streaming'
  debug(decided, 'streaming')
  engine.journal.emit('stream', record)
  const body = new PacedBody({
    ...wiring(decided, ends),
    parts: [START][Symbol.iterator](),
    encode: () => verbatim.turns(engine.timeScale),
    framing: NO_EVENTS,
    dueMs: undefined,
  })
  const { status, headers } = verbatim
  return decided.answer(body, { status, statusText: statusTextOf(status), headers })
}

/** The body of an answer without a stream that a fault breaks. */
export function brokenBody(decided: Decided, payload: string | Uint8Array<ArrayBuffer>, ends: Ends): AnswerBody {
  const { fault } = decided
  if (!isBreaking(fault)) return payload
  return new PacedBody({
    ...wiring(decided, ends),
    parts: [START][Symbol.iterator](),
    encode: () => breakBody(payload, fault),
    framing: NO_EVENTS,
    dueMs: undefined,
  })
}

/** Status and headers of an answer; the content type is theirs where they name one, or a fault's. */
export function headOf({ record, endpoint, fault }: Decided, contentType: string): AnswerHead {
  const { status } = record
  const headers = endpoint.headers(record)
  const named = fault?.how === 'content-type' ? (fault.contentType ?? 'text/html; charset=utf-8') : undefined
  return {
    status,
    statusText: statusTextOf(status),
    headers: named === undefined ? headers : { ...headers, 'content-type': named },
    contentType,
  }
}

/** Whether a fault changes the bytes of the body. */
export function isBreaking(fault: FaultRule | undefined): fault is FaultRule {
  return fault !== undefined && fault.how !== 'content-type'
}

const START: StreamPart = { type: 'start' }
const NO_EVENTS: Framing = { contentType: '', frame: ({ data }) => data }

function wiring({ engine, client }: Decided, { onEnd, onClose }: Ends) {
  const signal = client.hasLeft === undefined ? client.signal : undefined
  return { clock: engine.clock, signal, onEnd, onClose, track: (stop: (reason: Error) => void) => engine.track(stop) }
}

function broken(
  { record, cut }: Decided,
  fault: FaultRule,
  encode: StreamEncoder,
  framing: Framing,
): BodyPlan['encode'] {
  const totalTokens = () =>
    cut ? Array.from(toParts(cut)).reduce((sum, part) => sum + (part.type === 'part-delta' ? part.tokens : 0), 0) : 0
  return breakingEncoder({ encode, framing, fault, provider: record.provider, totalTokens })
}
