import OpenAI from 'openai'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSimulation, replayFrom } from '../../handlers/index.ts'

const user = (content: string) => ({ role: 'user' as const, content })
const offered = (...names: string[]) => names.map((name) => ({ type: 'function' as const, function: { name } }))

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
  const says = async (prompt: string, ...tools: string[]) => {
    const more = tools.length > 0 ? { tools: offered(...tools) } : {}
    const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages: [user(prompt)], ...more })
    return answer.choices[0]!.message
  }
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
        'rule 1, when("river"): prompt does not contain "river"',
        'rule 2, when({"model":"gpt-5"}): model does not contain "gpt-5"',
        'Add one with llm.when(…).reply(…), or leave strict out.',
      ].join('\n  '),
    ])
    expect(String(llm.last)).toMatch(
      /"How deep is the sea\?" -> server_error strict: no rule answers this exchange \(.*\)\.$/,
    )
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

test('a scripted call of a tool that the request does not offer is answered, and named once', async () => {
  const { llm, says } = lab()
  llm.when('weather').callTool('get_wether', { city: 'Paris' }).callTool('get_time')
  for (let time = 0; time < 2; time++) {
    const { tool_calls: calls } = await says('The weather?', 'get_weather', 'get_time')
    expect(calls).toMatchObject([{ function: { name: 'get_wether' } }, { function: { name: 'get_time' } }])
  }
  expect(told).toEqual([
    '[msw-llm] openai.chat: the answer of when("weather") calls the tool "get_wether", which the request does not offer; a model would not. It offers: get_weather, get_time. Did you mean "get_weather"?',
  ])
  await says('The weather?')
  expect(told).toHaveLength(3)
  expect(told[2]).toMatch(/calls the tool "get_time".* It offers no tools\.$/)
})

test('of what is offered, of what the model calls by itself, and of recordings nothing is said', async () => {
  const { llm, says } = lab()
  llm.when('time').callTool('get_time')
  expect((await says('The time?', 'get_time')).tool_calls).toHaveLength(1)
  expect((await says('The weather in Paris?', 'get_weather')).tool_calls).toHaveLength(1)
  const recorded = {
    role: 'assistant',
    content: null,
    tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'gone', arguments: '{}' } }],
  }
  const request = { model: 'gpt-4o', messages: [user('sea')] }
  const response = {
    id: 'x',
    object: 'chat.completion',
    created: 1,
    model: 'gpt-4o',
    choices: [{ index: 0, message: recorded, finish_reason: 'tool_calls' }],
  }
  llm.add(
    ...replayFrom({
      log: {
        entries: [
          {
            request: {
              method: 'POST',
              url: 'https://api.openai.com/v1/chat/completions',
              postData: { text: JSON.stringify(request) },
            },
            response: { status: 200, content: { mimeType: 'application/json', text: JSON.stringify(response) } },
          },
        ],
      },
    }),
  )
  expect((await says('sea')).tool_calls).toHaveLength(1)
  expect(told).toEqual([])
})
