import { expect, test } from 'vitest'
import { anthropic } from '../../handlers/anthropic/index.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import { Simulation } from '../../src/simulation.ts'

const simulation = new Simulation({}, [new MockProvider(anthropic)])
const HEADERS = { 'x-api-key': 'k', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }

function post(
  body: unknown,
  headers: Readonly<Record<string, string>> = HEADERS,
  path = '/v1/messages',
): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return simulation.fetch(`https://api.anthropic.com${path}`, { method: 'POST', headers, body: text })
}

const user = (content: unknown) => ({ role: 'user', content })
const assistant = (content: unknown) => ({ role: 'assistant', content })
const base = { model: 'claude-haiku-4-5', max_tokens: 100, messages: [user('Hi')] }

test('refuses an unknown model with 404 and nothing but its name', async () => {
  const response = await post({ ...base, model: 'claude-sonet-4-5' })
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    error: { type: 'not_found_error', message: 'model: claude-sonet-4-5' },
  })
})

test('refuses a call without a version, and one with an unknown beta', async () => {
  const { 'anthropic-version': _, ...without } = HEADERS
  await expect((await post(base, without)).json()).resolves.toMatchObject({
    error: { message: 'anthropic-version: header is required' },
  })
  const beta = { ...HEADERS, 'anthropic-beta': 'prompt-caching-2024-07-31,foo' }
  await expect((await post(base, beta)).json()).resolves.toMatchObject({
    error: { message: expect.stringMatching(/^Unexpected value\(s\) `foo` for the `anthropic-beta` header\./) },
  })
})

test('refuses what API version 2026-10-21 removed', async () => {
  const headers = { ...HEADERS, 'anthropic-version': '2026-10-21' }
  const messageOf = async (body: unknown) =>
    ((await (await post(body, headers)).json()) as { error: { message: string } }).error.message
  expect(await messageOf({ ...base, temperature: 1 })).toBe('temperature: Extra inputs are not permitted')
  const document = { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'x' } }
  expect(await messageOf({ ...base, messages: [user('Hi'), assistant([document]), user('Hi')] })).toMatch(/document/)
  expect(await messageOf({ ...base, messages: [user([{ type: 'text', text: 'x', citations: [{}] }])] })).toMatch(
    /citations/,
  )
  expect((await post(base, headers)).status).toBe(200)
})

test('refuses keys of creation in a token count', async () => {
  const response = await post(base, HEADERS, '/v1/messages/count_tokens')
  expect(await response.json()).toMatchObject({ error: { message: 'max_tokens: Extra inputs are not permitted' } })
})

test('refuses a prompt beyond the window with the count of its tokens', async () => {
  const messages = [user('word '.repeat(210_000))]
  const { model } = base
  const counted = (await (await post({ model, messages }, HEADERS, '/v1/messages/count_tokens')).json()) as {
    input_tokens: number
  }
  const response = await post({ ...base, messages })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    error: {
      type: 'invalid_request_error',
      message: `prompt is too long: ${counted.input_tokens} tokens > 200000 maximum`,
    },
  })
})

test('refuses a browser that did not opt in', async () => {
  const response = await post(base, { ...HEADERS, origin: 'https://app.test' })
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({
    error: { message: "CORS requests must set 'anthropic-dangerous-direct-browser-access' header" },
  })
  expect(
    (await post(base, { ...HEADERS, origin: 'https://app.test', 'anthropic-dangerous-direct-browser-access': 'true' }))
      .status,
  ).toBe(200)
})

test('answers unknown paths with its 404, and wrong methods with 405', async () => {
  const response = await post(base, HEADERS, '/v1/mesages')
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ error: { type: 'not_found_error', message: 'Not Found' } })
  const wrong = await simulation.fetch('https://api.anthropic.com/v1/messages', { headers: HEADERS })
  expect(wrong.status).toBe(405)
  expect(await wrong.json()).toMatchObject({ error: { message: 'Method Not Allowed' } })
})

test('reads what it can where validation is lenient', async () => {
  const lenient = new Simulation({ validation: 'lenient' }, [new MockProvider(anthropic)])
  const ask = (body: unknown) =>
    lenient.fetch('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: { 'x-api-key': 'k' },
      body: JSON.stringify(body),
    })
  expect((await ask({ model: 'claude-haiku-4-5', messages: [user('Hi')], foo: 1, temperature: 7 })).status).toBe(200)
  expect((await ask({ model: 'claude-haiku-4-5', messages: 'Hi' })).status).toBe(400)
  expect((await ask({ model: 'claude-9', messages: [user('Hi')] })).status).toBe(404)
})

test('sends the headers of token counts as recorded: no limits, no trace', async () => {
  const { max_tokens: _, ...body } = base
  const response = await post(body, HEADERS, '/v1/messages/count_tokens')
  expect(await response.json()).toEqual({ input_tokens: 8 })
  expect([...response.headers.keys()].toSorted()).toEqual(
    'anthropic-organization-id anthropic-workspace-id cf-cache-status cf-ray content-security-policy content-type date request-id server server-timing vary x-robots-tag'.split(
      ' ',
    ),
  )
})
