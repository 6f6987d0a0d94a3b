import { UsageError } from '../../src/errors.ts'
import { fromBase64 } from '../../src/base64.ts'
import type { RecordedChunk, Recording } from '../../src/replay/recording.ts'
import { eventsIn } from './event-text.ts'

interface HarHeader {
  readonly name: string
  readonly value: string
}

/** What is read of a HAR entry (HAR 1.2). */
export interface HarEntry {
  readonly startedDateTime?: string
  readonly time?: number
  readonly timings?: { readonly wait?: number; readonly receive?: number }
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers?: readonly HarHeader[]
    readonly postData?: { readonly text?: string }
  }
  readonly response: {
    readonly status: number
    readonly headers?: readonly HarHeader[]
    readonly content?: { readonly text?: string; readonly encoding?: string; readonly mimeType?: string }
  }
}

/** An HTTP archive, as browsers and proxies save it. */
export interface Har {
  readonly log: { readonly entries: readonly HarEntry[] }
}

/** The exchanges of a HAR; preflights, and requests that were never answered, are left out. */
export function harRecordings({ log }: Har): readonly Recording[] {
  return log.entries
    .filter(({ request, response }) => request.method !== 'OPTIONS' && response.status > 0)
    .map((entry, index) => recordingOf(entry, index))
}

function recordingOf({ startedDateTime, timings, time, request, response }: HarEntry, index: number): Recording {
  const { text = '', encoding, mimeType } = response.content ?? {}
  const headers = headersOf(response.headers)
  const headersMs = Math.max(0, timings?.wait ?? 0)
  const totalMs = Math.max(
    headersMs,
    timings?.receive === undefined ? (time ?? headersMs) : headersMs + timings.receive,
  )
  if (text === '' && Number(headers['content-length'] ?? 0) > 0) {
    throw new UsageError(
      `Entry ${index} of the HAR, ${request.method} ${request.url}, has no content. Save it "with content", while the response is still shown.`,
    )
  }
  return {
    format: 'msw-llm/1',
    ...(startedDateTime ? { recordedAt: startedDateTime.slice(0, 10) } : {}),
    request: {
      method: request.method,
      url: request.url,
      headers: {},
      ...(request.postData?.text ? { body: jsonOr(request.postData.text) } : {}),
    },
    response: {
      status: response.status,
      headers: { ...(mimeType ? { 'content-type': mimeType } : {}), ...headers },
      headersMs,
      totalMs,
      chunks: encoding === 'base64' ? decoded(text, headers, totalMs) : spread(text, headersMs, totalMs),
    },
  }
}

function headersOf(list: readonly HarHeader[] = []): Record<string, string> {
  // HTTP/2's own are no headers.
  const real = list.filter(({ name }) => !name.startsWith(':'))
  return Object.fromEntries(real.map(({ name, value }) => [name.toLowerCase(), value]))
}

/** A HAR knows when a body began and ended: its events are spread over that time. */
function spread(text: string, headersMs: number, totalMs: number): readonly RecordedChunk[] {
  const events = eventsIn(text)
  const step = (totalMs - headersMs) / events.length
  return events.map((event, index) => ({ atMs: headersMs + step * (index + 1), text: event }))
}

function decoded(base64: string, headers: Record<string, string>, totalMs: number): readonly RecordedChunk[] {
  const isText = /json|event-stream|text\//.test(headers['content-type'] ?? '')
  return isText ? spread(new TextDecoder().decode(fromBase64(base64)), totalMs, totalMs) : [{ atMs: totalMs, base64 }]
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
