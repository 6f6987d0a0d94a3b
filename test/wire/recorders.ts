import type { Recording } from './recording.ts'

interface Quirk {
  /** Start of the recording's source. */
  readonly source: string
  readonly header: string
  readonly reason: string
}

/** Headers on which a recorder's word does not count. */
const QUIRKS: readonly Quirk[] = [
  {
    source: 'opentelemetry-python-contrib/',
    header: 'openai-organization',
    reason: 'set by the recorder on every answer, errors too',
  },
  {
    source: 'openllmetry/packages/opentelemetry-instrumentation-langchain/',
    header: 'openai-organization',
    reason: 'filtered in some of its files although the rest is kept',
  },
]

/** Recorders that write JSON their own way. */
const INDENTING: readonly string[] = ['openinference/', 'opentelemetry-python-contrib/']

/** Whether the text of a recording's JSON is the API's. */
export function keepsStyle({ source, response }: Recording): boolean {
  return !(response.json_style === 'pretty' && INDENTING.some((start) => source.startsWith(start)))
}

/** Headers of a recording that tell nothing of the API. */
export function untrustedHeaders({ source }: Recording): ReadonlySet<string> {
  return new Set(QUIRKS.filter((quirk) => source.startsWith(quirk.source)).map((quirk) => quirk.header))
}
