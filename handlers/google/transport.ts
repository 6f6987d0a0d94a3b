import { ApiError } from '../../src/errors.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { Framing } from '../../src/framing/framing.ts'
import { jsonArray } from '../../src/framing/json-array.ts'
import type { WireError } from '../../src/provider.ts'
import type { Call } from '../../src/provider.ts'
import { compactJson, prettyJson } from './json.ts'

/** How a call wants its answer written; `sse` and `array` are the two forms of a stream. */
export interface Transport {
  readonly form: 'json' | 'sse' | 'array'
  readonly isPretty: boolean
  /** Whether enums are written as their numbers: `$alt=json;enum-encoding=int`, as Google Cloud's Python client asks. */
  readonly hasNumbers?: boolean
}

const PLAIN: Transport = { form: 'json', isPretty: true }

/** The transport that the method and the query of a call ask for. */
export function transportOf({ url }: Pick<Call, 'url'>): Transport {
  const query = url.searchParams
  const alt = query.get('alt') ?? query.get('$alt') ?? ''
  const isPretty = !['false', '0'].includes(query.get('prettyPrint') ?? query.get('$prettyPrint') ?? '')
  const shared = { isPretty, ...(alt.includes('enum-encoding=int') ? { hasNumbers: true } : {}) }
  if (!/(?::|%3A)stream\w+$/i.test(url.pathname)) return { form: 'json', ...shared }
  return { form: alt.startsWith('sse') ? 'sse' : 'array', ...shared }
}

/** Gives what `read` gives; errors on the way remember how they are to be written. */
export function remembering<T>(call: Call, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    throw error.with({ details: { ...error.details, transport: transportOf(call) } })
  }
}

/** The transport of an exchange, whether its request could be read or not. */
export function transportIn({ request, error }: Pick<Exchange, 'request' | 'error'>): Transport {
  if ('transport' in request) return request.transport as Transport
  const remembered = error?.details['transport']
  return remembered === undefined ? PLAIN : (remembered as Transport)
}

/** A body as the transport writes it. */
export function writeBody(body: unknown, { isPretty, hasNumbers }: Transport): string {
  const shown = hasNumbers ? withNumbers(body) : body
  return isPretty ? prettyJson(shown) : compactJson(shown)
}

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  finishReason: ['', 'STOP', 'MAX_TOKENS', 'SAFETY', 'RECITATION', 'OTHER'],
  trafficType: ['', 'ON_DEMAND', 'PROVISIONED_THROUGHPUT'],
  modality: ['', 'TEXT', 'IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT'],
}

/** The same body with the enums of answers as numbers (recorded). */
function withNumbers(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return ENUMS[key]?.includes(value) ? ENUMS[key].indexOf(value) : value
  if (Array.isArray(value)) return value.map((item) => withNumbers(item))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withNumbers(member, name)]))
}

/** An error before the first event: labelled as the stream it is instead of, and in a list where a list was to come (recorded for events). */
export function writeError(status: number, body: object, transport: Transport): WireError {
  const { form } = transport
  if (form === 'array') return { status, body: `[${writeBody(body, transport)}]`, contentType: JSON_TYPE }
  return {
    status,
    body: writeBody(body, transport),
    contentType: form === 'sse' ? 'text/event-stream' : JSON_TYPE,
  }
}

export const JSON_TYPE = 'application/json; charset=UTF-8'

/** Events with CRLF; an error is written bare, as the service does when it breaks off. */
const googleSse: Framing = {
  contentType: 'text/event-stream',
  frame: ({ event, data }) => (event === 'error' ? data : `data: ${data}\r\n\r\n`),
}

/** The framing of a stream. */
export function framingOf(transport: Transport): Framing {
  return transport.form === 'sse' ? googleSse : jsonArray
}
