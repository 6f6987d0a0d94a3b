import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSimulation, MockProvider, type ChatRequest, type Middleware } from '../../handlers/index.ts'

const user = (content: string) => ({ role: 'user' as const, content })
const assistant = (content: string) => ({ role: 'assistant' as const, content })

function lab(
  options: Parameters<typeof createSimulation>[0] = {},
  client: { apiKey?: string; defaultHeaders?: Record<string, string> } = {},
) {
  const llm = createSimulation(options)
  const clientOf = (more: typeof client) =>
    new OpenAI({ apiKey: 'k', fetch: llm.fetch, maxRetries: 0, ...client, ...more })
  const openai = clientOf({})
  const says = async (messages: string | OpenAI.ChatCompletionMessageParam[], headers: Record<string, string> = {}) => {
    const list = typeof messages === 'string' ? [user(messages)] : messages
    const answer = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages: list }, { headers })
    return answer.choices[0]!.message.content
  }
  return { llm, openai, says, clientOf }
}

test('turns answer by the place in the conversation, whatever runs beside', async () => {
  const { llm, says } = lab()
  llm.when({ system: 'travel' }).turns('Where to?', ({ messages }) => `${messages.length} so far`, 'Booked.')
  const system = { role: 'system' as const, content: 'You are a travel agent.' }
  const first = [system, user('hello')]
  const second = [...first, assistant('Where to?'), user('Rome')]
  const third = [...second, assistant('When?'), user('May')]
  expect(await Promise.all([says(third), says(first), says(second), says(first)])).toEqual([
    'Booked.',
    'Where to?',
    '4 so far',
    'Where to?',
  ])
  await says([...third, assistant('Booked.'), user('thanks')])
  expect(llm.explain(llm.last!)).toMatch(
    /^ex_5 openai\.chat [\s\S]*\n {2}rule 1, when\(\{"system":"travel"\}\): its 3 turns are over: the model has spoken 3 times$/,
  )
})

test('a script runs an agent loop of an SDK to its end', async () => {
  const llm = createSimulation({ strict: true })
  llm.script([
    { when: 'table', reply: [{ type: 'tool-call', name: 'find_table', arguments: { seats: 2 } }] },
    { when: { toolResult: '19:00' }, reply: 'At seven.' },
  ])
  const anthropic = new Anthropic({ apiKey: 'k', fetch: llm.fetch })
  const answer = await anthropic.beta.messages.toolRunner({
    model: 'claude-haiku-4-5',
    max_tokens: 100,
    messages: [user('A table for two, please')],
    tools: [
      {
        name: 'find_table',
        input_schema: { type: 'object', properties: { seats: { type: 'integer' } } },
        run: (input: unknown) => `${JSON.stringify(input)} 19:00`,
        parse: (input: unknown) => input,
      },
    ],
  })
  expect(answer.content).toMatchObject([{ type: 'text', text: 'At seven.' }])
  expect(llm.exchanges).toHaveLength(2)
  expect(() => llm.script([])).toThrow('at least one step')
})

test('says of each rule why it did or did not answer', async () => {
  const { llm, says } = lab()
  llm.when('sea').reply('Deep.').once()
  llm.when(/river/).reply('Long.')
  llm.when({ model: /^claude/ }).reply('Hm.')
  await says('sea')
  await says('sea')
  const lines = llm.exchanges.map((exchange) => llm.explain(exchange).split('\n  ').slice(1))
  const others = [
    'rule 2, when(/river/): prompt does not match /river/',
    'rule 3, when({"model":"/^claude/"}): model does not match /^claude/',
  ]
  expect(lines).toEqual([
    ['rule 1, when("sea"): it answered', ...others],
    ['rule 1, when("sea"): it has answered 1 of 1 times', ...others],
  ])
  llm.reset()
  await says('lake')
  expect(llm.explain(llm.last!)).toMatch(/\n {2}there are no rules$/)
  for (const match of [{ tools: 'get_news' }, { turn: 2 }, { answers: 1 }, { system: 'travel' }])
    llm.when(match).reply('Hm.')
  await says('lake')
  expect(
    llm
      .explain(llm.last!)
      .split('): ')
      .slice(1)
      .map((line) => line.split('\n')[0]),
  ).toEqual([
    'tools is not "get_news": none is offered',
    'turn is not 2: it is 1',
    'answers is not 1: it is 0',
    'system does not contain "travel": there is none',
  ])
  await llm
    .provider('openai')
    .chatCompletion({ model: 'gpt-4o', messages: [user('lake')], tools: [{ name: 'get_new' }] })
  expect(llm.explain(llm.last!)).toContain('tools is not "get_news": offered: get_new\n')
})

