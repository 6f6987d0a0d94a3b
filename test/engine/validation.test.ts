import { afterEach, expect, test, vi } from 'vitest'
import { createSimulation, UsageError, type CreateSimulationOptions } from '../../handlers/index.ts'
import { nearest } from '../../src/nearest.ts'

const URL = 'https://api.openai.com/v1/chat/completions'
const headers = { authorization: 'Bearer k', 'content-type': 'application/json' }
const good = { model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] }
const bad = { ...good, tool_choice: 'auto' }

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

async function statuses(options: CreateSimulationOptions, ...bodies: readonly unknown[]): Promise<readonly number[]> {
  const llm = createSimulation(options)
  for (const body of bodies) await llm.fetch(URL, { method: 'POST', headers, body: JSON.stringify(body) })
  return llm.exchanges.map(({ status }) => status)
}

test('leaves out the named checks and no other', async () => {
  const hot = { ...good, temperature: 9 }
  expect(await statuses({}, bad, hot)).toEqual([400, 400])
  expect(await statuses({ validation: { tools: false } }, bad, hot)).toEqual([200, 400])
  expect(await statuses({ validation: { tools: false, parameters: false } }, bad, hot)).toEqual([200, 200])
  expect(await statuses({ validation: { tools: true } }, bad)).toEqual([400])
  expect(await statuses({ validation: 'lenient' }, bad, hot)).toEqual([200, 200])
})

test('refuses what cannot be read and wrong keys in every mode', async () => {
  const all = {
    parameters: false,
    messages: false,
    tools: false,
    format: false,
    media: false,
    headers: false,
    window: false,
  }
  for (const validation of ['lenient', all] as const) {
    const unreadable = [{ messages: good.messages }, { ...good, messages: 'hi' }, { ...good, tools: 1 }, []]
    expect(await statuses({ validation }, ...unreadable)).toEqual([400, 400, 400, 400])
    expect(await statuses({ validation, apiKeys: ['other'] }, good)).toEqual([401])
  }
})

test('names the checks where one is unknown', () => {
  const options = { validation: { toolz: false } } as CreateSimulationOptions
  expect(() => createSimulation(options)).toThrow(
    new UsageError(
      'validation has no checks named "toolz". It has: parameters, messages, tools, format, media, headers, window.',
    ),
  )
  expect(() => createSimulation({ validation: { tools: 'no' } } as never)).toThrow(
    'validation.tools must be true or false',
  )
  expect(() => createSimulation({ validation: 'loose' } as never)).toThrow(
    "validation must be one of 'strict', 'lenient'",
  )
})

test('tells the developer in the journal what to mend, and never on the wire', async () => {
  const llm = createSimulation()
  const body = JSON.stringify({ ...good, model: 'gpt-5', max_tokens: 5 })
  const response = await llm.fetch(URL, { method: 'POST', headers, body })
  const { note } = llm.exchanges[0]!
  expect(note).toContain('rename max_tokens to max_completion_tokens')
  expect(note).toContain('validation: { parameters: false }')
  expect(await response.text()).not.toContain('validation')
})

test('guesses what a name was meant to be', async () => {
  const llm = createSimulation()
  await llm.fetch(URL, { method: 'POST', headers, body: JSON.stringify({ ...good, model: 'gpt4o-mini' }) })
  await llm.fetch(URL, { method: 'POST', headers, body: JSON.stringify({ ...good, max_token: 5 }) })
  const [model, member] = llm.exchanges.map(({ note }) => note)
  expect(model).toContain('Did you mean "gpt-4o-mini"?')
  expect(member).toContain('Did you mean "max_tokens"?')
  expect(nearest('tempurature', ['top_p', 'temperature'])).toBe('temperature')
  expect(nearest('foo', ['temperature', 'stream'])).toBeUndefined()
})

test('warns on the console once per mistake, and only in development', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
  await statuses({}, bad, bad)
  expect(warn).not.toHaveBeenCalled()
  vi.stubEnv('NODE_ENV', 'development')
  await statuses({}, bad, bad, { ...good, temperature: 9 })
  expect(warn).toHaveBeenCalledTimes(2)
  expect(warn.mock.calls[0]![0]).toMatch(/^\[msw-llm\] openai\.chat: .*validation: \{ tools: false \}/)
  vi.stubEnv('NODE_ENV', 'production')
  await statuses({}, bad)
  expect(warn).toHaveBeenCalledTimes(2)
})
