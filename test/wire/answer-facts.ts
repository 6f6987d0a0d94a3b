import { eventsOf } from './aws-frames.ts'
import type { WireDialect } from './dialect.ts'
import { headerFacts, type HeaderFacts } from './header-facts.ts'
import { keepsStyle, untrustedHeaders } from './recorders.ts'
import type { RecordedEvent, Recording } from './recording.ts'
import { shapeOf, type Shape } from './shape.ts'
import { streamFacts, type StreamFacts } from './stream-facts.ts'
import { jsonStyle, readSse } from './text-style.ts'

/** Everything that is compared of an answer. What a recording does not tell is absent. */
export interface AnswerFacts {
  readonly status: number
  readonly headers?: HeaderFacts
  /** Headers that need not be there. */
  readonly optionalHeaders?: ReadonlySet<string>
  /** Headers on which the recording's word does not count. */
  readonly untrustedHeaders?: ReadonlySet<string>
  /** How the JSON text is written, or the stream's lines (`lf`, `lf padded`). */
  readonly styles?: Set<string>
  readonly body?: Shape
  readonly stream?: StreamFacts
  /** False where the recorder sorted the keys, so that their order tells nothing. */
  readonly ordered: boolean
}

/** The facts of a recorded answer. */
export function recordedFacts(recording: Recording, dialect: WireDialect): AnswerFacts {
  const { response, stream } = recording
  const { status, body, events = [], json_style: style, sse } = response
  const untrusted = untrustedHeaders(recording)
  const headers = response.headers_complete
    ? { headers: headerFacts(Object.entries(response.headers)), untrustedHeaders: untrusted }
    : {}
  if (stream && response.framing !== 'json') {
    const named = response.framing === 'sse' || response.framing === 'aws-eventstream'
    const lines =
      sse?.line_ending === undefined ? undefined : lineStyle(sse.line_ending, (sse.padded_data_lines ?? 0) > 0)
    const facts = streamFacts(ended(recording, dialect), dialect.kindOf, dialect.floating, named)
    return {
      status,
      ...headers,
      ...(lines ? { styles: new Set([lines]) } : {}),
      stream: facts,
      ordered: !isSorted(events.map(({ data }) => data)),
    }
  }
  const styles = style === undefined || !keepsStyle(recording) ? {} : { styles: new Set([style]) }
  return { status, ...headers, ...styles, body: shapeOf([body]), ordered: style !== undefined && !isSorted([body]) }
}

/** The events of a stream, with the terminator that was not kept. */
function ended(
  { response: { events = [], framing } }: Recording,
  { terminator }: WireDialect,
): readonly RecordedEvent[] {
  if (framing !== 'body-only' || terminator === undefined || events.at(-1)?.data === terminator) return events
  return [...events, { data: terminator }]
}

/** The facts of an answer of ours. */
export async function answeredFacts(response: Response, dialect: WireDialect): Promise<AnswerFacts> {
  const headers = headerFacts(response.headers)
  const { status } = response
  if (response.headers.get('content-type') === 'application/vnd.amazon.eventstream') {
    const events = eventsOf(new Uint8Array(await response.arrayBuffer()))
    return { status, headers, stream: streamFacts(events, dialect.kindOf, dialect.floating, true), ordered: true }
  }
  const text = await response.text()
  // Google labels the error of a stream as events too.
  if (response.headers.get('content-type')?.startsWith('text/event-stream') && !text.startsWith('{')) {
    const { events, lineEnding, padded } = readSse(text)
    const stream = streamFacts(events, dialect.kindOf, dialect.floating, true)
    return { status, headers, styles: new Set([lineStyle(lineEnding, padded)]), stream, ordered: true }
  }
  const isLines = /^application\/(?:x-ndjson|x-jsonl|stream\+json)/.test(response.headers.get('content-type') ?? '')
  if (isLines || /^\{.*\}\n\{/.test(text)) {
    const lines = text.split('\n').filter((line) => line !== '')
    const events = lines.map((line) => ({ data: JSON.parse(line) as unknown }))
    return { status, headers, stream: streamFacts(events, dialect.kindOf, dialect.floating, false), ordered: true }
  }
  const body = shapeOf([JSON.parse(text)])
  return { status, headers, styles: new Set([jsonStyle(text)]), body, ordered: true }
}

function lineStyle(lineEnding: string, padded: boolean): string {
  return padded ? `${lineEnding} padded` : lineEnding
}

/** Whether every object has its keys in the order of the alphabet, as some recorders write them. */
function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.every((item) => isSorted(item))
  const keys = Object.keys(value)
  return keys.every((key, index) => index === 0 || keys[index - 1]! < key) && Object.values(value).every(isSorted)
}
