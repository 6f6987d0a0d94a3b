import { createOpenAI } from '@ai-sdk/openai'
import {
  convertToModelMessages,
  DefaultChatTransport,
  readUIMessageStream,
  stepCountIs,
  streamText,
  tool,
  type UIMessage,
  type UIMessageChunk,
} from 'ai'
import { Hono } from 'hono'
import { http } from 'msw'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createSimulation, type ManualClock } from '../../handlers/index.ts'
import { createUiMessageHandler } from '../../handlers/fetch.ts'
import { startLab } from '../sdk/lab.ts'

const { llm, server } = startLab()
const ROUTE = 'https://app.test/api/chat'
const REAL = 'https://app.test/api/real'
const MODEL = 'gpt-4o'
const schema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const weather = { city: 'Paris', celsius: 21 }

const TOOLS = { weather: { inputSchema: schema, execute: () => weather }, confirm: { inputSchema: schema } }

/** The route with AI SDK's own words on the server's side, over the same simulation. */
function realRoute() {
  const openai = createOpenAI({ apiKey: 'any', fetch: llm.fetch })
  return http.post(REAL, async ({ request }) => {
    const { messages } = (await request.json()) as { messages: UIMessage[] }
    const answer = streamText({
      model: openai.chat(MODEL),
      messages: await convertToModelMessages(messages),
      maxRetries: 0,
      stopWhen: stepCountIs(5),
      onError: () => {},
      tools: {
        weather: tool({ inputSchema: z.object({ city: z.string() }), execute: () => weather }),
        confirm: tool({ inputSchema: z.object({ city: z.string() }) }),
      },
    })
    return answer.toUIMessageStreamResponse()
  })
}

function ourRoute(options: Parameters<typeof llm.uiMessageStream>[1] = {}) {
  return llm.uiMessageStream(ROUTE, { model: MODEL, tools: TOOLS, ...options })
}

const question = (text: string): UIMessage => ({ id: 'm1', role: 'user', parts: [{ type: 'text', text }] })

/** What a page sends, and the chunks that AI SDK's own parser reads. */
async function send(api: string, messages: readonly UIMessage[], abortSignal?: AbortSignal) {
  const transport = new DefaultChatTransport({ api })
  const stream = await transport.sendMessages({
    chatId: 'c1',
    messageId: undefined,
    trigger: 'submit-message',
    messages: [...messages],
    abortSignal,
  })
  return stream
}

async function chunksOf(api: string, ...messages: readonly UIMessage[]): Promise<UIMessageChunk[]> {
  const chunks: UIMessageChunk[] = []
  for await (const chunk of await send(api, messages)) chunks.push(chunk)
  return chunks
}

async function messageOf(stream: ReadableStream<UIMessageChunk>): Promise<UIMessage> {
  let last: UIMessage | undefined
  for await (const message of readUIMessageStream({ stream })) last = message
  return last!
}

/** Without what is drawn: ids of calls. */
const plain = (chunks: readonly UIMessageChunk[]) =>
  chunks.map((chunk) => ('toolCallId' in chunk ? { ...chunk, toolCallId: 'call' } : chunk))

describe('a simulated route says what the real one says', () => {
  const cases: readonly (readonly [string, () => void])[] = [
    ['a text', () => llm.when('sea').reply('As deep as it is wide, and **salty**.')],
    [
      'a tool that the route runs',
      () => {
        llm.when({ prompt: 'sea', toolResult: false }).callTool('weather', { city: 'Paris' })
        llm.when({ prompt: 'sea', toolResult: true }).reply('21 degrees in Paris.')
      },
    ],
    ['a tool that the page runs', () => llm.when('sea').callTool('confirm', { city: 'Paris' })],
    ['a failure at the start', () => llm.provider('openai').failNext(1, 'rate_limit')],
    [
      'a failure half way',
      () => {
        llm.when('sea').reply('As deep as it is wide, and salty.')
        llm.provider('openai').cutStreamAfter({ tokens: 4 })
      },
    ],
  ]
  test.each(cases)('%s', async (_, arrange) => {
    server.use(realRoute(), ourRoute())
    arrange()
    const real = await chunksOf(REAL, question('How deep is the sea?'))
    llm.reset()
    arrange()
    const ours = await chunksOf(ROUTE, question('How deep is the sea?'))
    expect(ours.length).toBeGreaterThan(1)
    expect(plain(ours)).toEqual(plain(real))
  })
})

