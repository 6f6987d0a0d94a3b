import { expect, test } from 'vitest'
import { createManualClock, createSimulation } from '../../handlers/index.ts'

type Llm = ReturnType<typeof createSimulation>

const NOON = Date.parse('2026-08-13T12:00:00Z')
const model = 'command-a-03-2025'
const messages = [{ role: 'user', content: 'Tell me about the harbour of Lisbon.' }]
const weather = { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } }
const tools = [{ type: 'function', function: weather }]

function send(llm: Llm, path: string, body: object): Promise<Response> {
  return llm.fetch(`https://api.cohere.com${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

async function json(llm: Llm, path: string, body: object): Promise<any> {
  return (await send(llm, path, body)).json()
}

/** The frames of a stream: name and data. */
async function frames(llm: Llm, body: object): Promise<readonly (readonly [string | undefined, any])[]> {
  const text = await (await send(llm, '/v2/chat', { ...body, stream: true })).text()
  return text
    .trimEnd()
    .split('\n\n')
    .map((frame) => {
      const [, name, data] = /^(?:event: (.*)\n)?data: (.*)$/.exec(frame)!
      return [name, data === '[DONE]' ? data : JSON.parse(data!)] as const
    })
}

const simulation = () => createSimulation({ clock: createManualClock(NOON) })

test('answers chat with exactly id, message, finish reason and usage', async () => {
  const llm = simulation()
  llm.when('Lisbon').reply('It is wide.')
  const response = await send(llm, '/v2/chat', { model, messages })
  const text = await response.text()
  const body = JSON.parse(text)
  expect(text).toBe(JSON.stringify(body))
  expect(Object.keys(body)).toEqual(['id', 'message', 'finish_reason', 'usage'])
  expect(body.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  expect(body.message).toEqual({ role: 'assistant', content: [{ type: 'text', text: 'It is wide.' }] })
  expect(body.finish_reason).toBe('COMPLETE')
  expect(body.usage).toEqual({
    billed_units: { input_tokens: 8, output_tokens: 4 },
    tokens: { input_tokens: 503, output_tokens: 7 },
    cached_tokens: 0,
  })
})

test('sends the headers of the API and its load balancer', async () => {
  const llm = simulation()
  llm.when('Lisbon').reply('It is wide.')
  const { headers } = await send(llm, '/v2/chat', { model, messages })
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'application/json',
    'access-control-expose-headers': 'X-Debug-Trace-ID',
    'cache-control': 'no-cache, no-store, no-transform, must-revalidate, private, max-age=0',
    date: 'Thu, 13 Aug 2026 12:00:00 GMT',
    'num-tokens': '12',
    'num-chars': '36',
    vary: 'Origin,Accept-Encoding',
    via: '1.1 google',
  })
  expect(headers.get('x-debug-trace-id')).toMatch(/^[\da-f]{32}$/)
  const stream = await send(llm, '/v2/chat', { model, messages, stream: true })
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  expect(stream.headers.get('vary')).toBe('Origin')
  expect(stream.headers.has('num-tokens')).toBe(false)
  await stream.text()
})

test('streams text in named events, one token a delta, and ends with [DONE]', async () => {
  const llm = simulation()
  llm.when('Lisbon').reply('Since 1755 it is wide.')
  const events = await frames(llm, { model, messages })
  expect(events.map(([name]) => name).filter((name) => name !== 'content-delta')).toEqual([
    'message-start',
    'content-start',
    'content-end',
    'message-end',
    undefined,
  ])
  expect(events.at(-1)).toEqual([undefined, '[DONE]'])
  for (const [name, data] of events.slice(0, -1)) expect(data.type).toBe(name)
  expect(events[0]![1]).toEqual({
    id: expect.stringMatching(/^[\da-f-]{36}$/),
    type: 'message-start',
    delta: { message: { role: 'assistant', content: [], tool_plan: '', tool_calls: [], citations: [] } },
  })
  const deltas = events.filter(([name]) => name === 'content-delta').map(([, data]) => data.delta.message.content.text)
  expect(deltas).toEqual(['Since', ' ', '1', '7', '5', '5', ' it', ' is', ' wide', '.'])
  expect(events.at(-2)![1].delta).toEqual({
    finish_reason: 'COMPLETE',
    usage: expect.objectContaining({ billed_units: { input_tokens: 8, output_tokens: 10 } }),
  })
})

test('calls tools after a plan, without content, with ids that begin with the tool’s name', async () => {
  const llm = simulation()
  llm.when('Lisbon').callTool('get_weather', { city: 'Lisbon' }).callTool('get_weather', {})
  const body = await json(llm, '/v2/chat', { model, messages, tools })
  expect(Object.keys(body.message)).toEqual(['role', 'tool_plan', 'tool_calls'])
  expect(body.finish_reason).toBe('TOOL_CALL')
  expect(body.message.tool_plan).toBe('I will use the get_weather tool to find the answer.')
  expect(body.message.tool_calls).toEqual([
    {
      id: expect.stringMatching(/^get_weather_[a-z0-9]{12}$/),
      type: 'function',
      function: { name: 'get_weather', arguments: '{"city":"Lisbon"}' },
    },
    expect.objectContaining({ function: { name: 'get_weather', arguments: '{}' } }),
  ])
})

test('streams the plan, then calls whose pieces are objects; an empty object has none', async () => {
  const llm = simulation()
  llm.when('Lisbon').callTool('get_weather', { city: 'Lisbon' }).callTool('get_weather', {})
  const events = await frames(llm, { model, messages, tools })
  const plan = events.filter(([name]) => name === 'tool-plan-delta').map(([, data]) => data.delta.message.tool_plan)
  expect(plan.join('')).toBe('I will use the get_weather tool to find the answer.')
  const order = events.map(([name]) => name).filter((name, at, all) => name !== all[at - 1])
  expect(order).toEqual([
    'message-start',
    'tool-plan-delta',
    'tool-call-start',
    'tool-call-delta',
    'tool-call-end',
    'tool-call-start',
    'tool-call-end',
    'message-end',
    undefined,
  ])
  const pieces = events.filter(([name]) => name === 'tool-call-delta').map(([, { delta }]) => delta.message.tool_calls)
  expect(pieces.map((piece) => piece.function.arguments).join('')).toBe('{"city": "Lisbon"}')
  const starts = events.filter(([name]) => name === 'tool-call-start').map(([, data]) => data)
  expect(starts.map(({ index }) => index)).toEqual([0, 1])
  expect(starts[0].delta.message.tool_calls).toMatchObject({ type: 'function', function: { arguments: '' } })
})

test('says the stock sentence where a call is demanded, and a rule’s text where it has one', async () => {
  const llm = simulation()
  llm.when('text').reply([
    { type: 'text', text: 'Let me look.' },
    { type: 'tool-call', name: 'get_weather', arguments: {} },
  ])
  llm.when('force').callTool('get_weather', {})
  const ask = (content: string, more: object = {}) =>
    json(llm, '/v2/chat', { model, messages: [{ role: 'user', content }], tools, ...more })
  expect((await ask('force', { tool_choice: 'REQUIRED' })).message.tool_plan).toBe(
    'I will use one or more of the available tools to find the answer',
  )
  expect((await ask('text')).message.tool_plan).toBe('Let me look.')
})

test('thinks in a block before the text, unary and streamed, unless told not to', async () => {
  const llm = simulation()
  const reasoning = 'command-a-reasoning-08-2025'
  const unary = await json(llm, '/v2/chat', { model: reasoning, messages })
  expect(unary.message.content.map((block: any) => block.type)).toEqual(['thinking', 'text'])
  expect(unary.usage.tokens.reasoning_tokens).toBeGreaterThan(0)
  expect(unary.usage.billed_units.output_tokens).toBeGreaterThan(unary.usage.tokens.reasoning_tokens)
  llm.reset()
  const events = await frames(llm, { model: reasoning, messages })
  const text = (key: string) => events.map(([, data]) => data.delta?.message?.content?.[key] ?? '').join('')
  expect(text('thinking')).toBe(unary.message.content[0].thinking)
  expect(text('text')).toBe(unary.message.content[1].text)
  expect(events.filter(([name]) => name === 'content-end').map(([, data]) => data.index)).toEqual([0, 1])
  const quiet = await json(llm, '/v2/chat', { model: reasoning, messages, thinking: { type: 'disabled' } })
  expect(quiet.message.content.map((block: any) => block.type)).toEqual(['text'])
})

const documents = [
  { id: 'ferry', data: { title: 'Ferries', text: 'The ferry to Cacilhas leaves at noon.' } },
  'No cars.',
]

test('answers out of documents and cites them', async () => {
  const llm = simulation()
  const { message } = await json(llm, '/v2/chat', { model, messages, documents })
  const [{ text }] = message.content
  expect(message.citations.length).toBeGreaterThan(0)
  for (const citation of message.citations) expect(text.slice(citation.start, citation.end)).toBe(citation.text)
  expect(message.citations[0]).toEqual({
    start: expect.any(Number),
    end: expect.any(Number),
    text: expect.any(String),
    sources: [
      {
        type: 'document',
        id: 'ferry',
        document: { id: 'ferry', text: 'The ferry to Cacilhas leaves at noon.', title: 'Ferries' },
      },
    ],
    type: 'TEXT_CONTENT',
  })
  const off = { model, messages, documents, citation_options: { mode: 'OFF' } }
  expect(await json(llm, '/v2/chat', off)).not.toHaveProperty('message.citations')
})

test('cites the results of tools, in a stream right after the cited words', async () => {
  const llm = simulation()
  llm.when('Lisbon').reply('Today it is 21 degrees and sunny, so go out.')
  const call = { id: 'get_weather_0123456789ab', type: 'function', function: { name: 'get_weather', arguments: '{}' } }
  const history = [
    ...messages,
    { role: 'assistant', tool_plan: 'I look.', tool_calls: [call] },
    { role: 'tool', tool_call_id: call.id, content: '21 degrees and sunny' },
  ]
  const unary = await json(llm, '/v2/chat', { model, messages: history, tools })
  expect(unary.message.citations).toEqual([
    {
      start: 12,
      end: 33,
      text: '21 degrees and sunny,',
      sources: [{ type: 'tool', id: `${call.id}:0`, tool_output: { content: '21 degrees and sunny' } }],
      type: 'TEXT_CONTENT',
    },
  ])
  const events = await frames(llm, { model, messages: history, tools })
  const at = events.findIndex(([name]) => name === 'citation-start')
  const before = events.slice(0, at).map(([, data]) => data.delta?.message?.content?.text ?? '')
  expect(before.join('')).toBe('Today it is 21 degrees and sunny,')
  expect(events[at]![1]).toEqual({
    type: 'citation-start',
    index: 0,
    delta: { message: { citations: unary.message.citations[0] } },
  })
  expect(events[at + 1]![1]).toEqual({ type: 'citation-end', index: 0 })
})

test('fills a JSON schema', async () => {
  const schema = { type: 'object', properties: { nights: { type: 'integer' } }, required: ['nights'] }
  const response_format = { type: 'json_object', json_schema: schema }
  const body = await json(simulation(), '/v2/chat', { model, messages, response_format })
  expect(JSON.parse(body.message.content[0].text)).toEqual({ nights: expect.any(Number) })
})

test('breaks a stream with a message-end that holds the error', async () => {
  const llm = simulation()
  llm.provider('cohere').cutStreamAfter({ tokens: 3 }, 'error')
  const events = await frames(llm, { model, messages })
  expect(events.at(-1)![1]).toMatchObject({
    type: 'message-end',
    delta: { error: expect.stringContaining('overloaded'), finish_reason: 'ERROR' },
  })
})
