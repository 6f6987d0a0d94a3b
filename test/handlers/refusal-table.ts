import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSimulation, type CreateSimulationOptions, type Simulation } from '../../handlers/index.ts'
import type { Check } from '../../src/checks.ts'
import { readRecordings, recordingsFolder, type Recording } from '../wire/recording.ts'
import { uncut } from '../wire/uncut.ts'

/** Where a row's answer comes from: real traffic, a document or published body, or rebuilt from neighbours of its kind. */
export type Source = 'recorded' | 'documented' | 'reconstructed'

/** A bad request and its answer. */
export interface Refusal {
  readonly title: string
  readonly source: Source
  /** A recording's name, a section of a document, or what the words were rebuilt from. */
  readonly where: string
  /** The body: a text is sent as it is. Recorded rows take the recording's. */
  readonly body?: unknown
  readonly method?: string
  readonly url?: string
  /** In place of the dialect's own. */
  readonly headers?: Readonly<Record<string, string>>
  readonly options?: CreateSimulationOptions
  readonly status: number
  /** The whole body, `request_id` aside. Recorded rows take the recording's. */
  readonly error?: unknown
  /** Headers of the answer besides those of every refusal; null: not sent. */
  readonly sends?: Readonly<Record<string, string | null>>
  /** The group of checks without which the request is answered. */
  readonly check?: Check
  /** The request as the SDK is given it, where it is not the body; false: the SDK cannot send it. */
  readonly sdk?: unknown
}

/** How the rows of one dialect are sent. */
export interface Dialect {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Headers of every refusal. */
  readonly sends: Readonly<Record<string, string>>
  /** Sends a body with the official SDK, which throws. */
  sdk(llm: Simulation, body: unknown): Promise<unknown>
  /** The SDK's class for a status. */
  errorClass(status: number): abstract new (...args: never[]) => Error
}

/** Headers that tell the same at every time and place. */
const STABLE = [
  'content-type',
  'server',
  'vary',
  'openai-version',
  'www-authenticate',
  'x-should-retry',
  'x-content-type-options',
  'x-frame-options',
  'x-xss-protection',
  'x-robots-tag',
  'content-security-policy',
  'cf-cache-status',
]

const folder = recordingsFolder(join(import.meta.dirname, '../..'))

/** One test for each row and each client that can send it. */
export function refusals(dialect: Dialect, rows: readonly Refusal[]): void {
  const known = rows.map((row) => ({ row, recording: recordingOf(row), title: `${row.title} (${row.source})` }))
  // Without the folder of recordings only what is written here can be tested.
  const sent = known.filter(({ row, recording }) => row.source !== 'recorded' || recording)

  test('has at least 30 rows, each with its source', () => {
    expect(rows.length).toBeGreaterThanOrEqual(30)
    for (const { where } of rows) expect(where).not.toBe('')
    expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length)
  })

  test.each(sent)('refuses $title', async ({ row, recording }) => {
    const response = await send(createSimulation(row.options), dialect, row, recording)
    expect(response.status).toBe(recording?.response.status ?? row.status)
    const { headers } = response
    const wanted = { ...dialect.sends, ...row.sends, ...(recording ? stableHeaders(recording) : {}) }
    for (const [name, value] of Object.entries(wanted)) expect([name, headers.get(name)]).toEqual([name, value])
    expect(withoutId(readBody(await response.text()))).toEqual(withoutId(recording?.response.body ?? row.error))
  })

  const switched = sent.filter(({ row }) => row.check !== undefined)
  test.each(switched)('takes $title without that check, and when lenient', async ({ row, recording }) => {
    for (const validation of [{ [row.check!]: false }, 'lenient'] as const) {
      const response = await send(createSimulation({ ...row.options, validation }), dialect, row, recording)
      expect([validation, response.status]).toEqual([validation, 200])
      await response.body?.cancel()
    }
    const llm = createSimulation(row.options)
    await (await send(llm, dialect, row, recording)).body?.cancel()
    expect(llm.exchanges[0]!.note).toContain(`validation: { ${row.check!}: false }`)
  })

  const byClient = sent.filter(({ row }) => canBeSent(row))
  test('sends at least ten rows with the official SDK', () => expect(byClient.length).toBeGreaterThanOrEqual(10))

  test.each(byClient)("throws the SDK's own error for $title", async ({ row, recording }) => {
    const llm = createSimulation(row.options)
    const failure = await dialect.sdk(llm, row.sdk ?? bodyOf(row, recording)).catch((error: unknown) => error)
    const status = recording?.response.status ?? row.status
    expect(failure).toBeInstanceOf(dialect.errorClass(status))
    expect((failure as { readonly status?: number }).status).toBe(status)
    // Some clients show the body as JSON text, in which quotes are escaped.
    const message = String((failure as Error).message).replaceAll('\\"', '"')
    expect(message).toContain(words(recording?.response.body ?? row.error).replaceAll('\\"', '"'))
    expect(llm.exchanges.map((exchange) => exchange.status)).toEqual([status])
  })
}

function canBeSent({ sdk, body, url, method, headers }: Refusal): boolean {
  if (sdk !== undefined) return sdk !== false
  return typeof body !== 'string' && url === undefined && method === undefined && headers === undefined
}

function send(llm: Simulation, dialect: Dialect, row: Refusal, recording: Recording | undefined): Promise<Response> {
  const { method = 'POST', url = urlOf(recording, dialect), headers = dialect.headers } = row
  const body = bodyOf(row, recording)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return llm.fetch(url, { method, headers, ...(method === 'POST' ? { body: text } : {}) })
}

function urlOf(recording: Recording | undefined, { url }: Dialect): string {
  if (!recording?.request.path) return url
  return `${new URL(recording.request.path, url).href}?${new URLSearchParams(recording.request.query)}`
}

function bodyOf({ body }: Refusal, recording: Recording | undefined): unknown {
  return recording ? uncut(recording.request.body) : body
}

function recordingOf({ source, where }: Refusal): Recording | undefined {
  if (source !== 'recorded') return undefined
  const [provider = '', endpoint = ''] = where.split('/')
  return readRecordings(folder, `${provider}.${endpoint}`).find(({ name }) => name === where)
}

function stableHeaders({ response }: Recording): Readonly<Record<string, string>> {
  return Object.fromEntries(
    STABLE.flatMap((name) => (name in response.headers ? [[name, response.headers[name]!]] : [])),
  )
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function withoutId(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const { request_id: _, ...rest } = body as Readonly<Record<string, unknown>>
  return rest
}

/** What the error says, as all three APIs nest it. */
function words(body: unknown): string {
  return (body as { readonly error?: { readonly message?: string } }).error?.message?.trim() ?? ''
}
