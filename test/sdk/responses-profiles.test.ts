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

test('xAI keeps a response until it is deleted, and says in its own words that it is gone', async () => {
  const client = clients.xai()
  const first = await client.responses.create({ model: 'grok-4.3', input: 'My name is Ada.' })
  expect((await client.responses.retrieve(first.id)).output).toEqual(first.output)
  const second = await client.responses.create({ model: 'grok-4.3', input: 'And?', previous_response_id: first.id })
  expect(second.usage!.input_tokens).toBeGreaterThan(first.usage!.input_tokens)
  await client.responses.delete(first.id)
  const gone = { status: 404, error: `Response with id ${first.id} not found.` }
  await expect(client.responses.retrieve(first.id)).rejects.toMatchObject(gone)
  const again = { model: 'grok-4.3', input: 'And?', previous_response_id: first.id }
  await expect(client.responses.create(again)).rejects.toMatchObject(gone)
})

test('Azure keeps responses, also of the background, and lists what they read', async () => {
  const client = clients.azure()
  const made = await client.responses.create({ model: 'gpt-5-nano', input: 'Hello.' })
  expect(await client.responses.retrieve(made.id)).toMatchObject({
    id: made.id,
    output: made.output,
    model: 'gpt-5-nano',
  })
  const { data } = await client.responses.inputItems.list(made.id)
  expect(data).toMatchObject([{ role: 'user', content: [{ type: 'input_text', text: 'Hello.' }] }])
  await expect(client.responses.cancel(made.id)).rejects.toMatchObject({ status: 400 })
  const queued = await client.responses.create({ model: 'gpt-5-nano', input: 'Hello.', background: true })
  expect(queued.status).toBe('queued')
  expect((await client.responses.cancel(queued.id)).status).toMatch(/completed|cancelled/)
  await client.responses.delete(made.id)
  await expect(client.responses.retrieve(made.id)).rejects.toMatchObject({
    status: 404,
    message: `404 Response with id '${made.id}' not found.`,
  })
})

test.each([
  ['xai', 'grok-4.3', { code: 'The service is currently unavailable', param: null }],
  ['azure', 'gpt-5-nano', { error: { code: 'ServiceUnavailable' } }],
] as const)('a stream of %s breaks in the provider’s words', async (name, model, words) => {
  llm.provider(name).cutStreamAfter({ tokens: 1 })
  const response = await fetch(
    name === 'xai' ? 'https://api.x.ai/v1/responses' : 'https://team.openai.azure.com/openai/v1/responses',
    {
      method: 'POST',
      headers: { authorization: 'Bearer any', 'content-type': 'application/json' },
      body: JSON.stringify({ model, input: 'Tell me about tides.', stream: true }),
    },
  )
  const events = (await response.text()).split('\n').filter((line) => line.startsWith('data: '))
  const [error, failed] = events.slice(-2).map((line) => JSON.parse(line.slice(6)))
  expect(error).toMatchObject({ type: 'error', ...words })
  expect(failed).toMatchObject({ type: 'response.failed', response: { status: 'failed' } })
})

test('xAI says that a limit ended an answer, whole and streamed', async () => {
  const ask = { model: 'grok-4.3', input: 'Tell me about tides.', max_output_tokens: 16 }
  const cut = { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
  expect(await clients.xai().responses.create(ask)).toMatchObject(cut)
  const types: string[] = []
  for await (const event of await clients.xai().responses.create({ ...ask, stream: true })) types.push(event.type)
  expect(types.at(-1)).toBe('response.incomplete')
})

test('xAI searches where it is offered a search, and cites what it found', async () => {
  const ask = {
    model: 'grok-4.3',
    input: 'What is the latest news about Lisbon?',
    tools: [{ type: 'web_search' as const }],
  }
  const whole = await clients.xai().responses.create(ask)
  const [search, message] = whole.output.filter(({ type }) => type !== 'reasoning')
  expect(search).toMatchObject({ type: 'web_search_call', name: 'web_search', call_id: '', status: 'completed' })
  const { annotations } = (message as OpenAI.Responses.ResponseOutputMessage).content[0] as { annotations: object[] }
  expect(annotations.length).toBeGreaterThan(0)
  expect(annotations[0]).toEqual({ type: 'url_citation', url: expect.stringMatching(/^https:/) })
  expect(whole.usage).toMatchObject({ num_server_side_tools_used: 1 })
  const x = { ...ask, tools: [{ type: 'x_search' }] } as unknown as typeof ask
  const stream = clients.xai().responses.stream(x)
  const types = new Set<string>()
  for await (const event of stream) types.add(event.type)
  expect(types).toContain('response.output_text.annotation.added')
})
