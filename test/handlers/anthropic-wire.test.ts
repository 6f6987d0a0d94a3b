import { expect, test } from 'vitest'
import { anthropic } from '../../handlers/anthropic/index.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import type { SimulationOptions } from '../../src/options.ts'
import { Simulation } from '../../src/simulation.ts'

const HEADERS = { 'x-api-key': 'k', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }
const base = {
  model: 'claude-sonnet-4-6',
  max_tokens: 2000,
  messages: [{ role: 'user', content: 'Tell me about rivers.' }],
}
const TEXT =
  'The rivers carry water from the mountains to the sea. They feed fields, towns and forests along the way, and they shape the land.'

function setUp(options: SimulationOptions = {}) {
  const provider = new MockProvider(anthropic)
  const simulation = new Simulation(options, [provider])
  const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    simulation.fetch('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: { ...HEADERS, ...headers },
      body: JSON.stringify(body),
    })
  return { provider, simulation, post }
}

interface Frame {
  readonly event: string
  readonly line: string
  readonly data: { readonly type: string; readonly [key: string]: any }
}

function framesOf(text: string): readonly Frame[] {
  expect(text).not.toMatch(/\r/)
  expect(text.endsWith('\n\n')).toBe(true)
  return text
    .slice(0, -2)
    .split('\n\n')
    .map((frame) => {
      const [, event, line] = /^event: (\w+)\ndata: (.*)$/.exec(frame)!
      return { event: event!, line: line!, data: JSON.parse(line!) }
    })
}

test('writes the keys of a message in their order, compact and without a newline', async () => {
  const { simulation, post } = setUp()
  simulation.when('rivers').reply('Short.')
  const response = await post(base)
  const text = await response.text()
  expect(text).toBe(JSON.stringify(JSON.parse(text)))
  const body = JSON.parse(text)
  expect(Object.keys(body)).toEqual([
    'model',
    'id',
    'type',
    'role',
    'content',
    'stop_reason',
    'stop_sequence',
    'stop_details',
    'usage',
  ])
  expect(Object.keys(body.usage)).toEqual([
    'input_tokens',
    'cache_creation_input_tokens',
    'cache_read_input_tokens',
    'cache_creation',
    'output_tokens',
    'service_tier',
    'inference_geo',
  ])
  expect(body).toMatchObject({
    model: 'claude-sonnet-4-6',
    content: [{ type: 'text', text: 'Short.' }],
    usage: { inference_geo: 'global' },
  })
  expect(body.id).toMatch(/^msg_01[1-9A-HJ-NP-Za-km-z]{22}$/)
})

test('streams the grammar of a text: start, block, ping, one token, lumps, stop, delta, stop', async () => {
  const { simulation, post } = setUp()
  simulation.when('rivers').reply(TEXT)
  const frames = framesOf(await (await post({ ...base, stream: true })).text())
  const events = frames.map(({ event }) => event)
  expect(events.slice(0, 4)).toEqual(['message_start', 'content_block_start', 'ping', 'content_block_delta'])
  expect(events.slice(-3)).toEqual(['content_block_stop', 'message_delta', 'message_stop'])
  expect(frames[2]!.line).toBe('{"type": "ping"}')
  const deltas = frames
    .filter(({ event }) => event === 'content_block_delta')
    .map(({ data }) => data['delta'].text as string)
  expect(deltas.join('')).toBe(TEXT)
  expect(deltas[0]).toBe('The')
  expect(deltas.length).toBeLessThan(12)
  const start = frames[0]!.data['message']
  expect(start).toMatchObject({ content: [], stop_reason: null, stop_sequence: null, stop_details: null })
  expect(start.usage.output_tokens).toBeGreaterThanOrEqual(1)
  expect(start.usage.output_tokens).toBeLessThanOrEqual(8)
  const end = frames.at(-2)!.data
  expect(end['delta']).toEqual({ stop_reason: 'end_turn', stop_sequence: null, stop_details: null })
  expect(Object.keys(end['usage'])).toEqual([
    'input_tokens',
    'cache_creation_input_tokens',
    'cache_read_input_tokens',
    'output_tokens',
  ])
  expect(end['usage'].output_tokens).toBe(simulation.exchanges[0]!.usage.outputTokens)
})

