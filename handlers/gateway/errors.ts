import type { RoutingError } from '../../src/router/index.ts'
import type { GatewayCall } from './call.ts'
import type { Face, GatewayWords } from './face.ts'

/** An error of the gateway's own: nothing was asked of a provider, or nothing came of it. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly words: GatewayWords
  readonly headers: Readonly<Record<string, string>>

  constructor(words: GatewayWords, headers: Readonly<Record<string, string>> = {}) {
    super(words.message)
    this.words = words
    this.headers = headers
  }
}

/** The body of an error, in OpenAI's envelope unless the gateway's face has another. */
export function errorBody(words: GatewayWords, face: Face, call: GatewayCall | undefined, provider?: string): object {
  if (face.error) return face.error(words, call, provider)
  const { message, type, param = null, code, details } = words
  return { error: { message, type, param, code, ...(details ? { details } : {}) } }
}

/** The Response of a failure of the gateway's own. */
export function errorResponse({ words, headers }: GatewayError, face: Face, call: GatewayCall | undefined): Response {
  const said = call && face.words ? face.words(words, call) : words
  return Response.json(errorBody(said, face, call), { status: said.status, headers })
}

export function refused(message: string, param: string | null = null): GatewayError {
  return new GatewayError({ status: 400, message, type: 'invalid_request_error', code: null, param })
}

/** What a router's refusal to choose is over HTTP; `restMs`: how long failing models are left alone. */
export function routingFailure(error: RoutingError, restMs: number): GatewayError {
  const { code, limit, candidates } = error
  if (code === 'budget_exceeded' || code === 'no_pricing') {
    const estimate = candidates
      .filter(({ estimatedCost }) => estimatedCost !== null)
      .toSorted((a, b) => a.estimatedCost! - b.estimatedCost!)
      .slice(0, 3)
      .map(({ provider, model, estimatedCost }) => ({ provider, model, usd: estimatedCost }))
    return failure(402, 'budget_exceeded', 'budget_exceeded', error.message, { reason: code, limit, estimate })
  }
  if (code === 'unknown_model')
    return failure(404, 'invalid_request_error', 'model_not_found', error.message, undefined)
  if (code === 'context_too_long')
    return failure(400, 'invalid_request_error', 'context_length_exceeded', error.message, undefined)
  if (code === 'capability')
    return failure(400, 'invalid_request_error', 'unsupported_capability', error.message, undefined)
  const rejected = candidates.map(({ provider, model, rejected: reason }) => ({ provider, model, reason })).slice(0, 20)
  const rests = candidates.some((one) => one.rejected === 'cooling-down' || one.rejected === 'rate-limited')
  const seconds = Math.max(1, Math.ceil(restMs / 1000))
  const type = 'no_providers_available'
  return new GatewayError(
    {
      status: 503,
      message: error.message,
      type,
      code: type,
      details: { rejected, ...(rests ? { retry_after_seconds: seconds } : {}) },
    },
    rests ? { 'retry-after': String(seconds) } : {},
  )
}

/** Every attempt has failed: the last one's status and words, and what was tried. */
export function allFailed({ attempts }: GatewayCall, last: GatewayWords | undefined): GatewayError {
  const final = attempts.at(-1)!
  const status = typeof final.status === 'number' ? final.status : final.status === 'timeout' ? 504 : 502
  const waits = attempts.flatMap(({ retryAfterMs }) => (retryAfterMs === undefined ? [] : [retryAfterMs]))
  const tried = attempts.map((one) => `${one.provider}:${one.model} (${one.status})`).join(', ')
  return new GatewayError(
    {
      status,
      message: `All providers failed: ${tried}.${last ? ` Last: ${last.message}` : ''}`,
      type: last?.type ?? 'server_error',
      code: 'all_providers_failed',
      details: {
        attempts: attempts.map(({ provider, model, status: was, latencyMs }) => ({
          provider,
          model,
          status: was,
          latency_ms: latencyMs,
        })),
      },
    },
    waits.length > 0 ? { 'retry-after': String(Math.max(1, Math.ceil(Math.min(...waits) / 1000))) } : {},
  )
}

function failure(
  status: number,
  type: string,
  code: string,
  message: string,
  details: object | undefined,
): GatewayError {
  return new GatewayError({ status, message, type, code, ...(details ? { details } : {}) })
}
