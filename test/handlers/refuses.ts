import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import type { SimulationOptions } from '../../src/options.ts'

/** Where the words of a row come from: recorded traffic, a document or a public report, or our reading of both. */
export type Source = 'recorded' | 'documented' | 'reconstructed'

/** A bad request as what it changes of a good one, or its whole text, the answer, and where its words come from (default: reconstructed). */
export type Row = readonly [title: string, patch: object | string, status: number, body: unknown, source?: Source]

const MESSAGES = [{ role: 'user', content: 'hi' }]
const JSON_HEADERS = { authorization: 'Bearer any-key', 'content-type': 'application/json' }

/** One test for each row: the exact status and body of chat completions below `base`. */
export function refuses(base: string, model: string, rows: readonly Row[]): void {
  test.each(rows.map((row) => [row[0], row] as const))('refuses %s', async (_, [, patch, status, body]) => {
    const text = typeof patch === 'string' ? patch : JSON.stringify({ model, messages: MESSAGES, ...patch })
    const init = { method: 'POST', headers: JSON_HEADERS, body: text }
    expect(await answered(await createSimulation().fetch(`${base}/chat/completions`, init))).toEqual([status, body])
  })
}

/** A request that differs from a good one in more than its body. */
export interface Wrong {
  readonly title: string
  /** Default: POST. */
  readonly method?: string
  /** Below the base; default: chat completions. */
  readonly path?: string
  /** In place of a bearer key and JSON. */
  readonly headers?: Readonly<Record<string, string>>
  /** Default: a good chat request. */
  readonly body?: object | string
  readonly options?: SimulationOptions
  readonly status: number
  readonly answer: unknown
  /** Headers of the answer, as far as they matter. */
  readonly answerHeaders?: Readonly<Record<string, string>>
  readonly source?: Source
}

/** One test for each request whose key, path, method or headers are wrong. */
export function refusesAlso(base: string, model: string, rows: readonly Wrong[]): void {
  test.each(rows.map((row) => [row.title, row] as const))('refuses %s', async (_, row) => {
    const { method = 'POST', path = '/chat/completions', headers = JSON_HEADERS, body, options = {} } = row
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? { model, messages: MESSAGES })
    const init = { method, headers, ...(method === 'POST' ? { body: text } : {}) }
    const response = await createSimulation(options).fetch(base + path, init)
    for (const [name, value] of Object.entries(row.answerHeaders ?? {})) expect(response.headers.get(name)).toBe(value)
    expect(await answered(response)).toEqual([row.status, row.answer])
  })
}

/** Headers of requests whose key is not there, not in its form, or another one than `apiKeys: ['good']` accepts. */
export const KEYS = {
  missing: { 'content-type': 'application/json' },
  malformed: { 'content-type': 'application/json', authorization: 'any-key' },
  wrong: JSON_HEADERS,
} as const

async function answered(response: Response): Promise<readonly [number, unknown]> {
  const isJson = /^application\/(json|octet-stream)/.test(response.headers.get('content-type') ?? '')
  return [response.status, isJson ? await response.json() : await response.text()]
}