test('pads every event but the ping with 0 to 15 spaces before its last brace', async () => {
  const { simulation, post } = setUp()
  simulation.when('rivers').reply(Array.from({ length: 60 }, () => TEXT).join(' '))
  const streams = await Promise.all(
    Array.from({ length: 6 }, async () => framesOf(await (await post({ ...base, stream: true })).text())),
  )
  const pads = streams.flat().flatMap(({ event, line }) => (event === 'ping' ? [] : [/( *)\}$/.exec(line)![1]!.length]))
  expect(pads.length).toBeGreaterThan(600)
  expect([...new Set(pads)].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, length) => length))
})

test('gives the same bytes for the same seed, and others for a repeated request', async () => {
  const once = async () => {
    const { post } = setUp({ seed: 3 })
    const first = await (await post({ ...base, stream: true })).text()
    return [first, await (await post({ ...base, stream: true })).text()]
  }
  const [a, b] = await Promise.all([once(), once()])
  expect(a).toEqual(b)
  expect(a[0]).not.toBe(a[1])
})

test('streams thinking, then its signature, then text that begins with a lump', async () => {
  const { simulation, post } = setUp()
  simulation.when('rivers').reply([
    { type: 'reasoning', text: TEXT },
    { type: 'text', text: TEXT },
  ])
  const frames = framesOf(await (await post({ ...base, stream: true, thinking: { type: 'adaptive' } })).text())
  expect(frames[1]!.data).toEqual({
    type: 'content_block_start',
    index: 0,
    content_block: { type: 'thinking', thinking: '', signature: '' },
  })
  const first = frames
    .filter(({ event, data }) => event === 'content_block_delta' && data['index'] === 0)
    .map(({ data }) => data['delta'])
  expect(first.slice(0, -1).every(({ type }) => type === 'thinking_delta')).toBe(true)
  expect(first.at(-1)).toEqual({ type: 'signature_delta', signature: expect.stringMatching(/^E[A-Za-z0-9+/]+=*$/) })
  const second = frames
    .filter(({ event, data }) => event === 'content_block_delta' && data['index'] === 1)
    .map(({ data }) => data['delta'].text as string)
  expect(second.join('')).toBe(TEXT)
  expect(frames.at(-2)!.data['usage'].output_tokens_details.thinking_tokens).toBeGreaterThan(20)
})

test('redacts thinking on the documented magic string', async () => {
  const magic =
    'ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB'
  const body = { ...base, messages: [{ role: 'user', content: `rivers ${magic}` }], thinking: { type: 'adaptive' } }
  const { content } = (await (await setUp().post(body)).json()) as { content: { type: string }[] }
  expect(content[0]).toEqual({ type: 'redacted_thinking', data: expect.stringMatching(/^E/) })
  const frames = framesOf(await (await setUp().post({ ...body, stream: true })).text())
  expect(frames[1]!.data['content_block']).toEqual(content[0])
  expect(frames.filter(({ data }) => data['index'] === 0).map(({ event }) => event)).toEqual([
    'content_block_start',
    'content_block_stop',
  ])
})

