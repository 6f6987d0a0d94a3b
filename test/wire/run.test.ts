import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ENDPOINTS } from './endpoints.ts'
import { fidelityText } from './fidelity.ts'
import { answer } from './replay.ts'
import { reportText, unexplained } from './report.ts'
import { run } from './run.ts'
import { walk } from './walk.ts'

const endpoint = ENDPOINTS.find(({ name }) => name === 'openai.chat')!
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

/** Writes a recording of an answer of ours, changed as given. */
async function record(name: string, change: (body: Record<string, unknown>) => void): Promise<void> {
  const request = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] }
  const response = await answer(endpoint, { body: request, reply: 'Hello yourself.', day: '2026-08-13' })
  const body = (await response.json()) as Record<string, unknown>
  change(body)
  const recording = {
    provider: 'openai',
    endpoint: 'openai.chat',
    stream: false,
    scenario: 'text',
    features: [],
    recorded_at: '2026-08-13',
    source: 'test',
    request: { method: 'POST', path: '/v1/chat/completions', headers: { authorization: '<secret>' }, body: request },
    response: {
      status: 200,
      headers: Object.fromEntries(response.headers),
      headers_complete: true,
      framing: 'json',
      json_style: 'pretty+newline',
      body,
    },
  }
  mkdirSync(join(folder, 'openai/chat'), { recursive: true })
  writeFileSync(join(folder, 'openai/chat', `${name}.json`), JSON.stringify(recording))
}

test('scores recordings and lists what differs, with the days that would explain it', async () => {
  await record('one', () => {})
  await record('two', (body) => {
    delete body['service_tier']
    body['news'] = 1
  })
  const results = [{ endpoint: 'openai.chat', matches: await walk(endpoint, folder) }]
  expect(unexplained(results).map(({ recording }) => recording.name)).toEqual(['openai/chat/two'])
  const report = reportText(results)
  expect(report).toMatch(/openai\.chat +all +2 +1 +50\.0 %/)
  expect(report).toContain('missing key news: recorded number, ours none (recorded 1 times, 2026-08-13 to 2026-08-13)')
  expect(report).toContain('extra key service_tier: recorded none')
})

test('the page of scores has a table for each provider, and says 100 % of all only', async () => {
  await record('one', () => {})
  await record('two', (body) => void delete body['service_tier'])
  const matches = await walk(endpoint, folder)
  const results = [
    { endpoint: 'openai.chat', matches },
    { endpoint: 'openai.images.edits', matches: matches.slice(0, 1) },
    { endpoint: 'acme.chat', matches: [] },
  ]
  const page = fidelityText(results, { 'openai.chat': 'OpenAI', 'openai.images.edits': 'OpenAI', 'acme.chat': 'Acme' })
  expect(page).toMatch(/\| all \| 3 \| 2 \| 9\d\.\d % \|/)
  expect(page).toMatch(
    /## OpenAI\n\n.*\n.*\n\| `openai\.chat` \| 2 \| 1 \| 9\d\.\d % \|\n\| `openai\.images\.edits` \| 1 \| 1 \| 100\.0 % \|/,
  )
  expect(page).toContain('## Acme\n\n| endpoint |')
  expect(page).toContain('| `acme.chat` | 0 | 0 | – |')
})

test('says loudly that there are no recordings, and fails only where they were asked for', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.stubEnv('MSW_LLM_RECORDINGS', undefined)
  expect(await run(join(folder, 'no/where'), 'walk')).toBe(0)
  expect(log.mock.calls.join('\n')).toContain('NO RECORDINGS')
  vi.stubEnv('MSW_LLM_RECORDINGS', join(folder, 'absent'))
  expect(await run(folder, 'walk')).toBe(1)
  vi.unstubAllEnvs()
})
