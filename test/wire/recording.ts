import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** One recorded exchange, as `shared/recordings/README.md` describes the format. */
export interface Recording {
  /** `openai/chat/text-gpt-4o-cbe7cf`: the place below the recordings' folder. */
  readonly name: string
  readonly provider: string
  readonly endpoint: string
  readonly stream: boolean
  readonly scenario: string
  readonly features: readonly string[]
  readonly recorded_at: string | null
  readonly source: string
  readonly request: RecordedRequest
  readonly response: RecordedResponse
}

interface RecordedRequest {
  readonly method: string
  readonly path: string | null
  readonly query?: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

export interface RecordedResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly headers_complete: boolean
  readonly framing: 'json' | 'sse' | 'ndjson' | 'aws-eventstream' | 'text' | 'body-only'
  readonly body?: unknown
  readonly json_style?: string
  readonly events?: readonly RecordedEvent[]
  readonly sse?: { readonly line_ending?: string; readonly padded_data_lines?: number }
}

/** One event of a stream; `elided_events` stands for those that were cut out. */
export interface RecordedEvent {
  readonly event?: string
  readonly data?: unknown
  /** What the base64 in `data` says, in the frames of models' own formats. */
  readonly decoded?: object
  readonly elided_events?: number
}

/** The folder of the recordings: `MSW_LLM_RECORDINGS`, or the one beside the checkout. They are never committed. */
export function recordingsFolder(root: string): string {
  return resolve(root, process.env['MSW_LLM_RECORDINGS'] ?? '../shared/recordings')
}

/** All recordings of an endpoint such as `openai.chat`, by name; none where the folder is absent. */
export function readRecordings(folder: string, endpoint: string): readonly Recording[] {
  const dot = endpoint.indexOf('.')
  const place = `${endpoint.slice(0, dot)}/${endpoint.slice(dot + 1)}`
  const directory = join(folder, place)
  if (!existsSync(directory)) return []
  const files = readdirSync(directory).filter((file) => file.endsWith('.json'))
  return files.toSorted().map((file) => ({
    ...withPayloads(JSON.parse(nameless(readFileSync(join(directory, file), 'utf8'))) as Recording),
    name: `${place}/${file.replace(/\.json$/, '')}`,
  }))
}

/** With a name of ours in place of an account's guardrail, which is a key in answers. */
function nameless(text: string): string {
  const [, id] =
    /"(?:input|inputAssessment)": *\{\s*"(\w{12})": *\{\s*"(?:\w+Policy|invocationMetrics)"/.exec(text) ?? []
  return id === undefined ? text : text.replaceAll(id, 'guardrail-1')
}

/** With what the frames of an event stream hold in place of its base64. */
function withPayloads(recording: Recording): Recording {
  const { events } = recording.response
  if (!events?.some(({ decoded }) => decoded)) return recording
  const opened = events.map(({ decoded, ...event }) =>
    decoded ? { ...event, data: payload(decoded, event.data) } : event,
  )
  return { ...recording, response: { ...recording.response, events: opened } }
}

/** The decoded payload of a frame with the padding beside it. */
export function payload(decoded: object, data: unknown): object {
  const { p } = data as { readonly p?: string }
  return { ...decoded, ...(p === undefined ? {} : { p }) }
}

/** One recording by its name; undefined where the folder has no such. */
export function readRecording(folder: string, name: string): Recording | undefined {
  const file = join(folder, `${name}.json`)
  return existsSync(file) ? { ...(JSON.parse(readFileSync(file, 'utf8')) as Recording), name } : undefined
}

/** The day of a recording; undefined where neither it nor a stamp of the answer tells. */
export function dayOf({ recorded_at: day, response }: Recording): string | undefined {
  if (day) return day.slice(0, 10)
  const first = (response.body ?? response.events?.[0]?.data) as { readonly created?: unknown } | undefined
  return typeof first?.created === 'number' ? new Date(first.created * 1000).toISOString().slice(0, 10) : undefined
}
