import OpenAI from 'openai'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createManualClock, createSimulation } from '../../handlers/index.ts'
import { isDebugged } from '../../src/debug-option.ts'

let lines: string[] = []

beforeEach(() => {
  lines = []
  vi.spyOn(console, 'debug').mockImplementation((line: string) => void lines.push(line))
})

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function lab(options: Parameters<typeof createSimulation>[0] = {}) {
  const llm = createSimulation(options)
  const openai = new OpenAI({ apiKey: 'sk-secret-of-mine', fetch: llm.fetch, maxRetries: 0 })
  const messages = [{ role: 'user' as const, content: 'How deep is the sea?' }]
  const ask = () => openai.chat.completions.create({ model: 'gpt-4o-mini', messages })
  const stream = (signal?: AbortSignal) =>
    openai.chat.completions.create({ model: 'gpt-4o-mini', messages, stream: true }, { signal })
  return { llm, ask, stream }
}

const stages = () => lines.map((line) => /^\[msw-llm\] ex_\d+ (\w+): ./.exec(line)?.[1])

test('DEBUG=msw-llm shows each stage of an exchange in a line', async () => {
  vi.stubEnv('DEBUG', 'express:*,msw-llm')
  const { llm, stream } = lab()
  llm.when('sea').reply('Deep.')
  for await (const _ of await stream());
  expect(lines).toEqual([
    '[msw-llm] ex_1 received: openai.chat, POST api.openai.com/v1/chat/completions',
    '[msw-llm] ex_1 authenticated: the key is accepted',
    '[msw-llm] ex_1 parsed: gpt-4o-mini (gpt-4o-mini-2024-07-18), 1 message, 0 tools, streamed',
    expect.stringMatching(
      /^\[msw-llm\] ex_1 admitted: within the limits: requestsPerMinute 1 of \d+, tokensPerMinute \d+ of \d+/,
    ),
    expect.stringMatching(/^\[msw-llm\] ex_1 replied: by when\(.*sea.*\), 5 characters, finish reason stop$/),
    expect.stringMatching(
      /^\[msw-llm\] ex_1 counted: 13 input tokens \(0 from the cache\), 2 output tokens, \$0\.00000\d$/,
    ),
    '[msw-llm] ex_1 scheduled: all of it at once',
    '[msw-llm] ex_1 streaming: the answer begins to leave',
    '[msw-llm] ex_1 ended: complete, status 200',
  ])
})

test('shows why an exchange was refused, and no key', async () => {
  vi.stubEnv('DEBUG', '*')
  const { llm, ask } = lab({ apiKeys: ['another'] })
  await expect(ask()).rejects.toThrow('401')
  llm.provider('openai').failNext(1, 'rate_limit')
  expect(stages()).toEqual(['received', 'refused', 'scheduled', 'ended'])
  expect(lines[1]).toContain('auth')
  expect(lines[3]).toContain('complete, status 401')
  expect(lines.join('\n')).not.toContain('sk-secret-of-mine')
})

test('a mistake is told once in its line, other operations by their names, and times where there are any', async () => {
  vi.stubEnv('DEBUG', 'msw-llm')
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const strict = lab({ strict: true })
  await expect(strict.ask()).rejects.toThrow()
  expect(lines.find((line) => line.includes('refused'))!.match(/strict: no rule answers/g)).toHaveLength(1)
  expect(lines.at(-1)).toBe('[msw-llm] ex_1 ended: aborted, nothing was sent')
  lines = []
  const { llm, stream } = lab({
    latency: { ttftMs: 100, tokensPerSecond: 10, ttftSigma: 0, speedSigma: 0 },
    clock: 'virtual',
  })
  llm.when('sea').reply('Deep and blue.')
  await llm.fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer any' } })
  expect(lines).toContain('[msw-llm] ex_1 parsed: models')
  expect(lines).toContain('[msw-llm] ex_1 replied: by the simulation')
  llm.provider('openai').cutStreamAfter({ tokens: 2 }, 'socket')
  await expect(async () => {
    for await (const _ of await stream());
  }).rejects.toThrow()
  expect(lines.slice(-3)).toEqual([
    expect.stringMatching(
      /^\[msw-llm\] ex_2 scheduled: headers after \d+ ms, first content after \d+ ms, last byte after \d+ ms$/,
    ),
    expect.stringMatching(/^\[msw-llm\] ex_2 streaming: the answer begins to leave, in \d+ parts$/),
    '[msw-llm] ex_2 ended: cut, status 200, billed for 2 output tokens; Fault: socket at {"tokens":2}.',
  ])
})

test('shows that the client left', async () => {
  vi.stubEnv('DEBUG', 'msw-llm')
  const { stream } = lab({ clock: createManualClock(), latencyMs: 100 })
  const leaving = new AbortController()
  const answer = expect(stream(leaving.signal)).rejects.toThrow('aborted')
  await vi.waitFor(() => expect(stages()).toContain('scheduled'))
  leaving.abort()
  await answer
  expect(lines.at(-1)).toContain('ended: aborted')
})

test.each([undefined, '', 'msw', 'other', '*,-msw-llm'])('is silent where DEBUG is %s', async (value) => {
  vi.stubEnv('DEBUG', value)
  await lab().ask()
  expect(lines).toEqual([])
})

test('in a browser localStorage.debug asks for it, and a page without a storage is none the worse', async () => {
  vi.stubGlobal('process', undefined)
  vi.stubGlobal('localStorage', { getItem: (key: string) => (key === 'debug' ? 'msw-llm' : null) })
  const loud = createSimulation()
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('SecurityError')
    },
  })
  const quiet = createSimulation()
  vi.unstubAllGlobals()
  for (const llm of [loud, quiet])
    await llm.fetch('https://api.openai.com/v1/models', { headers: { authorization: 'Bearer any' } })
  expect(stages()).toEqual([
    'received',
    'authenticated',
    'parsed',
    'admitted',
    'replied',
    'counted',
    'scheduled',
    'ended',
  ])
})

test('where the environment may not be read, as in Deno, nothing is shown', () => {
  const denied = () => {
    throw new Error('Requires env access to "DEBUG"')
  }
  vi.stubGlobal('process', { env: new Proxy({}, { get: denied }) })
  expect(isDebugged()).toBe(false)
})
