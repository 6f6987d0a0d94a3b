import type { OperationResult } from '../../src/exchange.ts'
import type { Endpoint, JsonStyle, OperationContext, Voice } from '../../src/provider.ts'
import type { OperationRequest } from '../../src/request.ts'

/** What a request to look something up says: its address, query included, and its body. */
export interface Asked {
  readonly params: Readonly<Record<string, string>>
  readonly json: unknown
  readonly jsonError: string | undefined
}

interface LookupRequest extends OperationRequest {
  readonly asked: Asked
}

interface Found extends OperationResult {
  readonly body: object | string
}

/** What an answer is besides its body. */
export interface LookupOptions {
  readonly name?: string
  /** Content type of an answer. Default: `application/json`. */
  readonly contentType?: string
  readonly style?: JsonStyle
}

/** Endpoints in one voice that look something up, or change what the provider keeps, and need no more than what is asked. */
export function lookupBy(voice: Voice, defaults: LookupOptions = {}) {
  return (
    method: Endpoint['method'],
    path: string,
    find: (asked: Asked, context: OperationContext) => object | string,
    options: LookupOptions = {},
  ): Endpoint<LookupRequest, Found> => {
    const {
      name = path.split('/').filter(Boolean).at(-1) ?? 'root',
      contentType,
      style = 'compact',
    } = { ...defaults, ...options }
    return {
      name,
      method,
      path,
      operation: 'lookup',
      style,
      ...(contentType === undefined ? {} : { contentType }),
      parse: ({ params, url, json, jsonError }) => ({
        operation: 'lookup',
        model: '',
        stream: false,
        wire: json,
        asked: { params: { ...Object.fromEntries(url.searchParams), ...params }, json, jsonError },
      }),
      perform: ({ asked }, context) => ({ body: find(asked, context) }),
      encode: ({ outcome }) => outcome.body,
      encodeError: (error, exchange) => voice.encodeError(error, exchange),
      headers: (exchange) => voice.headers(exchange),
    }
  }
}
