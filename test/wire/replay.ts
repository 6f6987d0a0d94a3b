import { createManualClock } from '../../src/clock.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import type { FaultSpec } from '../../src/faults/fault.ts'
import type { Answer } from '../../src/reply/answer.ts'
import { Rule } from '../../src/reply/rule.ts'
import { Simulation } from '../../src/simulation.ts'
import type { Outcome } from './dialect.ts'
import type { WireEndpoint } from './endpoints.ts'
import { dayOf, type Recording } from './recording.ts'
import { uncut } from './uncut.ts'

/** A request, and what makes our answer come out as wanted. */
export interface Ask {
  readonly body: unknown
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  /** What a rule replies; absent where the request alone decides. */
  readonly reply?: Answer
  readonly fail?: FaultSpec
  readonly apiKeys?: readonly string[]
  /** Day of the simulated clock. */
  readonly day?: string
}

/** Our answer. */
export function answer(endpoint: WireEndpoint, ask: Ask): Promise<Response> {
  const rule = new Rule(() => true)
  if (ask.reply !== undefined) rule.reply(ask.reply)
  if (ask.fail !== undefined) rule.fail(ask.fail)
  const clock = ask.day === undefined ? createManualClock() : createManualClock(Date.parse(`${ask.day}T12:00:00Z`))
  const options = { clock, rules: [rule], ...(ask.apiKeys ? { apiKeys: ask.apiKeys } : {}) }
  const simulation = new Simulation(options, [new MockProvider(endpoint.provider)])
  const { origin } = new URL(endpoint.provider.baseUrls[0]!)
  return simulation.fetch(new URL(ask.path ?? endpoint.path, origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...endpoint.headers, ...ask.headers },
    body: JSON.stringify(ask.body),
  })
}

/** The recorded request with its outcome as a rule. */
export function askOf(recording: Recording, { dialect, path }: WireEndpoint): Ask {
  const { request, response } = recording
  const outcome = dialect.outcomeOf(response)
  const day = dayOf(recording)
  const body =
    request.body === null ? dialect.standIn(outcome, recording.stream, modelOf(recording)) : uncut(request.body)
  return {
    body,
    path: request.path === null ? pathFor(recording, path) : request.path + queryOf(request.query),
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
}

function wayTo({ response }: Recording, { content, finishReason }: Outcome): Pick<Ask, 'reply' | 'fail' | 'apiKeys'> {
  const { status } = response
  if (status < 400) return { reply: finishReason === 'length' ? content : { content, finishReason } }
  const isWrongKey = status === 401 || JSON.stringify(response).includes('API key not valid')
  if (isWrongKey) return { apiKeys: ['sk-another-key'] }
  const error = (
    response.body as { readonly error?: { readonly message?: string; readonly code?: unknown } } | undefined
  )?.error
  const code = typeof error?.code === 'string' ? error.code : undefined
  const fault = { status, message: error?.message ?? '', ...(code === undefined ? {} : { code }) }
  if (code !== undefined && code in OUTSIDE) return { fail: { kind: 'invalid_request', ...fault } }
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
