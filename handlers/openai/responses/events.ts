import type { ApiError } from '../../../src/errors.ts'
import type { WireEvent } from '../../../src/framing/framing.ts'
import { errorBody } from '../errors.ts'
import type { ResponsesExchange, ResponsesProfile } from './profile.ts'

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

/** What a stream says as it breaks: the error in its nested form, then the failed response (published; openai-responses.md 5.6). */
export function failureEvents(
  error: ApiError,
  exchange: ResponsesExchange,
  profile: ResponsesProfile,
  number: number,
): readonly WireEvent[] {
  const { type, code, message, param } = wireErrorOf(error, exchange)
  const nested = { type: 'error', sequence_number: number, error: { type, code, message, param } }
  const response = {
    ...profile.response(exchange, 'in_progress', [], true),
    status: 'failed',
    error: { code: code ?? 'server_error', message },
  }
  return [
    { event: 'error', data: profile.writeEvent(nested) },
    writeEvent(profile, { type: 'response.failed', fields: { response } }, number + 1),
  ]
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
