import type { OperationResult } from '../../../src/exchange.ts'
import type { Call, Endpoint, OperationContext } from '../../../src/provider.ts'
import type { OperationRequest } from '../../../src/request.ts'
import { malformedJson } from '../errors.ts'
import type { ResponsesProfile } from './profile.ts'

/** A request about what is stored: its path, query and body. */
export interface StoredRequest extends OperationRequest<Readonly<Record<string, unknown>>> {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
}

export interface StoredResult extends OperationResult {
  readonly body: object
}

/** One endpoint over the store; `answer` gives the body. */
export function storedEndpoint(
  name: string,
  method: Endpoint['method'],
  path: string,
  profile: ResponsesProfile,
  answer: (request: StoredRequest, context: OperationContext) => object,
): Endpoint<StoredRequest, StoredResult> {
  return {
    name,
    method,
    path,
    operation: 'responses',
    style: 'pretty',
    parse: (call) => storedRequest(call),
    perform: (request, context) => ({ body: answer(request, context) }),
    encode: ({ outcome }) => profile.writeBody(outcome.body),
    encodeError: (error, exchange) => profile.encodeError(error, exchange),
    headers: profile.headers,
  }
}

/** Path, query and body of a call; a POST needs no body. */
export function storedRequest({ params, url, json, jsonError }: Call): StoredRequest {
  if (jsonError !== undefined) throw malformedJson()
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json)
  if (json !== undefined && !isObject) throw malformedJson()
  const query = Object.fromEntries(url.searchParams)
  // Just checked to be an object.
  const wire = (json ?? {}) as Readonly<Record<string, unknown>>
  return { operation: 'responses', model: '', stream: query['stream'] === 'true', wire, params, query }
}
