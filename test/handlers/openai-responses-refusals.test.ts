import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

const URL = 'https://api.openai.com/v1/responses'
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }

async function send(body: unknown, init: RequestInit = {}) {
  const llm = createSimulation()
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await llm.fetch(URL, { method: 'POST', headers, body: text, ...init })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

const good = { model: 'gpt-4o', input: 'Hello.' }
test('writes refusals with the keys in their order and two spaces', async () => {
  const { status, text } = await send({ ...good, foo: 1 })
  expect(status).toBe(400)
  const error = {
    message: "Unknown parameter: 'foo'.",
    type: 'invalid_request_error',
    param: 'foo',
    code: 'unknown_parameter',
  }
  expect(text).toBe(JSON.stringify({ error }, null, 2))
})

test('refuses missing and wrong keys in words of its own', async () => {
  const missing = await send(good, { headers: { 'content-type': 'application/json' } })
  expect(missing.status).toBe(401)
  expect(JSON.parse(missing.text).error).toMatchObject({
    message: 'Missing bearer or basic authentication in header',
    code: null,
  })
  expect(missing.headers.get('www-authenticate')).toBe('Bearer realm="OpenAI API"')
  expect(missing.headers.get('openai-version')).toBe('2020-10-01')
})

test('breaks the stream of an oversized input instead of refusing it', async () => {
  const { status, headers: sent, text } = await send({ ...good, input: 'word '.repeat(130_000), stream: true })
  expect(status).toBe(200)
  expect(sent.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const events = text
    .split('\n\n')
    .filter(Boolean)
    .map((frame) => JSON.parse(frame.split('\ndata: ')[1]!))
  expect(events.map((event) => event.type)).toEqual([
    'response.created',
    'response.in_progress',
    'error',
    'response.failed',
  ])
  expect(events[2]).toMatchObject({ sequence_number: 2, error: { code: 'context_length_exceeded', param: 'input' } })
  expect(events[3].response).toMatchObject({ status: 'failed', error: { code: 'context_length_exceeded' } })
})

test('takes what it can read where validation is lenient', async () => {
  const llm = createSimulation({ validation: 'lenient' })
  const body = JSON.stringify({ ...good, foo: 1, temperature: -3, max_output_tokens: 5 })
  expect((await llm.fetch(URL, { method: 'POST', headers, body })).status).toBe(200)
})
