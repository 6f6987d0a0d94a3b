import { httpDate } from '../../../src/http-date.ts'
import type { Exchange } from '../../../src/exchange.ts'
import { transportIn } from '../transport.ts'

const SHARED = {
  vary: 'Origin, X-Origin, Referer',
  server: 'scaffolding on HTTPServer2',
  'x-xss-protection': '0',
  'x-frame-options': 'SAMEORIGIN',
  'x-content-type-options': 'nosniff',
} as const

const ALT_SVC = { 'alt-svc': 'h3=":443"; ma=2592000,h3-29=":443"; ma=2592000' } as const

/** Headers of every answer of the Gemini API as recorded in 2026; it sends neither limits nor a request's id. */
export function geminiHeaders(exchange: Exchange): Record<string, string> {
  const { error, request, schedule } = exchange
  const isChat = exchange.operation === 'chat' && !error
  const spentMs = Math.round(request.stream ? schedule.headersMs : schedule.totalMs)
  return {
    ...(isChat && !request.stream ? { 'x-gemini-service-tier': serviceTierOf(exchange) } : {}),
    ...disposition(exchange),
    ...SHARED,
    ...corsOf(exchange),
    date: httpDate(exchange.receivedAtMs),
    'server-timing': `gfet4t7; dur=${spentMs}`,
    ...ALT_SVC,
  }
}

/** The same at Vertex AI, which does not say how long it took. */
export function vertexHeaders(exchange: Exchange): Record<string, string> {
  const server = exchange.endpoint.includes('cachedContents') ? 'ESF' : SHARED.server
  return {
    ...disposition(exchange),
    ...SHARED,
    server,
    ...corsOf(exchange),
    date: httpDate(exchange.receivedAtMs),
    ...ALT_SVC,
  }
}

/** The tier that a request was served in: the one that it asked for, in lower case. */
export function serviceTierOf({ request }: Pick<Exchange, 'request'>): string {
  const { serviceTier } = (request.wire ?? {}) as { readonly serviceTier?: unknown }
  return typeof serviceTier === 'string' ? serviceTier.toLowerCase() : 'standard'
}

/** Events are sent as a download; a list of them, and an error, is not. */
function disposition(exchange: Exchange): Record<string, string> {
  const isEvents = exchange.request.stream && transportIn(exchange).form === 'sse'
  return isEvents && !exchange.error ? { 'content-disposition': 'attachment' } : {}
}

/** Any page may ask. */
function corsOf({ headers }: Exchange): Record<string, string> {
  const origin = headers.get('origin')
  if (origin === null) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'vary,vary,vary,content-encoding,date,server,content-length',
  }
}
