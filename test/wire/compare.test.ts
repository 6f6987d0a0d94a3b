import { expect, test } from 'vitest'
import { recordedFacts } from './answer-facts.ts'
import { compare, type Difference } from './compare.ts'
import { chatDialect } from './dialect-chat.ts'
import { mergeFacts } from './merge.ts'
import type { Recording } from './recording.ts'
import { readFacts, writeFacts } from './facts-file.ts'

const BODY = {
  id: `chatcmpl-${'aB3'.repeat(9)}aB`,
  object: 'chat.completion',
  created: 1_780_000_000,
  model: 'gpt-4o-mini-2024-07-18',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1 },
}
const HEADERS = {
  date: 'Mon, 26 Jan 2026 20:32:28 GMT',
  server: 'cloudflare',
  'x-request-id': `req_${'0a'.repeat(16)}`,
}

const CHUNKS = [{ role: 'assistant', content: '' }, { content: 'Hi' }, {}].map((delta, index) => ({
  data: { id: 'chatcmpl-1', created: 1, choices: [{ index: 0, delta, finish_reason: index === 2 ? 'stop' : null }] },
}))

function recording(response: Partial<Recording['response']>, day = '2026-08-13'): Recording {
  return {
    name: 'openai/chat/one',
    provider: 'openai',
    endpoint: 'openai.chat',
    stream: response.events !== undefined,
    scenario: 'text',
    features: [],
    recorded_at: day,
    source: 'test',
    request: { method: 'POST', path: '/v1/chat/completions', headers: {}, body: {} },
    response: {
      status: 200,
      headers: HEADERS,
      headers_complete: true,
      framing: 'json',
      json_style: 'pretty',
      ...response,
    },
  }
}

/** What differs between two recorded answers, as `check where`. */
function differences(one: Recording, other: Recording, day = '2026-08-13'): readonly string[] {
  const [recorded, ours] = [recordedFacts(one, chatDialect), recordedFacts(other, chatDialect)]
  const terms = { provider: 'openai', day, floatAfter: {} }
  return compare(recorded, ours, terms).differences.map(({ check, where }: Difference) => `${check} ${where}`.trim())
}

const json = recording({ body: BODY })
const stream = recording({ framing: 'sse', events: [...CHUNKS, { data: '[DONE]' }] })

test('an answer matches itself', () => {
  expect(differences(json, json)).toEqual([])
  expect(differences(stream, stream)).toEqual([])
})

test.each([
  ['missing key usage.prompt_tokens', { ...BODY, usage: {} }],
  ['extra key usage.more', { ...BODY, usage: { prompt_tokens: 1, more: 1 } }],
  ['type created', { ...BODY, created: '1' }],
  ['value object', { ...BODY, object: 'completion' }],
  ['words model', { ...BODY, model: 'gpt-4o' }],
  ['id id', { ...BODY, id: 'chatcmpl-abc' }],
])('finds a wrong body: %s', (difference, body) => {
  expect(differences(json, recording({ body }))).toEqual([difference])
})

test('finds another order of keys', () => {
  const { id, ...rest } = BODY
  expect(differences(json, recording({ body: { ...rest, id } }))).toEqual(['key order (top)'])
})

test('finds wrong headers, style and status', () => {
  const { server, ...others } = HEADERS
  expect(differences(json, recording({ body: BODY, headers: others }))).toEqual(['missing header server'])
  expect(differences(json, recording({ body: BODY, headers: { ...HEADERS, via: 'x' } }))).toEqual(['extra header via'])
  const changed = { ...HEADERS, server: `${server}2` }
  expect(differences(json, recording({ body: BODY, headers: changed }))).toEqual(['header value server'])
  expect(differences(json, recording({ body: BODY, json_style: 'compact' }))).toEqual(['style'])
  expect(differences(json, recording({ body: BODY, status: 201 }))).toEqual(['status'])
})

test('finds a wrong order of events and a member that changes within the stream', () => {
  const [role, content, finish] = CHUNKS
  const swapped = recording({ framing: 'sse', events: [content!, role!, finish!, { data: '[DONE]' }] })
  expect(differences(stream, swapped)).toEqual(['event order'])
  const restless = CHUNKS.map(({ data }, index) => ({ data: { ...data, created: index } }))
  const changing = recording({ framing: 'sse', events: [...restless, { data: '[DONE]' }] })
  expect(differences(stream, changing)).toEqual(['constant created'])
})

test('repeats of an event and cut-out ones make no difference', () => {
  const [role, content, finish] = CHUNKS
  const long = [role!, content!, content!, { elided_events: 50 }, content!, finish!, { data: '[DONE]' }]
  expect(differences(stream, recording({ framing: 'sse', events: long }))).toEqual([])
})

test('what is newer than a recording may be there, and only then', () => {
  const newer = recording({
    body: { ...BODY, choices: [{ ...BODY.choices[0]!, message: { ...BODY.choices[0]!.message, annotations: [] } }] },
  })
  expect(differences(json, newer, '2025-01-01')).toEqual([])
  expect(differences(json, newer, '2026-01-01')).toEqual(['extra key choices[].message.annotations'])
})

test('merged facts ask for what all have, and survive being written', () => {
  const rich = recording({ body: { ...BODY, extra: true } })
  const dated = [json, rich].map((one) => ({ facts: recordedFacts(one, chatDialect), day: '2026-08-13' }))
  const merged = mergeFacts(dated, 'openai')
  const file = writeFacts(
    'openai.chat',
    new Map([['json text', { facts: merged, recordings: 2, newest: '2026-08-13' }]]),
  )
  const facts = readFacts(file, 'json text')
  const terms = { provider: 'openai', day: '2026-08-13', floatAfter: {} }
  for (const one of [json, rich]) expect(compare(facts, recordedFacts(one, chatDialect), terms).differences).toEqual([])
  const poor = recordedFacts(recording({ body: { ...BODY, usage: {} } }), chatDialect)
  expect(compare(facts, poor, terms).differences.map(({ where }) => where)).toEqual(['usage.prompt_tokens'])
  expect(JSON.stringify(file)).not.toContain('Hi')
})
