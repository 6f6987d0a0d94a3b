import OpenAI from 'openai'
import { http, HttpResponse } from 'msw'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { setupLlm as setupForJest } from '../../handlers/faces/jest.ts'
import { setupLlm } from '../../handlers/faces/vitest.ts'

// Built before anything listens, and once more per call.
const early = new OpenAI({ apiKey: 'any', maxRetries: 0 })
const unsimulated = new OpenAI({ apiKey: 'any', baseURL: 'https://api.deepinfra.com/v1/openai', maxRetries: 0 })
const body = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Hello.' }] }

describe('one line sets a file up', () => {
  const llm = setupLlm({ handlers: [http.get('https://example.test/', () => HttpResponse.text('mine'))] })

  test('for clients of any age, beside handlers of one’s own', async () => {
    expect((await early.chat.completions.create(body)).choices).toHaveLength(1)
    const late = new OpenAI({ apiKey: 'any', maxRetries: 0 })
    expect((await late.chat.completions.create(body)).choices).toHaveLength(1)
    expect(await (await fetch('https://example.test/')).text()).toBe('mine')
    expect(llm).toHaveAnswered({ status: 200, times: 2 })
    llm.when('Hello').reply('from a rule')
    llm.server.use(http.get('https://example.test/', () => HttpResponse.text('replaced')))
    llm.server.use(http.post('https://api.openai.com/v1/*', () => HttpResponse.json({ choices: ['in front'] })))
    expect((await new OpenAI({ apiKey: 'any' }).chat.completions.create(body)).choices).toEqual(['in front'])
  })

  test('and leaves nothing to the next test', async () => {
    expect(llm.exchanges).toHaveLength(0)
    expect((await early.chat.completions.create(body)).choices[0]!.message.content).not.toBe('from a rule')
    expect(await (await fetch('https://example.test/')).text()).toBe('mine')
  })

  test('a host of an LLM API that nobody simulates fails with what to do', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {})
    const response = await fetch('https://api.replicate.com/v1/predictions', { method: 'POST', body: '{}' })
    expect(response.status).toBe(501)
    expect((await response.json()).error.message).toMatch(/api\.replicate\.com is an LLM API .* guard: false/)
    expect(warn).toHaveBeenCalledOnce()
    const client = new OpenAI({ apiKey: 'any', baseURL: 'https://api.sambanova.ai/v1' })
    await expect(client.chat.completions.create(body)).rejects.toThrow('api.sambanova.ai is an LLM API')
    const failure = await unsimulated.chat.completions.create(body).catch((error: Error) => error)
    expect(causesOf(failure).at(-1)).toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining('api.deepinfra.com'),
    })
  })

  afterAll(() => {
    // Registered later, so it runs first: the server is still there.
    expect(llm.server).toBeDefined()
  })
})

test.each([
  ['beforeAll', 'afterAll'],
  ['before', 'after'],
])('other runners hand their hooks over, called %s and %s; without hooks it says so', async (first, last) => {
  const tasks: Record<string, () => unknown> = {}
  const hook = (name: string) => (task: () => unknown) => void (tasks[name] = task)
  const llm = setupForJest({}, { [first]: hook('before'), afterEach: hook('each'), [last]: hook('after') })
  expect(() => llm.server).toThrow('llm.server is there from beforeAll to afterAll')
  await tasks['before']!()
  expect((await early.chat.completions.create(body)).choices).toHaveLength(1)
  tasks['each']!()
  expect(llm.exchanges).toHaveLength(0)
  tasks['after']!()
  expect(() => setupForJest({}, {})).toThrow('setupLlm found no beforeAll')
})

function causesOf(error: unknown): readonly unknown[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : []
}
