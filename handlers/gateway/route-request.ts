import { canonicalJson } from '../../src/json-text.ts'
import { UsageError } from '../../src/errors.ts'
import type { Incoming } from '../../src/incoming.ts'
import { fork } from '../../src/random.ts'
import { RoutingError, type RouteDecision } from '../../src/router/index.ts'
import { tryCandidate, type Tried } from './attempt.ts'
import type { GatewayAttempt, GatewayCall } from './call.ts'
import type { Candidate } from './candidates.ts'
import { chatEndpoint } from './chat-endpoint.ts'
import { embeddingsEndpoint } from './embeddings-endpoint.ts'
import { allFailed, errorBody, errorResponse, GatewayError, refused, routingFailure } from './errors.ts'
import type { Face } from './face.ts'
import { verdictOf, type Verdict } from './fail-over.ts'
import type { Gateway } from './gateway.ts'
import { nextCandidate } from './next-candidate.ts'
import { planOf, type Plan } from './plan.ts'
import { providerRequest } from './provider-request.ts'
import { readGatewayRequest, type GatewayRequest } from './read-request.ts'
import { relay } from './relay.ts'
import { retryWait, waitFor } from './retry.ts'

/** A call while it goes on. */
interface OpenCall extends GatewayCall {
  decision: RouteDecision | undefined
  readonly attempts: GatewayAttempt[]
  status: number
}

/** One call with all that answering it takes. */
interface Journey {
  readonly gateway: Gateway
  readonly face: Face
  readonly request: Incoming
  readonly asked: GatewayRequest
  readonly call: OpenCall
  readonly plan: Plan
  readonly rejects: boolean
}

const TIMEOUT_MS = 60_000
const MAX_ATTEMPTS = 3

/** Decides a request and asks one candidate after the other until one answers, or nobody is left to ask. */
export async function routeRequest(
  gateway: Gateway,
  face: Face,
  request: Incoming,
  text: string,
  operation: GatewayRequest['operation'],
  rejects: boolean,
): Promise<Response> {
  const asked = readGatewayRequest(text, operation)
  const call = openCall(gateway, asked, request)
  gateway.remember(call)
  const response = await responseTo(gateway, face, request, asked, call, rejects)
  call.status = response.status
  const headers = face.headers(call, call.attempts.at(-1)?.exchange, gateway.simulation.clock.now())
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function openCall(gateway: Gateway, { operation, model, body }: GatewayRequest, request: Incoming): OpenCall {
  const number = gateway.nextNumber()
  return {
    id: `gw_${number}`,
    operation,
    model,
    seed: fork(number, canonicalJson(body)),
    traceId: request.headers.get('x-portkey-trace-id') ?? undefined,
    receivedAtMs: gateway.simulation.clock.now(),
    decision: undefined,
    attempts: [],
    maxAttempts: gateway.options.maxAttempts ?? MAX_ATTEMPTS,
    status: 0,
  }
}

async function responseTo(
  gateway: Gateway,
  face: Face,
  request: Incoming,
  asked: GatewayRequest,
  call: OpenCall,
  rejects: boolean,
): Promise<Response> {
  try {
    const plan = planned(gateway, asked)
    call.decision = plan.decision
    return await answered({ gateway, face, request, asked, call, plan, rejects })
  } catch (error) {
    const failure = error instanceof RoutingError ? routingFailure(error, gateway.restMs()) : error
    if (failure instanceof GatewayError) return errorResponse(failure, face, call)
    throw error
  }
}

/** The plan; what a router refuses as misuse is the client's mistake here. */
function planned(gateway: Gateway, asked: GatewayRequest): Plan {
  try {
    return planOf(gateway, asked)
  } catch (error) {
    throw error instanceof UsageError ? refused(error.message) : error
  }
}

async function answered(journey: Journey): Promise<Response> {
  const { gateway, call, plan } = journey
  const asked: Candidate[] = []
  let candidate: Candidate | undefined = plan.candidates[0]
  let last: Tried | undefined
  while (candidate && call.attempts.length < call.maxAttempts) {
    asked.push(candidate)
    last = await askPatiently(journey, candidate)
    const verdict: Verdict = verdictOf(last.outcome, gateway.options.failOver)
    if (verdict === 'answer') return answerOf(journey, last)
    const next = nextCandidate(gateway, plan, asked, verdict)
    // What nobody else is asked about is the provider's own answer.
    if (!next && last.response && (verdict !== 'next' || asked.length === 1)) return last.response
    candidate = next
  }
  throw allFailed(call, await wordsIn(last?.response))
}

/** Asks a candidate, and asks it again as often as the gateway is told to. */
async function askPatiently(journey: Journey, candidate: Candidate): Promise<Tried> {
  const { gateway, call, request, asked } = journey
  const retry = { ...gateway.options.retry, attempts: asked.retries ?? gateway.options.retry?.attempts ?? 0 }
  for (let nth = 1; ; nth++) {
    const tried = await ask(journey, candidate, nth > 1)
    if (tried.outcome.isFinal || call.attempts.length >= call.maxAttempts) return tried
    const waitMs = isAnswered(tried) ? undefined : retryWait(tried.attempt, retry, nth)
    if (waitMs === undefined) return tried
    await waitFor(gateway.simulation, waitMs, request.signal)
  }
}

async function ask(journey: Journey, candidate: Candidate, isRetry: boolean): Promise<Tried> {
  const { gateway, face, request, asked, call, rejects } = journey
  const { simulation, options, router } = gateway
  const { card } = simulation.provider(candidate.provider)
  const fault = call.attempts.length === 0 && options.preset === 'litellm' ? asked.mockFault : undefined
  const endpointFor = asked.operation === 'chat' ? chatEndpoint : embeddingsEndpoint
  router.recordStart(call.decision!, candidate)
  const tried = await tryCandidate({
    simulation,
    candidate,
    request: providerRequest(request, asked, candidate.model, card, fault),
    endpointOf: (definition) => endpointFor(definition, face, call),
    isStream: asked.isStream,
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
    rejects,
  })
  call.attempts.push({ ...tried.attempt, exchange: tried.exchange, isRetry })
  const costUsd = tried.exchange?.costUsd
  router.recordOutcome(call.decision!, { ...tried.attempt, ...(costUsd === undefined ? {} : { costUsd }) })
  return tried
}

function isAnswered({ outcome }: Tried): boolean {
  return typeof outcome.status === 'number' && outcome.status < 400
}

function answerOf({ gateway, face, request, call }: Journey, { response, stream }: Tried): Response {
  if (!stream) return response!
  const body = relay({
    stream,
    clock: gateway.simulation.clock,
    signal: request.signal,
    idleMs: gateway.options.timeoutMs ?? TIMEOUT_MS,
    errorFrame: (message) => {
      const words = { status: 502, message, type: 'server_error', code: 'upstream_failed' }
      return `data: ${JSON.stringify(errorBody(words, face, call))}\n\n`
    },
  })
  return new Response(body, { status: response!.status, headers: response!.headers })
}

/** What the last provider said. */
async function wordsIn(response: Response | undefined) {
  if (!response) return undefined
  const { error } = (await response.json()) as {
    readonly error?: { readonly message?: string; readonly type?: string }
  }
  return { status: response.status, message: error?.message ?? '', type: error?.type ?? 'server_error', code: null }
}
