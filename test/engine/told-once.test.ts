import OpenAI from 'openai'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

const user = (content: string) => ({ role: 'user' as const, content })

let told: string[] = []

beforeEach(() => {
  told = []
  vi.spyOn(console, 'warn').mockImplementation((text: string) => void told.push(text))
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

function lab(options: Parameters<typeof createSimulation>[0] = {}) {
  const llm = createSimulation(options)
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch, maxRetries: 0 })
  const says = (prompt: string) => openai.chat.completions.create({ model: 'gpt-4o', messages: [user(prompt)] })
  return { llm, says }
}

test.each(['test', 'development'])(
  'what strict refuses is said once, as the SDK names no reason (NODE_ENV %s)',
  async (env) => {
    vi.stubEnv('NODE_ENV', env)
    const { llm, says } = lab({ strict: true })
    llm.when('river').reply('Long.')
    llm.when({ model: 'gpt-5' }).reply('New.')
    for (let time = 0; time < 2; time++) await expect(says('How deep is the sea?')).rejects.toThrow('Connection error.')
    expect(told).toEqual([
      [
        '[msw-llm] strict: no rule answers this exchange (openai.chat, model gpt-4o, prompt "How deep is the sea?").',
        'rule 1, when("river"): prompt is not "river"',
        'rule 2, when({"model":"gpt-5"}): model is not "gpt-5"',
        'Add one with llm.when(…).reply(…), or leave strict out.',
      ].join('\n  '),
    ])
  },
)

test('a host of nobody is named, too', async () => {
  const { llm } = lab({ providers: ['openai', 'groq'] })
  const openai = new OpenAI({ apiKey: 'any', fetch: llm.fetch, maxRetries: 1, baseURL: 'http://proxy.test/v1' })
  const body = { model: 'gpt-4o', messages: [user('sea')] }
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((run) => (queueMicrotask(run as () => void), 0 as never))
  await expect(openai.chat.completions.create(body)).rejects.toThrow('Connection error.')
  expect(told).toHaveLength(1)
  expect(told[0]).toMatch(/No simulated provider answers at proxy\.test\. Providers: openai, groq\..*global fetch/)
})