const providersWithChat = llm.providerNames.filter((name) => name !== 'voyage')

describe('a simulated route', () => {
  test('speaks the protocol on the wire', async () => {
    server.use(ourRoute({ messageMetadata: ([exchange]) => ({ tokens: exchange!.usage.outputTokens }) }))
    llm.when('sea').reply('Deep.')
    const body = JSON.stringify({ id: 'c1', messages: [question('sea')], trigger: 'submit-message' })
    const response = await fetch(ROUTE, { method: 'POST', body })
    expect(response.headers.get('x-vercel-ai-ui-message-stream')).toBe('v1')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect((await response.text()).split('\n\n')).toEqual([
      'data: {"type":"start"}',
      'data: {"type":"start-step"}',
      'data: {"type":"text-start","id":"0"}',
      'data: {"type":"text-delta","id":"0","delta":"Deep"}',
      'data: {"type":"text-delta","id":"0","delta":"."}',
      'data: {"type":"text-end","id":"0"}',
      'data: {"type":"finish-step"}',
      'data: {"type":"finish","finishReason":"stop","messageMetadata":{"tokens":3}}',
      'data: [DONE]',
      '',
    ])
  })

  test('is an exchange of its provider, with tokens and cost', async () => {
    server.use(ourRoute({ provider: 'anthropic', model: 'claude-sonnet-4-5', system: 'Be brief.' }))
    await chunksOf(ROUTE, question('How deep is the sea?'))
    expect(llm.last).toMatchObject({
      provider: 'anthropic',
      endpoint: 'anthropic.ui-message-stream',
      prompt: 'How deep is the sea?',
      status: 200,
      state: 'complete',
    })
    expect(llm.last!.costUsd).toBeGreaterThan(0)
    expect(llm.last!.request).toMatchObject({ messages: [{ role: 'system' }, { role: 'user' }] })
  })

  test.each(providersWithChat)('%s answers, in parts and with a tool', async (provider) => {
    const tools = { weather: { inputSchema: schema, execute: () => weather } }
    server.use(llm.uiMessageStream(ROUTE, { provider, tools, reasoning: 'low' }))
    llm.when({ prompt: 'Paris', toolResult: false }).callTool('weather', { city: 'Paris' })
    const { parts } = await messageOf(await send(ROUTE, [question('How warm is Paris?')]))
    expect(parts.find(({ type }) => type === 'tool-weather')).toMatchObject({ output: weather })
    expect(parts.at(-1)).toMatchObject({ type: 'text', state: 'done', text: expect.stringMatching(/./) })
    expect(llm.exchanges.map(({ status, state }) => [status, state])).toEqual([
      [200, 'complete'],
      [200, 'complete'],
    ])
  })

  test('draws the same answer for the same question, whatever ids the page draws', async () => {
    server.use(ourRoute())
    const first = await chunksOf(ROUTE, question('How deep is the sea?'))
    llm.reset()
    const other = { ...question('How deep is the sea?'), id: 'another' }
    expect(await chunksOf(ROUTE, other)).toEqual(first)
    expect(first.length).toBeGreaterThan(10)
  })

  test('a call without arguments begins and is whole; an empty text is not there', async () => {
    server.use(ourRoute())
    llm.when('sea').reply([
      { type: 'text', text: '' },
      { type: 'tool-call', name: 'look', arguments: '' },
    ])
    expect(plain(await chunksOf(ROUTE, question('sea'))).slice(2)).toEqual([
      { type: 'tool-input-start', toolCallId: 'call', toolName: 'look' },
      { type: 'tool-input-available', toolCallId: 'call', toolName: 'look', input: {} },
      { type: 'finish-step' },
      { type: 'finish', finishReason: 'tool-calls' },
    ])
  })

  test('arguments that are no JSON, server tools and pictures have chunks of their own', async () => {
    server.use(ourRoute())
    const citations = [{ url: 'https://sea.test/', title: 'The sea' }]
    llm.when('sea').reply([
      { type: 'server-tool', name: 'web_search', arguments: { query: 'sea' }, result: ['Deep.'] },
      { type: 'image-output', mediaType: 'image/png', data: 'AAAA' },
      { type: 'text', text: 'Deep.', citations },
      { type: 'tool-call', name: 'weather', arguments: '{"city":' },
    ])
    const chunks = plain(await chunksOf(ROUTE, question('sea'))).filter(({ type }) => !type.endsWith('-delta'))
    expect(chunks.slice(2, -2)).toMatchObject([
      { type: 'tool-input-start', toolName: 'web_search', providerExecuted: true },
      { type: 'tool-input-available', input: { query: 'sea' }, providerExecuted: true },
      { type: 'tool-output-available', output: ['Deep.'], providerExecuted: true },
      { type: 'file', url: 'data:image/png;base64,AAAA', mediaType: 'image/png' },
      { type: 'text-start' },
      { type: 'text-end' },
      { type: 'source-url', url: 'https://sea.test/', title: 'The sea' },
      { type: 'tool-input-start', toolName: 'weather' },
      { type: 'tool-input-error', toolName: 'weather', input: '{"city":' },
    ])
  })

  test('thinks aloud', async () => {
    server.use(ourRoute())
    llm.when('sea').think('They ask about the sea.').reply('Deep.')
    const { parts } = await messageOf(await send(ROUTE, [question('sea')]))
    expect(parts).toMatchObject([
      { type: 'step-start' },
      { type: 'reasoning', text: 'They ask about the sea.', state: 'done' },
      { type: 'text', text: 'Deep.', state: 'done' },
    ])
  })

  test('reasons by itself where it is told to', async () => {
    server.use(ourRoute({ model: 'gpt-5-mini', reasoning: 'low' }))
    const { parts } = await messageOf(await send(ROUTE, [question('Why is the sea salty?')]))
    expect(parts.map(({ type }) => type)).toEqual(['step-start', 'reasoning', 'text'])
  })

  test('goes on where the page has run a tool', async () => {
    server.use(ourRoute())
    llm.when({ prompt: 'sea', toolResult: false }).callTool('confirm', { city: 'Paris' })
    llm.when({ prompt: 'sea', toolResult: /yes/ }).reply('Booked.')
    const asked = question('sea')
    const called = await messageOf(await send(ROUTE, [asked]))
    const call = called.parts.find((part) => part.type === 'tool-confirm') as unknown as Record<string, unknown>
    expect(call).toMatchObject({ state: 'input-available', input: { city: 'Paris' } })
    const answered = { ...called, parts: [{ ...call, state: 'output-available', output: 'yes' }] } as UIMessage
    const { parts } = await messageOf(await send(ROUTE, [asked, answered]))
    expect(parts.at(-1)).toMatchObject({ type: 'text', text: 'Booked.' })
    expect(llm.exchanges).toHaveLength(2)
  })

  test('tells what a tool of the route throws, and stops after maxSteps', async () => {
    const failing = { execute: () => Promise.reject(new Error('No such city.')) }
    server.use(ourRoute({ tools: { weather: failing }, maxSteps: 2 }))
    llm.when('sea').callTool('weather', { city: 'Atlantis' })
    const chunks = await chunksOf(ROUTE, question('sea'))
    expect(chunks.filter(({ type }) => type === 'tool-output-error')).toMatchObject([
      { errorText: 'No such city.' },
      { errorText: 'No such city.' },
    ])
    expect(chunks.at(-1)).toEqual({ type: 'finish', finishReason: 'tool-calls' })
  })

  test('says in its own words what failed, or by a status', async () => {
    server.use(ourRoute({ onError: ({ kind }) => `The model says: ${kind}.` }))
    llm.provider('openai').failNext(1, 'overloaded')
    expect(await chunksOf(ROUTE, question('sea'))).toContainEqual({
      type: 'error',
      errorText: 'The model says: overloaded.',
    })
    expect(llm.last!.status).toBe(503)
    server.resetHandlers()
    server.use(ourRoute({ errors: 'status' }))
    llm.provider('openai').failNext(1, 'rate_limit')
    await expect(send(ROUTE, [question('sea')])).rejects.toThrow('Rate limit reached')
  })

  test('ends when the page leaves', async () => {
    server.use(ourRoute())
    llm.configure({ latency: { ttftMs: 5, tokensPerSecond: 20 } })
    llm.when('sea').reply('word '.repeat(200))
    const controller = new AbortController()
    const reader = (await send(ROUTE, [question('sea')], controller.signal)).getReader()
    for (let chunk = await reader.read(); chunk.value?.type !== 'text-delta';) chunk = await reader.read()
    const ended = new Promise<string>((resolve) => llm.on('end', ({ state }) => resolve(state)))
    controller.abort()
    expect(await ended).toBe('aborted')
    expect(llm.last!.usage.outputTokens).toBeLessThan(20)
  })

  test('a text begins with its first word, not with the headers', async () => {
    const manual = createSimulation({ clock: 'manual', latency: { ttftMs: 1000, tokensPerSecond: 10 } })
    server.use(manual.uiMessageStream(ROUTE, { provider: 'openai', model: MODEL }))
    manual.when('sea').reply('Deep and wide.')
    const decided = new Promise((resolve) => manual.on('exchange', resolve))
    const sent = send(ROUTE, [question('sea')])
    await decided
    const { headersMs, ttftMs } = manual.last!.schedule
    expect(headersMs).toBeLessThan(ttftMs)
    await (manual.clock as ManualClock).advance(headersMs)
    const reader = (await sent).getReader()
    const types = [(await reader.read()).value?.type, (await reader.read()).value?.type]
    const next = reader
      .read()
      .then(({ value }) => [value?.type, manual.clock.now() - manual.last!.receivedAtMs >= ttftMs])
    await (manual.clock as ManualClock).advance(ttftMs)
    expect([types, await next]).toEqual([
      ['start', 'start-step'],
      ['text-start', true],
    ])
    await reader.cancel()
  })

  test('is paced by the clock of the simulation', async () => {
    const virtual = createSimulation({ clock: 'virtual', latency: { ttftMs: 700, tokensPerSecond: 10 } })
    server.use(virtual.uiMessageStream(ROUTE, { provider: 'openai', model: MODEL }))
    virtual.when('sea').reply('word '.repeat(50))
    const startedAtMs = virtual.clock.now()
    await chunksOf(ROUTE, question('sea'))
    expect(virtual.clock.now() - startedAtMs).toBeGreaterThan(4000)
  })

  test('is a function from Request to Response where there is no MSW, for Hono and Next', async () => {
    llm.when({ prompt: 'sea', toolResult: false }).callTool('weather', { city: 'Paris' })
    llm.when({ prompt: 'sea', toolResult: true }).reply('21 degrees in Paris.')
    server.use(ourRoute())
    const overMsw = await chunksOf(ROUTE, question('sea'))
    const route = createUiMessageHandler(llm, { model: MODEL, tools: TOOLS })
    const app = new Hono().post('/api/chat', (context) => route(context.req.raw))
    server.use(http.post('https://hono.test/*', ({ request }) => app.fetch(request)))
    const overHono = await chunksOf('https://hono.test/api/chat', question('sea'))
    expect(overHono).toContainEqual({ type: 'text-delta', id: '0', delta: ' degrees' })
    expect(plain(overHono)).toEqual(plain(overMsw))
    expect(() => createUiMessageHandler(llm, { provider: 'acme' })).toThrow('acme')
  })

  test('refuses what no page sends, providers that are not there, and models that nobody has', async () => {
    server.use(ourRoute())
    const response = await fetch(ROUTE, { method: 'POST', body: '{"prompt":"sea"}' })
    expect([response.status, await response.text()]).toEqual([400, expect.stringMatching('UI messages')])
    expect(() => llm.uiMessageStream(ROUTE, { provider: 'acme' })).toThrow('acme')
    server.use(ourRoute({ model: 'gpt-99' }))
    expect(await chunksOf(ROUTE, question('sea'))).toContainEqual({ type: 'error', errorText: 'An error occurred.' })
    expect(llm.last!.note).toMatch('no model "gpt-99"')
  })
})
