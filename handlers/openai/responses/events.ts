import type { ApiError } from '../../../src/errors.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import { errorBody } from '../errors.ts'
import type { Failure, ResponsesExchange, ResponsesProfile } from './profile.ts'

export type Fields = Readonly<Record<string, unknown>>

/** An event that has no number yet. */
export interface Said {
  readonly type: string
  readonly fields: Fields
}

/** An event with its members in the profile's order; `type` first and the others by name unless it says otherwise. */
export function eventObject(profile: ResponsesProfile, { type, fields }: Said): object {
  if (profile.event) return profile.event(type, fields)
  return { type, ...Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1))) }
}

/** An event as it leaves. */
export function writeEvent(profile: ResponsesProfile, { type, fields }: Said, number: number): WireEvent {
  const said = { type, fields: { ...fields, sequence_number: number } }
  return { event: type, data: profile.writeEvent(eventObject(profile, said)) }
}

/** What a stream says as it breaks: the error, then the failed response. */
export function failureEvents(
  error: ApiError,
  exchange: ResponsesExchange,
  profile: ResponsesProfile,
  number: number,
): readonly WireEvent[] {
  const failure = profile.failure?.(error, exchange) ?? openaiFailure(error, exchange)
  const broken = { type: 'error', sequence_number: number, ...failure.event }
  const response = { ...profile.response(exchange, 'in_progress', [], true), status: 'failed', ...failure.response }
  return [
    { event: 'error', data: profile.writeEvent(broken) },
    writeEvent(profile, { type: 'response.failed', fields: { response } }, number + 1),
  ]
}

/** The error in its nested form (published; openai-responses.md 5.6). */
function openaiFailure(error: ApiError, exchange: ResponsesExchange): Failure {
  const { type, code, message, param } = wireErrorOf(error, exchange)
  return {
    event: { error: { type, code, message, param } },
    response: { error: { code: code ?? 'server_error', message } },
  }
}

interface WireErrorBody {
  readonly type: string
  readonly code: string | null
  readonly message: string
  readonly param: string | null
}

function wireErrorOf(error: ApiError, exchange: ResponsesExchange): WireErrorBody {
  // Every error body has this form (openai-chat.md 14).
  return (errorBody(error, exchange) as { readonly error: WireErrorBody }).error
}