test('streams a call with an empty first fragment, and nothing more where it has no arguments', async () => {
  const { simulation, post } = setUp()
  simulation.when('rivers').reply([
    { type: 'text', text: 'Let me look.' },
    { type: 'tool-call', name: 'search', arguments: { query: 'rivers', limit: 3 } },
    { type: 'tool-call', name: 'now' },
  ])
  const tools = [
    { name: 'search', input_schema: { type: 'object' } },
    { name: 'now', input_schema: { type: 'object' } },
  ]
  const frames = framesOf(await (await post({ ...base, tools, stream: true })).text())
  const fragments = (index: number) =>
    frames
      .filter(({ event, data }) => event === 'content_block_delta' && data['index'] === index)
      .map(({ data }) => data['delta'].partial_json as string)
  expect(fragments(1)[0]).toBe('')
  expect(fragments(1).join('')).toBe('{"query": "rivers", "limit": 3}')
  expect(fragments(2)).toEqual([''])
  const starts = frames.filter(({ event }) => event === 'content_block_start').map(({ data }) => data['content_block'])
  expect(Object.keys(starts[1])).toEqual(['type', 'id', 'name', 'input', 'caller'])
  expect(frames.filter(({ event }) => event === 'ping')).toHaveLength(1)
})

test('answers an empty stream with a ping and no block', async () => {
  const { simulation, post } = setUp()
  simulation.when('rivers').reply([{ type: 'refusal', text: 'No.' }])
  const frames = framesOf(await (await post({ ...base, stream: true })).text())
  expect(frames.map(({ event }) => event)).toEqual(['message_start', 'ping', 'message_delta', 'message_stop'])
})

const SHARED_2026 = `anthropic-organization-id anthropic-workspace-id cf-cache-status cf-ray content-security-policy content-type date request-id server vary x-robots-tag`
const LIMITS = ['input-tokens', 'output-tokens', 'requests', 'tokens'].flatMap((family) =>
  ['limit', 'remaining', 'reset'].map((end) => `anthropic-ratelimit-${family}-${end}`),
)
const TRACED = ['strict-transport-security', 'traceresponse']

test.each([
  ['a JSON answer', base, 200, [...LIMITS, ...TRACED]],
  ['a stream', { ...base, stream: true }, 200, [...LIMITS, ...TRACED, 'cache-control']],
  ['a refusal', { ...base, foo: 1 }, 400, [...TRACED, 'x-should-retry']],
] as const)('sends the headers of 2026 with %s', async (_, body, status, more) => {
  const response = await setUp().post(body)
  await response.text()
  expect(response.status).toBe(status)
  expect([...response.headers.keys()].toSorted()).toEqual([...SHARED_2026.split(' '), ...more].toSorted())
  expect(response.headers.get('content-type')).toBe(
    body === base || status !== 200 ? 'application/json' : 'text/event-stream; charset=utf-8',
  )
})

test('tells nothing of the account with a 401', async () => {
  const response = await setUp({ apiKeys: ['other'] }).post(base)
  expect([...response.headers.keys()].toSorted()).toEqual(
    'cf-cache-status cf-ray content-type date request-id server strict-transport-security x-envoy-upstream-service-time x-robots-tag x-should-retry'.split(
      ' ',
    ),
  )
})

test('shows limits of tier 4, token remainders in thousands, and resets in whole seconds', async () => {
  const { headers } = await setUp({ clock: 'manual' }).post(base)
  const value = (name: string) => headers.get(`anthropic-ratelimit-${name}`)
  expect(value('requests-limit')).toBe('4000')
  expect(value('requests-remaining')).toBe('3999')
  expect(value('input-tokens-remaining')).toBe('2000000')
  expect(value('tokens-limit')).toBe('2400000')
  expect(value('tokens-remaining')).toBe('2400000')
  for (const family of ['requests', 'input-tokens', 'output-tokens', 'tokens'])
    expect(value(`${family}-reset`)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

test('adds context_management where the beta asks for it', async () => {
  const { post } = setUp()
  const headers = { 'anthropic-beta': 'context-management-2025-06-27' }
  expect(await (await post(base, headers)).json()).toMatchObject({ context_management: { applied_edits: [] } })
  const frames = framesOf(await (await post({ ...base, stream: true }, headers)).text())
  expect(frames.at(-2)!.data).toMatchObject({ context_management: { applied_edits: [] } })
})