describe('lists of objects', () => {
  const text = { type: 'text', text: 'Deep.' }

  test.each([
    ['txt', 'text'],
    ['tool_call', 'tool-call'],
    ['tool_use', 'tool-call'],
    ['thinking', 'reasoning'],
  ])('a part of the type %j is a slip, and %j was meant', async (type, meant) => {
    const { llm, says } = lab()
    const slip = [text, { type, text: 'Wet.' }] as never
    const words = `A reply has no part of the type "${type}". Did you mean "${meant}"?`
    expect(() => llm.when('sea').reply(slip)).toThrow(words)
    expect(() => llm.when('sea').reply({ content: slip })).toThrow(words)
    expect(() => llm.when('sea').inSequence('Deep.', slip)).toThrow(words)
    llm.when('sea').reply(() => slip)
    await expect(says('sea')).rejects.toMatchObject({ cause: { message: expect.stringContaining(words) } })
  })

  test('others are answered as JSON', async () => {
    const { llm, says } = lab()
    for (const list of [[], [{ type: 'apple' }, { type: 'pear' }], [text, { kind: 'txt' }], [text, 'txt'], [[text]]]) {
      llm.reset()
      llm.when('sea').reply(list)
      expect(await says('sea')).toBe(list.length === 0 ? '' : JSON.stringify(list))
    }
  })
})

describe('scopes', () => {
  test('two tests at the same time share neither rules nor faults nor counters', async () => {
    const { llm, clientOf } = lab({ apiKeys: ['real'] })
    llm.when('river').reply('Long.')
    const ask = async (client: OpenAI, prompt: string) => {
      const answer = await client.chat.completions.create({ model: 'gpt-4o', messages: [user(prompt)] })
      return answer.choices[0]!.message.content
    }
    const one = llm.scope('one')
    const two = llm.scope()
    one.when('sea').reply('Deep.')
    two.script([{ when: 'sea', reply: 'Blue.' }])
    one.fault({ kind: 'overloaded', next: 1, when: 'lake' })
    const byKey = clientOf({ apiKey: one.apiKey })
    const byHeader = clientOf({ apiKey: 'real', defaultHeaders: two.headers })
    const neither = clientOf({ apiKey: 'real' })
    expect(await Promise.all([ask(byKey, 'sea'), ask(byHeader, 'sea'), ask(byKey, 'river')])).toEqual([
      'Deep.',
      'Blue.',
      'Long.',
    ])
    const [alone, inTwo] = await Promise.all([ask(neither, 'lake'), ask(byHeader, 'lake')])
    expect(inTwo).toBe(alone) // each counts for itself how often it was asked
    await expect(ask(byKey, 'lake')).rejects.toThrow('503')
    expect(await ask(neither, 'sea')).not.toMatch(/^(Deep|Blue)\.$/)
    expect(one.exchanges.map(({ prompt, status }) => `${prompt} ${status}`)).toEqual([
      'sea 200',
      'river 200',
      'lake 503',
    ])
    expect(two.usage().exchanges).toBe(2)
    expect(llm.scope('one')).toBe(one)
    one.end()
    expect(await ask(byKey, 'sea')).not.toBe('Deep.')
    llm.reset()
    expect(llm.scope('one')).not.toBe(one)
  })

  test('names are checked', () => {
    expect(() => createSimulation().scope('my test')).toThrow(/1 to 80 letters.* not "my test"/)
  })

  const llm = createSimulation()
  const server = setupServer(...llm.handlers)
  beforeAll(() => server.listen())
  afterAll(() => server.close())
  test.concurrent.each(['a', 'b', 'c'])('over MSW, test %s of several at once', async (name) => {
    const scope = llm.scope(name)
    scope.when('who').reply(`I am ${name}.`)
    const anthropic = new Anthropic({ apiKey: scope.apiKey })
    const message = { model: 'claude-haiku-4-5', max_tokens: 50, messages: [user('who')] }
    const asked = anthropic.messages.create(message)
    const [exchange] = await scope.waitFor('who')
    expect(exchange.text).toBe(`I am ${name}.`)
    expect((await asked).content).toMatchObject([{ text: `I am ${name}.` }])
    expect(scope.exchanges).toHaveLength(1)
  })
})

