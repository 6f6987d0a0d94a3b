// oxlint-disable-next-line import/no-nodejs-modules -- this face is for Node
import { request as requestHttp } from 'node:http'
// oxlint-disable-next-line import/no-nodejs-modules -- this face is for Node
import { request as requestHttps } from 'node:https'
import { toBase64 } from '../../src/base64.ts'
import type { Exchange } from '../../src/exchange.ts'
import type { JsonStyle } from '../../src/provider.ts'
import { writeJson } from '../../src/json-text.ts'
import type { RecordedChunk, RecordedResponse } from '../../src/replay/recording.ts'
import { eventsIn } from '../replay/event-text.ts'

/** Headers of the connection, and of ours. */
const LEFT_OUT = /^(?:host|connection|content-length|accept-encoding|cookie|x-msw-llm-.+)$/

/**
 * Sends an exchange's request to the real API with `key` in the place of the client's own, past MSW and Node's fetch, and records the answer.
 *
 * @param origin where to, instead of the provider's own origin
 */
export function askUpstream(
  exchange: Exchange,
  key: string,
  origin: string | undefined,
  signal: AbortSignal,
): Promise<RecordedResponse> {
  const url = withKey(new URL(exchange.url), key)
  const target = origin === undefined ? url : new URL(url.pathname + url.search, origin)
  const send = target.protocol === 'http:' ? requestHttp : requestHttps
  const startedMs = performance.now()
  const passedMs = () => Math.round(performance.now() - startedMs)
  return new Promise((resolve, reject) => {
    const request = send(target, { method: exchange.method, headers: headersOf(exchange, key), signal }, (response) => {
      const headersMs = passedMs()
      const pieces: { readonly atMs: number; readonly bytes: Uint8Array }[] = []
      response.on('data', (bytes: Uint8Array) => pieces.push({ atMs: passedMs(), bytes }))
      response.on('error', reject)
      response.on('end', () => {
        const headers = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        )
        const type = headers['content-type'] ?? ''
        resolve({ status: response.statusCode ?? 0, headers, headersMs, totalMs: passedMs(), ...bodyOf(pieces, type) })
      })
    })
    request.on('error', reject)
    request.end(exchange.body === undefined ? undefined : JSON.stringify(exchange.body))
  })
}

function headersOf({ headers }: Exchange, key: string): Record<string, string> {
  const sent = [...headers]
    .filter(([name]) => !LEFT_OUT.test(name))
    .map(([name, value]) => [name, withHeaderKey(name, value, key)])
  return { ...Object.fromEntries(sent), 'accept-encoding': 'identity' }
}

function withHeaderKey(name: string, value: string, key: string): string {
  if (name === 'authorization') return `Bearer ${key}`
  return name === 'x-api-key' || name === 'api-key' || name === 'x-goog-api-key' ? key : value
}

function withKey(url: URL, key: string): URL {
  if (url.searchParams.has('key')) url.searchParams.set('key', key)
  return url
}

type Body = Pick<RecordedResponse, 'json' | 'style' | 'chunks'>

/** JSON as such where its text can be written again, other text by events, the rest in base64. */
function bodyOf(pieces: readonly { readonly atMs: number; readonly bytes: Uint8Array }[], type: string): Body {
  if (!/json|text\/|event-stream$/.test(type) || type.includes('amazon')) {
    return { chunks: pieces.map(({ atMs, bytes }) => ({ atMs, base64: toBase64(bytes) })) }
  }
  const decoder = new TextDecoder()
  const texts = pieces.map(({ atMs, bytes }) => ({ atMs, text: decoder.decode(bytes, { stream: true }) }))
  return jsonBody(texts.map(({ text }) => text).join('')) ?? { chunks: byEvent(texts) }
}

function jsonBody(text: string): Body | undefined {
  try {
    const json: unknown = JSON.parse(text)
    const styles: readonly JsonStyle[] = ['compact', 'pretty', 'pretty+newline']
    const style = styles.find((one) => writeJson(json, one) === text)
    return style && { json, ...(style === 'compact' ? {} : { style }) }
  } catch {
    return undefined
  }
}

/** One chunk an event, with the time at which it was whole: what files show line by line. */
function byEvent(texts: readonly { readonly atMs: number; readonly text: string }[]): readonly RecordedChunk[] {
  const chunks: RecordedChunk[] = []
  let open = ''
  for (const { atMs, text } of texts) {
    const events = [...eventsIn(open + text)]
    open = /\r?\n\r?\n$/.test(events.at(-1) ?? '') ? '' : (events.pop() ?? '')
    for (const event of events) chunks.push({ atMs, text: event })
  }
  return open === '' ? chunks : [...chunks, { atMs: texts.at(-1)?.atMs ?? 0, text: open }]
}
