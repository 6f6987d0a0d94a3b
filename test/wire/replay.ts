import { createManualClock } from '../../src/clock.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import type { FaultSpec } from '../../src/faults/fault.ts'
import type { Answer } from '../../src/reply/answer.ts'
import { Rule } from '../../src/reply/rule.ts'
import { Simulation } from '../../src/simulation.ts'
import type { Outcome } from './dialect.ts'
import type { Send, Wait, WireEndpoint } from './endpoints.ts'
import { dayOf, type Recording } from './recording.ts'
import { uncut } from './uncut.ts'

/** A request, and what makes our answer come out as wanted. */
export interface Ask {
  /** JSON, text or a form; absent for requests without a body. */
  readonly body?: unknown
  readonly method?: string
  readonly path?: string
  /** Makes what the request is about, and gives back what of the request depends on it. */
  prepare?(send: Send, wait: Wait): Promise<Pick<Ask, 'path' | 'body'>>
  readonly headers?: Readonly<Record<string, string>>
  /** What a rule replies; absent where the request alone decides. */
  readonly reply?: Answer
  readonly fail?: FaultSpec
  readonly apiKeys?: readonly string[]
  /** Day of the simulated clock. */
  readonly day?: string
}

/** Our answer. */
export async function answer(endpoint: WireEndpoint, ask: Ask): Promise<Response> {
  const rule = new Rule(() => true)
  if (ask.reply !== undefined) rule.reply(ask.reply)
  const clock = ask.day === undefined ? createManualClock() : createManualClock(Date.parse(`${ask.day}T12:00:00Z`))
  const options = {
    clock,
    rules: [rule],
    ...(ask.apiKeys ? { apiKeys: ask.apiKeys } : {}),
    ...(endpoint.latency ? { latency: endpoint.latency } : {}),
  }
  const simulation = new Simulation(options, [new MockProvider(endpoint.provider)])
  if (ask.fail !== undefined) simulation.provider(endpoint.provider.name).failNext(1, ask.fail)
  const { origin } = new URL(endpoint.origin ?? endpoint.provider.baseUrls[0]!.replace('*', 'us-east-1'))
  const send: Send = (path, init) => simulation.fetch(new URL(path, origin), init)
  const prepared = await ask.prepare?.(
    (path, init) => send(path, { ...init, headers: { ...endpoint.headers, ...init.headers } }),
    (ms) => clock.advance(ms),
  )
  const { method = 'POST', path = endpoint.path, body } = { ...ask, ...prepared }
  return send(path, {
    method,
    headers: { ...typeOf(body), ...endpoint.headers, ...(body instanceof FormData ? {} : ask.headers) },
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  })
}

function typeOf(body: unknown): Record<string, string> {
  return body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }
}

function bodyOf(body: unknown): BodyInit {
  return body instanceof FormData || typeof body === 'string' ? body : JSON.stringify(body)
}

/** The recorded request with its outcome as a rule. */
export function askOf(recording: Recording, endpoint: WireEndpoint): Ask {
  const { dialect } = endpoint
  const { request, response } = recording
  const outcome = dialect.outcomeOf(response)
  const day = dayOf(recording)
  const { prepare } = endpoint
  const stoodIn = () => {
    const body = dialect.standIn(outcome, recording.stream, modelOf(recording), response)
    return body instanceof FormData ? body : { ...(body as object), ...endpoint.standIn?.(outcome) }
  }
  return {
    method: request.method,
    ...(prepare ? { prepare: (send: Send, wait: Wait) => prepare(recording, send, wait) } : {}),
    ...(request.method === 'POST' ? { body: isLost(request.body) ? stoodIn() : uncut(withLines(request.body)) } : {}),
    path: request.path === null ? pathFor(recording, endpoint.path) : pathOf(request.path) + queryOf(request.query),
    headers: { ...dialect.lostHeaders?.(response), ...usableHeaders(request.headers) },
    ...(day === undefined ? {} : { day }),
    ...wayTo(recording, outcome),
  }
}

/** The path of a lost request; where it names the model, the one that answered. */
function pathFor({ response }: Recording, path: string): string {
  const first = (response.body ?? response.events?.[0]?.data) as { readonly modelVersion?: string } | undefined
  return first?.modelVersion ? path.replace(/[^/:]+(?=:\w+(?:\?|$))/, first.modelVersion) : path
}

/** A recorded path; what a recorder left out of it is the base of the address. */
function pathOf(path: string): string {
  return path.replace(/^<\w+>/, '/v1').replace(/^\/\//, '/')
}

/** Whether a request's body was not kept: at all, or for its size. */
function isLost(body: unknown): boolean {
  return body === null || (typeof body === 'string' && /^<(?:binary|\d+ chars)/.test(body))
}

/** A form as text with the line ends that forms have. */
function withLines(body: unknown): unknown {
  return typeof body === 'string' ? body.replace(/\r?\n/g, '\r\n') : body
}

/** The model that answered: the request that asked for it is lost. */
function modelOf({ response }: Recording): string {
  const first = (response.body ?? response.events?.[0]?.data) as Named | undefined
  return first?.model ?? first?.message?.model ?? first?.response?.model ?? ''
}

interface Named {
  readonly model?: string
  readonly message?: { readonly model?: string }
  readonly response?: { readonly model?: string }
}

/** Errors that come from outside the request; all others must come from the request itself. */
const OUTSIDE: Readonly<Record<string, string>> = {
  invalid_image_url: 'the real API downloads the address',
  invalid_image_file: 'the real API downloads the address and looks at the picture',
  tool_use_failed: 'the model made a call that does not fit its schema',
}

function wayTo({ response }: Recording, { content, finishReason }: Outcome): Pick<Ask, 'reply' | 'fail' | 'apiKeys'> {
  const { status } = response
  if (status < 400) return { reply: finishReason === 'length' ? content : { content, finishReason } }
  const isWrongKey = status === 401 || JSON.stringify(response).includes('API key not valid')
  if (isWrongKey) return { apiKeys: ['sk-another-key'] }
  const error = (
    response.body as
      | {
          readonly error?: {
            readonly message?: string
            readonly code?: unknown
            readonly type?: string
            readonly param?: string
          }
        }
      | undefined
  )?.error
  const code = typeof error?.code === 'string' ? error.code : undefined
  const told = {
    ...(code ? { code } : {}),
    ...(error?.type ? { type: error.type } : {}),
    ...(error?.param ? { param: error.param } : {}),
  }
  const fault = { status, message: error?.message ?? '', ...told }
  const isOutside = (code !== undefined && code in OUTSIDE) || error?.message?.startsWith('Error while downloading')
  if (isOutside) return { fail: { kind: 'invalid_request', ...fault } }
  if (status === 429) return { fail: { kind: 'rate_limit', ...fault } }
  return status >= 500 ? { fail: { kind: 'server_error', ...fault } } : {}
}

function queryOf(query: Readonly<Record<string, string>> | undefined): string {
  return query ? `?${new URLSearchParams(query).toString()}` : ''
}

/** The recorded headers except those that were replaced and those that belong to the connection. */
function usableHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name, value]) =>
      !/[<[]/.test(value) && !['host', 'connection', 'content-length', 'accept-encoding'].includes(name),
  )
  return Object.fromEntries(kept)
}
