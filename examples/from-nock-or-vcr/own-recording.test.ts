// A recording of one's own, replayed strictly: the same request gets the same answer, any other is reported.
import { createSimulation, replayFrom } from 'msw-llm'
import { openTape } from 'msw-llm/record'
import { createServer, type LlmServer } from 'msw-llm/server'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

const messages = [{ role: 'user' as const, content: 'How deep is the sea?' }]
const folder = mkdtempSync(join(tmpdir(), 'tapes-'))
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const warn = vi.spyOn(console, 'warn')
let real: LlmServer
let recorded: OpenAI.ChatCompletion

beforeAll(async () => {
  real = await createServer(createSimulation({ seed: 7 }), { port: 0 }) // stands in for the real API
  const tape = openTape(folder, { keys: { openai: 'sk-real' }, upstream: { openai: real.url } })
  const openai = new OpenAI({ apiKey: 'any', fetch: createSimulation({ rules: [tape] }).fetch })
  recorded = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages })
})
beforeEach(() => void warn.mockReset().mockImplementation(() => {}))
afterAll(() => real.close())

test('by replayFrom', async () => {
  const recordings = readdirSync(folder).map(read)
  // #region
  const llm = createSimulation({ rules: replayFrom(recordings), strict: true }) // a HAR, or the files of a tape
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch, maxRetries: 0 })
  expect(await openai.chat.completions.create({ model: 'gpt-4o-mini', messages })).toEqual(recorded)

  const changed = [{ role: 'user' as const, content: 'How deep is the lake?' }]
  await expect(openai.chat.completions.create({ model: 'gpt-4o-mini', messages: changed })).rejects.toThrow()
  expect(llm.last?.note).toMatch('content is "How deep is the lake?", recorded: "How deep is the sea?"')
  // #endregion
  expect(warn.mock.calls).toEqual([[`[msw-llm] ${llm.last!.note}`]])
})

test('by the tape itself', async () => {
  const llm = createSimulation({ rules: [openTape(folder)], clock: 'virtual' })
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch, maxRetries: 0 })
  expect(await openai.chat.completions.create({ model: 'gpt-4o-mini', messages })).toEqual(recorded)
  await expect(openai.chat.completions.create({ model: 'gpt-4o', messages })).rejects.toThrow()
  expect(llm.last?.note).toMatch('model is "gpt-4o", recorded: "gpt-4o-mini"')
  expect(warn.mock.calls).toEqual([[`[msw-llm] ${llm.last!.note}`]])
})