describe('headers of one request', () => {
  test('give its answer, its seed, its fault and its tag', async () => {
    const { llm, openai, says } = lab()
    llm.when('sea').reply('Deep.')
    expect(await says('sea', { 'x-msw-llm-reply': encodeURIComponent('Größe — 100 %') })).toBe('Größe — 100 %')
    expect(await says('sea', { 'x-msw-llm-reply': '100 % sure' })).toBe('100 % sure')
    const call = JSON.stringify([{ type: 'tool-call', name: 'measure', arguments: { what: 'sea' } }])
    const body = { model: 'gpt-4o-mini', messages: [user('sea')] }
    const answer = await openai.chat.completions.create(body, { headers: { 'x-msw-llm-reply': call } })
    expect(answer.choices[0]!.message.tool_calls).toMatchObject([{ function: { name: 'measure' } }])
    const seeded = { 'x-msw-llm-seed': '5', 'x-msw-llm-tag': 'e2e' }
    const texts = [
      await says('lake', seeded),
      await says('lake', seeded),
      await says('lake', { 'x-msw-llm-seed': '6' }),
    ]
    expect(texts[1]).toBe(texts[0])
    expect(texts[2]).not.toBe(texts[0])
    expect(llm.usage().byTag['e2e']?.exchanges).toBe(2)
    await expect(says('sea', { 'x-msw-llm-fault': 'rate_limit' })).rejects.toThrow('429')
    const cut = { 'x-msw-llm-fault': JSON.stringify({ how: 'socket', at: { tokens: 1 } }) }
    const stream = await openai.chat.completions.create({ ...body, stream: true }, { headers: cut })
    await expect(drain(stream)).rejects.toThrow('terminated')
    await says('sea', { 'x-msw-llm-scope': 'e2e' })
    expect(llm.scope('e2e').exchanges).toHaveLength(1)
  })

  test.each([
    [
      { 'x-msw-llm-replay': 'x' },
      'There is no header x-msw-llm-replay. Did you mean "x-msw-llm-reply"? Known: x-msw-llm-tag',
    ],
    [{ 'x-msw-llm-fault': 'rate_limits' }, "x-msw-llm-fault: There is no error kind 'rate_limits'"],
    [{ 'x-msw-llm-fault': '{' }, 'x-msw-llm-fault: not JSON: {'],
    [{ 'x-msw-llm-scope': 'a b' }, 'x-msw-llm-scope: A scope’s name has'.replace('’', "'")],
  ])('a mistake in them is said: %o', async (headers, words) => {
    const { says } = lab()
    await expect(says('sea', headers)).rejects.toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ message: expect.stringContaining(words) }) }),
    )
  })
})

