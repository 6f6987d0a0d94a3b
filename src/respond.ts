import { standardAnswer, type Answerer } from './answer-with.ts'
import { choicesOf, type Completion } from './completion.ts'
import { billedCall, billOf } from './cost.ts'
import { usageSent } from './count.ts'
import { debug } from './debug.ts'
import { ApiError, RESET_WORDS, UsageError } from './errors.ts'
import { isAnsweredChat, type ExchangeRecord, type OperationResult } from './exchange.ts'
import { writeJson } from './json-text.ts'
import { withoutUsage } from './omit-usage.ts'
import type { Decided } from './run.ts'
import { leavePlace, takePlace } from './place.ts'
import type { AnyEndpoint, WireError } from './provider.ts'
import { brokenBody, headOf, isBreaking, streamResponse, verbatimResponse, type Ends } from './respond-stream.ts'
import { statusTextOf } from './status-text.ts'

/**
 * The Response of a decided exchange, after the wait that its schedule asks for; at once where it asks for none.
 *
 * @throws the signal's reason where the client leaves before the headers do.
 */
export function respond(decided: Decided): Response | Promise<Response> {
  const { record, cut, endpoint } = decided
  const { verbatim } = record
  const hasStream = cut === undefined ? endpoint.encodeEvents !== undefined : endpoint.encodeStream !== undefined
  const isStream = record.request.stream && hasStream
  const isAnnounced = isAnsweredChat(record) && endpoint.answersAtHeaders?.(record.request) === true
  const isEarly = isStream || verbatim !== undefined || isAnnounced
  const waiting = untilHeaders(decided, isEarly ? 'headersMs' : 'totalMs')
  return waiting ? waiting.then(() => responseOf(decided, isStream)) : responseOf(decided, isStream)
}

function responseOf(decided: Decided, isStream: boolean): Response | Promise<Response> {
  const { record, endpoint } = decided
  const { verbatim } = record
  if (verbatim) return verbatimResponse(decided, verbatim, bodyEnds(decided))
  if (record.outcome instanceof ApiError) {
    if (decided.fault?.how === 'socket') return loseConnection(decided)
    if (decided.fault?.how === 'stall') return stall(decided)
    return errorResponse(decided, record.outcome)
  }
  record.status = endpoint.successStatus ?? 200
  if (isStream)
    return streamResponse(decided, {
      onEnd: (state, sentTokens, isOpen) => endStream(decided, state, sentTokens, isOpen),
      onClose: () => release(decided),
    })
  const encoded = endpoint.encode(record as never)
  const body = decided.host.omitsUsage ? withoutUsage(encoded) : encoded
  const isRaw = typeof body === 'string' || body instanceof Uint8Array
  const payload = isRaw ? (body as string | Uint8Array<ArrayBuffer>) : writeJson(body, endpoint.style)
  if (!isBreaking(decided.fault)) finish(decided, 'complete')
  const sent = brokenBody(decided, payload, bodyEnds(decided))
  return decided.answer(sent, headOf(decided, contentTypeOf(endpoint.contentType, record)))
}

/** The connection ends before the headers, as undici tells it. */
function loseConnection(decided: Decided): never {
  finish(decided, 'cut')
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', errno: -104, syscall: 'read' })
  throw new TypeError('fetch failed', { cause })
}

/** Nothing ever comes; the client's abort, or a reset, ends it. */
async function stall(decided: Decided): Promise<never> {
  const { signal } = decided.client
  finish(decided, 'cut', true)
  return new Promise((_, reject) => {
    const stop = (reason: Error) => {
      untrack()
      release(decided)
      reject(reason)
    }
    const untrack = decided.engine.track(stop)
    const leave = () => stop(signal!.reason as Error)
    if (signal?.aborted) leave()
    else signal?.addEventListener('abort', leave, { once: true })
  })
}

function contentTypeOf(type: AnyEndpoint['contentType'], record: ExchangeRecord): string {
  return typeof type === 'function' ? type(record) : (type ?? 'application/json')
}

/** Waits out the time before the headers; direct calls wait likewise. */
export function untilHeaders(decided: Decided, time: 'headersMs' | 'totalMs'): Promise<void> | undefined {
  const { record, engine, client, cached, place, resets } = decided
  const isGone = client.hasLeft ?? client.signal?.aborted === true
  const isDue = record.receivedAtMs + record.schedule[time] * engine.timeScale <= engine.clock.now()
  if (isGone || !isDue || place || engine.resets !== resets) return waitForHeaders(decided, time)
  cached?.commit()
  return undefined
}

