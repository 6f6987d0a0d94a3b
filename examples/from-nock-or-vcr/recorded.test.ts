// #region
import { createSimulation, replayFrom } from 'msw-llm'
import { openTape } from 'msw-llm/record'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { expect, test } from 'vitest'

interface NockCall {
  readonly scope: string
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly status: number
  readonly response: unknown
}

/** What `nock.recorder.rec({ output_objects: true })` has recorded, as a HAR. */
function harOf(calls: readonly NockCall[]) {
  const text = (body: unknown) => (typeof body === 'string' ? body : JSON.stringify(body))
  const entries = calls.map(({ scope, method, path, body, status, response }) => ({
    request: { method, url: scope + path, postData: { text: text(body) } },
    response: { status, content: { mimeType: 'application/json', text: text(response) } },
  }))
  return { log: { entries } }
}

const calls = JSON.parse(readFileSync(new URL('nock-calls.json', import.meta.url), 'utf8')) as NockCall[]
const messages = [{ role: 'user' as const, content: 'How deep is the sea?' }]

test('answers as it was recorded', async () => {
  const llm = createSimulation({ rules: replayFrom(harOf(calls)), strict: true })
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch }) // or setupLlm({ rules, strict }), and nothing here
  const answer = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages })
  expect(answer).toEqual(calls[0]!.response)
  expect(llm.usage()).toMatchObject({ inputTokens: 13, outputTokens: 2 }) // as recorded
})
// #endregion

test('faults', async () => {
  // #region
  const llm = createSimulation({ rules: replayFrom(harOf(calls)), strict: true })
  llm.provider('openai').failNext(1, { kind: 'rate_limit', retryAfterMs: 1 })
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
  await openai.chat.completions.create({ model: 'gpt-4o-mini', messages })
  expect(llm.exchanges.map(({ status }) => status)).toEqual([429, 200])
  // #endregion
})

test('a tape', async () => {
  const { createServer } = await import('msw-llm/server')
  const real = await createServer(createSimulation({ seed: 7 }), { port: 0 })
  const folder = mkdtempSync(join(tmpdir(), 'tapes-'))
  const upstream = { openai: real.url }
  const run = async (key: string | undefined) => {
    // #region
    const tape = openTape(folder, { keys: { openai: key }, upstream }) // key: process.env.OPENAI_API_KEY; upstream: a proxy, if any
    const llm = createSimulation({ rules: [tape], clock: 'virtual' })
    const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch })
    const answer = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages })
    // #endregion
    return answer
  }
  const recorded = await run('sk-real')
  await real.close()
  expect(await run(undefined)).toEqual(recorded)
})
