import OpenAI, { AzureOpenAI } from 'openai'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

const llm = createSimulation({ providers: ['azure', 'xai', 'deepseek', 'openrouter'] })

beforeEach(() => llm.reset())
afterEach(() => llm.reset())

const fetch = (url: RequestInfo | URL, init?: RequestInit) => llm.fetch(url, init)

const clients = {
  xai: () => new OpenAI({ apiKey: 'any', baseURL: 'https://api.x.ai/v1', fetch }),
  deepseek: () => new OpenAI({ apiKey: 'any', baseURL: 'https://api.deepseek.com', fetch }),
  openrouter: () => new OpenAI({ apiKey: 'any', baseURL: 'https://openrouter.ai/api/v1', fetch }),
  azure: () =>
    new AzureOpenAI({
      apiKey: 'any',
      endpoint: 'https://team.openai.azure.com',
      apiVersion: '2026-03-01-preview',
      fetch,
    }),
}

test.each([
  ['xai', 'grok-4.3'],
  ['azure', 'gpt-5-nano'],
  ['deepseek', 'deepseek-v4-flash'],
  ['openrouter', 'google/gemini-2.5-flash-lite'],
] as const)('OpenAI’s client reads responses of %s, whole and streamed', async (name, model) => {
  llm.when(() => true).reply('Paris, on the Seine.')
  const client = clients[name]()
  const whole = await client.responses.create({ model, input: 'Where is it?' })
  expect(whole.output_text).toBe('Paris, on the Seine.')
  expect(whole.usage!.output_tokens).toBeGreaterThan(0)
  let text = ''
  for await (const event of await client.responses.create({ model, input: 'Where is it?', stream: true }))
    if (event.type === 'response.output_text.delta') text += event.delta
  expect(text).toBe('Paris, on the Seine.')
  expect(llm.exchanges).toHaveLength(2)
})

test('xAI shows summaries of its reasoning unasked', async () => {
  llm
    .when(() => true)
    .think('It is in France.')
    .reply('Paris.')
  const answer = await clients.xai().responses.create({ model: 'grok-4.3', input: 'Where is it?' })
  expect(answer.output.map(({ type }) => type)).toEqual(['reasoning', 'message'])
  expect(answer.output[0]).toMatchObject({ summary: [{ text: 'It is in France.', type: 'summary_text' }] })
})

test('DeepSeek shows its thoughts as they are', async () => {
  llm
    .when(() => true)
    .think('It is in France.')
    .reply('Paris.')
  const answer = await clients.deepseek().responses.create({ model: 'deepseek-v4-flash', input: 'Where is it?' })
  expect(answer.output).toMatchObject([
    { type: 'reasoning', content: [{ type: 'reasoning_text', text: 'It is in France.' }], summary: [] },
    { type: 'message', status: 'completed' },
  ])
})