async function waitForHeaders(decided: Decided, time: 'headersMs' | 'totalMs'): Promise<void> {
  const { record, engine, client } = decided
  try {
    if (client.hasLeft ?? client.signal?.aborted) throw client.signal!.reason
    if (engine.resets !== decided.resets) throw new UsageError(RESET_WORDS)
    await takePlace(decided)
    const untilMs = record.receivedAtMs + record.schedule[time] * engine.timeScale
    if (untilMs > engine.clock.now()) await sleepTracked(decided, untilMs - engine.clock.now())
    decided.cached?.commit()
  } catch (reason) {
    if (isAnsweredChat(record)) rebill(decided, 0)
    finish(decided, 'aborted')
    throw reason
  }
}

/** Sleeps until the time has come, the client leaves, or the simulation is reset. */
function sleepTracked({ engine, client: { signal } }: Decided, ms: number): Promise<void> {
  const controller = new AbortController()
  const onAbort = () => controller.abort(signal!.reason)
  const release = engine.track((reason) => controller.abort(reason))
  signal?.addEventListener('abort', onAbort, { once: true })
  return engine.clock.sleep(ms, controller.signal).finally(() => {
    release()
    signal?.removeEventListener('abort', onAbort)
  })
}

function errorResponse(decided: Decided, error: ApiError): Response {
  const { record, endpoint } = decided
  const wire = endpoint.encodeError(error, record)
  record.status = wire.status
  finish(decided, 'complete')
  return writeError(wire, endpoint.headers(record), error, decided.answer)
}

/** The Response of an error as a dialect words it. */
export function writeError(
  wire: WireError,
  headers: Record<string, string>,
  error: ApiError,
  answer: Answerer = standardAnswer,
): Response {
  const isText = typeof wire.body === 'string'
  const body = isText ? wire.body : writeJson(wire.body, wire.style ?? 'compact')
  const contentType = wire.contentType ?? 'application/json'
  return answer(body, {
    status: wire.status,
    statusText: statusTextOf(wire.status),
    headers: { 'content-type': contentType, ...headers, ...wire.headers, ...shortWait(error), ...error.headers },
  })
}

/** A scripted wait that whole seconds cannot say, as SDKs read it; providers that send no milliseconds themselves do so for nothing else. */
function shortWait({ retryAfterMs, details }: ApiError): Record<string, string> {
  if (retryAfterMs === undefined || retryAfterMs >= 1000 || details['meter']) return {}
  return { 'retry-after-ms': String(Math.ceil(retryAfterMs)) }
}

function endStream(decided: Decided, state: ExchangeRecord['state'], sentTokens: number, isOpen: boolean): void {
  const { record } = decided
  if (state !== 'complete' && isAnsweredChat(record)) rebill(decided, sentTokens)
  if (state !== 'complete') record.left = record.sent
  record.progress = undefined
  finish(decided, state, isOpen)
}

/** Bills what was sent of a stream that ended early. */
function rebill({ record, engine }: Decided, sentTokens: number): void {
  const completion = record.outcome as OperationResult as Completion
  if (choicesOf(completion).length === 0) return
  const usage = usageSent(completion, sentTokens)
  engine.journal.charge(record, usage, billOf(billedCall(record, usage), engine.prices))
}

/** Whoever still holds its connection is still among those that are served: `isOpen`. */
function finish(decided: Decided, state: ExchangeRecord['state'], isOpen = false): void {
  const { record, host, engine, admission } = decided
  record.state = state
  // An answer that was not sent to its end counts as what was sent, as in the bill.
  if (state !== 'complete' || record.error) admission?.settle(record.usage)
  if (!isOpen) release(decided)
  const elapsedMs =
    state === 'complete'
      ? record.schedule.totalMs
      : Math.min(record.schedule.totalMs, engine.clock.now() - record.receivedAtMs)
  host.observe(elapsedMs, record.error !== undefined || state === 'cut')
  debug(decided, 'ended')
  engine.journal.emit('end', record)
}

/** The connection is gone, and with it what it took of the limits on how many there are. */
function release(decided: Decided): void {
  leavePlace(decided)
  decided.admission?.end()
}

function bodyEnds(decided: Decided): Ends {
  return { onEnd: (state, _, isOpen) => finish(decided, state, isOpen), onClose: () => release(decided) }
}

/** Ends an exchange that was answered without HTTP. */
export function finishDirect(decided: Decided): void {
  decided.record.status = decided.record.error ? (decided.record.error.status ?? 500) : 200
  finish(decided, 'complete')
}

/** Ends an exchange whose caller is told of a mistake instead of getting the answer. */
export function dismiss(decided: Decided): void {
  finish(decided, 'aborted')
}