describe('replies that wait', () => {
  test('sleep on the clock of the simulation', async () => {
    const { llm, says } = lab({ clock: 'virtual', latencyMs: 1000 })
    llm.when('generator').reply(async function* (_, { signal }) {
      yield 'a'
      await llm.clock.sleep(60_000, signal)
      yield 'b'
    })
    llm.when('function').reply(async () => {
      await llm.clock.sleep(5000)
      return 'c'
    })
    const start = llm.clock.now()
    expect(await Promise.all([says('generator'), says('function')])).toEqual(['ab', 'c'])
    expect(llm.clock.now() - start).toBe(60_000)
  })

  test('end when the client leaves', async () => {
    const { llm, openai } = lab({ clock: 'manual' })
    const seen: unknown[] = []
    llm.when('sea').reply(async function* (_, { signal }) {
      signal.addEventListener('abort', () => seen.push('aborted'))
      yield 'a'
      await new Promise(() => {})
    })
    const controller = new AbortController()
    const body = { model: 'gpt-4o', messages: [user('sea')] }
    const answer = openai.chat.completions.create(body, { signal: controller.signal })
    await expect.poll(() => llm.exchanges.length).toBe(1)
    await expect.poll(() => llm.explain(llm.last!)).toMatch('it answered')
    controller.abort()
    await expect(answer).rejects.toThrow('abort')
    const [exchange] = await llm.waitFor({ state: 'aborted' })
    expect(exchange).toMatchObject({ status: 0, costUsd: 0 })
    expect(seen).toEqual(['aborted'])
  })

  test('of a subclass, too', async () => {
    class Slow extends MockProvider {
      override async chatCompletion(request: ChatRequest) {
        await llm.clock.sleep(5000)
        return super.chatCompletion(request)
      }
    }
    const { llm, says } = lab({ clock: 'virtual', providers: [new Slow('openai')] })
    llm.when('sea').reply('Deep.')
    expect(await says('sea')).toBe('Deep.')
  })
})

test('a responder decides what no rule does', async () => {
  const asked: string[] = []
  const { llm, says } = lab({
    responder: (request, { exchange }) => {
      asked.push(exchange.provider)
      return exchange.prompt === 'lake' ? undefined : `${request.model}: ${exchange.prompt.toUpperCase()}`
    },
  })
  llm.when('river').reply('Long.')
  expect(await says('sea')).toBe('gpt-4o-mini: SEA')
  expect(await says('river')).toBe('Long.')
  expect(await says('lake')).toMatch(/lake/i)
  expect(asked).toEqual(['openai', 'openai'])
  const direct = await llm.provider('anthropic').chatCompletion({ model: 'claude-haiku-4-5', messages: [user('hi')] })
  expect(direct.choices[0]!.message.content).toBe('claude-haiku-4-5: HI')
  const strict = lab({ strict: true, responder: () => undefined })
  await expect(strict.says('sea')).rejects.toThrow()
})

test('middleware sees the request, the answer and the response, the first added outermost', async () => {
  const order: string[] = []
  const layer = (name: string): Middleware => ({
    request: (request) => {
      order.push(`${name} request`)
      return { ...request, stopSequences: ['!'] }
    },
    reply: async (next) => {
      const { content } = await next()
      order.push(`${name} reply`)
      return content.map((part) => (part.type === 'text' ? { ...part, text: `${name}(${part.text})` } : part))
    },
    response: (response, { id }) => {
      order.push(`${name} response`)
      response.headers.append('x-layers', `${name} ${id}`)
    },
  })
  const { llm, openai, says } = lab({ middleware: [layer('outer')] })
  const stop = llm.use(layer('inner'))
  llm.when('sea').reply('Deep!')
  const body = { model: 'gpt-4o', messages: [user('sea')] }
  const { data, response } = await openai.chat.completions.create(body).withResponse()
  expect(data.choices[0]).toMatchObject({ message: { content: 'outer(inner(Deep' }, finish_reason: 'stop' })
  expect(response.headers.get('x-layers')).toBe('inner ex_1, outer ex_1')
  expect(order).toEqual([
    'outer request',
    'inner request',
    'inner reply',
    'outer reply',
    'inner response',
    'outer response',
  ])
  stop()
  expect(await says('sea')).toBe('outer(Deep')
  llm.use({
    reply: () => Promise.reject(new Error('no')),
    response: () => new Response('{"teapot":true}', { status: 418 }),
  })
  await expect(says('sea')).rejects.toThrow('418')
  llm.reset()
  llm.when('sea').reply('Deep!')
  expect(await says('sea')).toBe('outer(Deep')
})

async function drain(stream: AsyncIterable<unknown>) {
  for await (const chunk of stream) expect(chunk).toBeDefined()
}
