import Anthropic, {
  APIError,
  AuthenticationError,
  BadRequestError,
  NotFoundError,
  RateLimitError,
} from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { anthropic } from '../../handlers/anthropic/index.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import type { SimulationOptions } from '../../src/options.ts'
import { Simulation } from '../../src/simulation.ts'

function setUp(options: SimulationOptions = {}) {
  const provider = new MockProvider(anthropic)
  const simulation = new Simulation(options, [provider])
  const client = new Anthropic({ apiKey: 'sk-ant-test', fetch: simulation.fetch, maxRetries: 0 })
  return { provider, simulation, client }
}

const HAIKU = 'claude-haiku-4-5'
const hello = {
  model: HAIKU,
  max_tokens: 200,
  messages: [{ role: 'user', content: 'Say something about gardens.' }],
} as const
const params = () => ({ ...hello, messages: hello.messages.map((message) => ({ ...message })) })

test.each([
  ['overloaded', 529, 'overloaded_error', 'Overloaded'],
  ['server_error', 500, 'api_error', 'Internal server error'],
  ['timeout', 504, 'timeout_error', 'Request timed out'],
  ['quota', 400, 'invalid_request_error', 'Your credit balance is too low'],
  ['permission', 403, 'permission_error', 'Your API key does not have permission'],
  ['content_filter', 400, 'invalid_request_error', 'Output blocked by content filtering policy'],
  ['rate_limit', 429, 'rate_limit_error', 'This request would exceed the rate limit for your organization'],
] as const)('words %s as the API does', async (kind, status, type, words) => {
  const { client, provider } = setUp()
  provider.failNext(1, kind)
  const error = await client.messages.create(params()).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(APIError)
  // Reason: just checked.
  const { status: got, error: body, requestID, headers } = error as InstanceType<typeof APIError>
  expect(got).toBe(status)
  expect(body).toMatchObject({
    type: 'error',
    error: { type, message: expect.stringContaining(words) },
    request_id: requestID,
  })
  expect(headers?.get('x-should-retry')).toBe(String(status >= 429))
})

test('answers a bad gateway with the page of the edge', async () => {
  const { provider, simulation } = setUp()
  provider.failNext(1, 'bad_gateway')
  const response = await post(simulation, params())
  expect(response.status).toBe(502)
  expect(response.headers.get('content-type')).toMatch(/^text\/html/)
  expect(response.headers.has('request-id')).toBe(false)
  expect(await response.text()).toContain('502 Bad Gateway')
})

test('retries an overload by the client', async () => {
  const { provider, simulation } = setUp()
  const client = new Anthropic({ apiKey: 'k', fetch: simulation.fetch, maxRetries: 1 })
  provider.failNext(1, { kind: 'overloaded', headers: { 'retry-after-ms': '1' } })
  await expect(client.messages.create(params())).resolves.toMatchObject({ stop_reason: 'end_turn' })
  expect(simulation.exchanges.map(({ status }) => status)).toEqual([529, 200])
})

test('refuses unknown keys and missing ones', async () => {
  const { simulation } = setUp({ apiKeys: ['sk-ant-good'] })
  const bad = new Anthropic({ apiKey: 'sk-ant-bad', fetch: simulation.fetch, maxRetries: 0 })
  await expect(bad.messages.create(params())).rejects.toThrow(AuthenticationError)
  const keyed = await post(simulation, params(), { 'x-api-key': 'sk-ant-bad' })
  expect(await keyed.json()).toMatchObject({ error: { message: 'invalid x-api-key' } })
  const bearer = new Anthropic({ apiKey: null, authToken: 'nope', fetch: simulation.fetch, maxRetries: 0 })
  await expect(bearer.messages.create(params())).rejects.toThrow('Invalid bearer token')
  const response = await simulation.fetch('https://api.anthropic.com/v1/messages', { method: 'POST', body: '{}' })
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({
    error: { type: 'authentication_error', message: 'x-api-key header is required' },
  })
})

test('maps its errors to the classes of the client', async () => {
  const { client } = setUp()
  await expect(client.messages.create({ ...params(), model: 'claude-sonet-4-5' })).rejects.toThrow(NotFoundError)
  await expect(client.messages.create({ ...params(), max_tokens: 100_000, stream: true })).rejects.toThrow(
    BadRequestError,
  )
})

test('ends a broken stream with an error event', async () => {
  const { provider, simulation, client } = setUp()
  simulation
    .when('gardens')
    .reply('Gardens are places where people grow many kinds of plants for pleasure and for food.')
  provider.cutStreamAfter({ tokens: 4 })
  await expect(client.messages.stream(params()).finalMessage()).rejects.toThrow(/Overloaded/)
  provider.cutStreamAfter({ tokens: 4 })
  const text = await (await post(simulation, { ...params(), stream: true })).text()
  const last = text.trimEnd().split('\n\n').at(-1)!
  expect(last).toMatch(
    /^event: error\ndata: \{"type":"error","error":\{"details":null,"type":"overloaded_error","message":"Overloaded"\},"request_id":"req_011C\w{20}"\}$/,
  )
  expect(text).not.toContain('message_stop')
})

test('limits requests with all its headers and tells when to come back', async () => {
  const { client, simulation } = setUp({
    clock: 'manual',
    limits: { anthropic: { requestsPerMinute: 2, inputTokensPerMinute: 30_000, outputTokensPerMinute: 8000 } },
  })
  await client.messages.create(params())
  await client.messages.create(params())
  await expect(client.messages.create(params())).rejects.toThrow(RateLimitError)
  const response = await post(simulation, params(), { 'x-api-key': 'sk-ant-test' })
  const { headers } = response
  expect((await response.json()) as unknown).toMatchObject({
    error: { message: expect.stringMatching(/\([0-9a-f-]{36}\) of 2 requests per minute\. For details/) },
  })
  expect(headers.get('retry-after')).toBe('30')
  expect([...headers.keys()].filter((name) => name.startsWith('anthropic-ratelimit-'))).toHaveLength(12)
  expect(headers.get('anthropic-ratelimit-requests-remaining')).toBe('0')
  const nowMs = simulation.exchanges[0]!.receivedAtMs
  expect(Date.parse(headers.get('anthropic-ratelimit-requests-reset')!)).toBeGreaterThan(nowMs)
  expect(Date.parse(headers.get('anthropic-ratelimit-input-tokens-reset')!)).toBeLessThanOrEqual(nowMs)
  expect(headers.get('anthropic-ratelimit-tokens-limit')).toBe('38000')
  expect(headers.get('anthropic-ratelimit-tokens-remaining')).toBe('38000')
})

function post(
  simulation: Simulation,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return simulation.fetch('https://api.anthropic.com/v1/messages', {
    method: 'POST',
    headers: { 'x-api-key': 'k', 'anthropic-version': '2023-06-01', 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}
