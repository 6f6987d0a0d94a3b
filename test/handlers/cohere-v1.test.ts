import { expect, test } from 'vitest'
import { createManualClock, createSimulation } from '../../handlers/index.ts'

type Llm = ReturnType<typeof createSimulation>

const model = 'command-a-03-2025'
const simulation = () => createSimulation({ clock: createManualClock(Date.parse('2026-08-13T12:00:00Z')) })

function send(llm: Llm, path: string, body: object, init: RequestInit = {}): Promise<Response> {
  return llm.fetch(`https://api.cohere.com${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...init,
  })
}

async function json(llm: Llm, path: string, body: object): Promise<any> {
  return (await send(llm, path, body)).json()
}

test('answers version 1 with ids, the history in capitals and meta', async () => {
  const llm = simulation()
  llm.when('more').reply('Sea.')
  const chat_history = [
    { role: 'User', message: 'Hi' },
    { role: 'Chatbot', message: 'Hello' },
  ]
  const body = await json(llm, '/v1/chat', { message: 'more', model, chat_history, documents: null })
  expect(Object.keys(body)).toEqual(['response_id', 'text', 'generation_id', 'chat_history', 'finish_reason', 'meta'])
  expect(body.chat_history).toEqual([
    { role: 'USER', message: 'Hi' },
    { role: 'CHATBOT', message: 'Hello' },
    { role: 'USER', message: 'more' },
    { role: 'CHATBOT', message: 'Sea.' },
  ])
  expect(body.meta).toMatchObject({ api_version: { version: '1' }, billed_units: { output_tokens: 2 } })
})

test('streams version 1 as lines of JSON, the last one finished and with the whole answer', async () => {
  const llm = simulation()
  llm.when('more').reply('Sea and sun.')
  const body = { message: 'more', model, stream: true }
  const response = await send(llm, '/v1/chat', body)
  expect(response.headers.get('content-type')).toBe('application/stream+json')
  const lines = (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map((line) => line.event_type)).toEqual([
    'stream-start',
    ...Array.from({ length: 4 }, () => 'text-generation'),
    'stream-end',
  ])
  expect(lines.slice(0, -1).every((line) => line.is_finished === false)).toBe(true)
  expect(lines.at(-1)).toMatchObject({
    is_finished: true,
    finish_reason: 'COMPLETE',
    response: { text: 'Sea and sun.', generation_id: lines[0].generation_id },
  })
  const asEvents = await send(llm, '/v1/chat', body, {
    headers: { authorization: 'Bearer key', accept: 'text/event-stream' },
  })
  expect(await asEvents.text()).toMatch(/^event: stream-start\ndata: \{/)
})

test('calls tools in version 1 with parameters as objects, unary and streamed', async () => {
  const llm = simulation()
  llm.when('Lisbon').callTool('get_weather', { city: 'Lisbon' })
  const parameter_definitions = { city: { type: 'str', description: 'Where', required: true } }
  const body = {
    message: 'Weather in Lisbon?',
    model,
    tools: [{ name: 'get_weather', description: 'Weather', parameter_definitions }],
  }
  const unary = await json(llm, '/v1/chat', body)
  expect(unary).toMatchObject({
    finish_reason: 'COMPLETE',
    tool_calls: [{ name: 'get_weather', parameters: { city: 'Lisbon' } }],
  })
  const lines = (await (await send(llm, '/v1/chat', { ...body, stream: true })).text()).trimEnd().split('\n')
  const events = lines.map((line) => JSON.parse(line))
  expect(events.findLast((one) => one.event_type === 'tool-calls-generation').tool_calls).toEqual(unary.tool_calls)
  const deltas = events.flatMap((one) => one.tool_call_delta?.parameters ?? [])
  expect(deltas.join('')).toBe('{"city": "Lisbon"}')
})

test('answers version 1 from the results of tools and cites them by id', async () => {
  const llm = simulation()
  const call = { name: 'get_weather', parameters: { city: 'Lisbon' } }
  const tool_results = [{ call, outputs: [{ report: '21 degrees and sunny' }] }]
  const answer = await json(llm, '/v1/chat', { message: 'Weather in Lisbon?', model, tool_results })
  expect(answer.text).toContain('21 degrees')
  expect(answer.citations[0]).toMatchObject({ document_ids: ['get_weather:0:0'] })
})

test('warns of models before they go, and refuses them from that day on unless lenient', async () => {
  const before = createSimulation({ clock: createManualClock(Date.parse('2025-09-14T00:00:00Z')) })
  const warned = await send(before, '/v1/chat', { message: 'Hi', model: 'command' })
  expect(warned.headers.get('x-api-warning')).toBe(
    "model 'command' is deprecated and will be removed September 15 2025. Please consider upgrading to a newer model to avoid future service disruptions",
  )
  expect((await warned.json()).meta.warnings).toHaveLength(1)
  const gone = await send(simulation(), '/v1/chat', { message: 'Hi', model: 'command-r-plus' })
  expect(gone.status).toBe(404)
  expect((await gone.json()).message).toBe(
    "model 'command-r-plus' was removed on September 15, 2025. See https://docs.cohere.com/docs/models#command for a list of models you can use instead.",
  )
  const lenient = createSimulation({ validation: 'lenient' })
  expect((await send(lenient, '/v1/chat', { message: 'Hi', model: 'command-r-plus' })).status).toBe(200)
})
