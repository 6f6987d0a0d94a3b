import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

/** A bad request as what it changes of a good one, or its whole text, and the answer. */
export type Row = readonly [title: string, patch: object | string, status: number, body: unknown]

const MESSAGES = [{ role: 'user', content: 'hi' }]

/** One test for each row: the exact status and body of chat completions below `base`. */
export function refuses(base: string, model: string, rows: readonly Row[]): void {
  test.each(rows)('refuses %s', async (_, patch, status, body) => {
    const text = typeof patch === 'string' ? patch : JSON.stringify({ model, messages: MESSAGES, ...patch })
    const headers = { authorization: 'Bearer any-key' }
    const response = await createSimulation().fetch(`${base}/chat/completions`, { method: 'POST', headers, body: text })
    expect(response.status).toBe(status)
    const isJson = response.headers.get('content-type')!.startsWith('application/json')
    expect(isJson ? await response.json() : await response.text()).toEqual(body)
  })
}
