import { UsageError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { Incoming } from '../../src/incoming.ts'
import type { AnyEndpoint, ProviderDefinition } from '../../src/provider.ts'
import type { RouteAttempt } from '../../src/router/index.ts'
import type { Simulation } from '../../src/simulation.ts'
import type { Outcome } from './fail-over.ts'
import { openStream, type OpenedStream } from './opened-stream.ts'

/** What is asked of one candidate. */
export interface Asking {
  readonly simulation: Simulation
  readonly candidate: { readonly provider: string; readonly model: string }
  readonly request: Incoming
  endpointOf(definition: ProviderDefinition): AnyEndpoint
  readonly isStream: boolean
  /** Milliseconds until the answer, or a stream's first content, must be there. */
  readonly timeoutMs: number
  /** Mistakes in the use of msw-llm reject. */
  readonly rejects: boolean
}

/** What came of it. */
export interface Tried {
  readonly attempt: RouteAttempt
  readonly outcome: Outcome
  readonly exchange: Exchange | undefined
  /** Absent for timeouts and lost connections. */
  readonly response: Response | undefined
  /** The rest of a stream whose first content has come. */
  readonly stream: OpenedStream | undefined
}

const CREDENTIAL = { key: 'gateway' }

/**
 * Asks a candidate and waits for its answer, or for the first content of its stream.
 *
 * @throws the signal's reason where the client leaves; a {@link UsageError} where the test author has to know
 */
export async function tryCandidate(asking: Asking): Promise<Tried> {
  const { simulation, candidate, request, isStream, timeoutMs, rejects } = asking
  const { clock } = simulation
  const startedAtMs = clock.now()
  const { signal } = request
  const controller = new AbortController()
  const leave = () => controller.abort(signal!.reason)
  if (signal?.aborted) leave()
  else signal?.addEventListener('abort', leave, { once: true })
  let exchange: Exchange | undefined
  const deadline = createDeadline(simulation, startedAtMs + timeoutMs, controller, () => exchange)
  const release = () => signal?.removeEventListener('abort', leave)
  const tried = (status: RouteAttempt['status'], rest: Partial<Tried> = {}): Tried => ({
    attempt: {
      ...candidate,
      status,
      latencyMs: clock.now() - startedAtMs,
      ...retryAfterOf(rest.response, exchange),
    },
    outcome: {
      status,
      kind: exchange?.error?.kind,
      isFinal: exchange?.error?.headers['x-should-retry'] === 'false',
    },
    exchange,
    response: undefined,
    stream: undefined,
    ...rest,
  })
  try {
    const asked = { ...incoming(request), signal: controller.signal }
    const answer = await simulation.ask(simulation.provider(candidate.provider), asked, asking.endpointOf, {
      rejects,
      credential: CREDENTIAL,
      onOpen: (opened) => (exchange = opened),
    })
    if (isStream && answer.ok && answer.body) {
      const stream = await openStream(answer.body.getReader(), release, controller)
      if (stream) return tried(answer.status, { response: answer, stream })
      return tried('network')
    }
    const text = await answer.text()
    release()
    if (answer.ok && !isJson(text)) return tried('network')
    return tried(answer.status, { response: new Response(text, { status: answer.status, headers: answer.headers }) })
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    if (error instanceof UsageError) throw error
    return tried(deadline.isOver() ? 'timeout' : 'network')
  } finally {
    deadline.lift()
  }
}

/** Ends an attempt that takes too long. */
function createDeadline(
  simulation: Simulation,
  atMs: number,
  controller: AbortController,
  ours: () => Exchange | undefined,
) {
  let isOver = false
  let cancelTimer = () => {}
  const stopListening = simulation.on('exchange', (decided) => {
    // From when the answer is decided: what is loaded before that takes real time, which a virtual clock would run ahead of.
    if (decided !== ours()) return
    cancelTimer = simulation.clock.at(atMs, () => {
      isOver = true
      controller.abort(new DOMException('The provider took too long.', 'TimeoutError'))
    })
  })
  return {
    isOver: () => isOver,
    lift() {
      cancelTimer()
      stopListening()
    },
  }
}

/** The members of a request; a `Request` has them as getters, which no spread copies. */
function incoming(request: Incoming): Omit<Incoming, 'signal'> {
  const { method, url, headers, body } = request
  return { method, url, headers, body, text: () => request.text(), formData: () => request.formData() }
}

function retryAfterOf(
  response: Response | undefined,
  exchange: Exchange | undefined,
): Pick<RouteAttempt, 'retryAfterMs'> {
  if (!response || response.ok) return {}
  const { headers } = response
  const ms = Number(headers.get('retry-after-ms') ?? Number.NaN)
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  const retryAfterMs = Number.isFinite(ms)
    ? ms
    : Number.isFinite(seconds)
      ? seconds * 1000
      : exchange?.error?.retryAfterMs
  return retryAfterMs === undefined ? {} : { retryAfterMs }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
