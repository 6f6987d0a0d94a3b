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
const base = { model: 'claude-haiku-4-5', max_tokens: 100, messages: [user('Hi')] }
const cached = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }

const REFUSED: readonly (readonly [name: string, body: unknown, message: string])[] = [
  [
    'several problems at once',
    { messages: [user('Hi')], foo: 1 },
    'max_tokens: Field required, model: Field required, foo: Extra inputs are not permitted',
  ],
  [
    'an unknown key of a block',
    { ...base, messages: [user([{ type: 'text', text: 'a', foo: 1 }])] },
    'messages.0.content.0.text.foo: Extra inputs are not permitted',
  ],
  [
    'a block without text',
    { ...base, messages: [user([{ type: 'text' }])] },
    'messages.0.content.0.text.text: Field required',
  ],
  [
    'an unknown scope of the cache',
    { ...base, system: [{ ...cached, cache_control: { type: 'ephemeral', scope: 'x' } }] },
    'system.0.cache_control.ephemeral.scope: Extra inputs are not permitted',
  ],
  ['a negative max_tokens', { ...base, max_tokens: -1 }, 'max_tokens: must be greater than or equal to 1'],
  [
    'an unknown kind of thinking',
    { ...base, thinking: { type: 'hard' } },
    "thinking: Input tag 'hard' found using 'type' does not match any of the expected tags: 'adaptive', 'between_tools', 'disabled', 'enabled'",
  ],
  ['a text in place of messages', { ...base, messages: 'Hi' }, 'messages: Input should be a valid list'],
  [
    'an unknown role',
    { ...base, messages: [{ role: 'bot', content: 'Hi' }] },
    "messages.0.role: Input should be 'user', 'assistant' or 'system'",
  ],
  ['a message without content', { ...base, messages: [{ role: 'user' }] }, 'messages.0.content: Field required'],
  [
    'an empty message',
    { ...base, messages: [user('')] },
    'messages.0: all messages must have non-empty content except for the optional final assistant message',
  ],
  [
    'a blank text block',
    { ...base, messages: [user('  ')] },
    'messages: text content blocks must contain non-whitespace text',
  ],
  [
    'an effort that the model lacks',
    { ...base, model: 'claude-opus-4-6', output_config: { effort: 'xhigh' } },
    "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.",
  ],
  [
    'a long-lived cache entry after a short-lived one',
    { ...base, system: [cached, { ...cached, cache_control: { type: 'ephemeral', ttl: '1h' } }] },
    "system.1.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
  ],
  [
    'JSON that is cut off',
    '{"a": 1',
    'The request body is not valid JSON: unexpected end of data: line 1 column 8 (char 7)',
  ],
  [
    'an empty body',
    ' ',
    'The request body is not valid JSON: Input is a zero-length, empty document: line 1 column 1 (char 0)',
  ],
]

test.each(REFUSED)('refuses %s with 400', async (_, body, message) => {
  const response = await post(body)
  expect(await response.json()).toEqual({
    type: 'error',
    error: { type: 'invalid_request_error', message },
    request_id: response.headers.get('request-id'),
  })
  expect(response.status).toBe(400)
  expect(response.headers.get('x-should-retry')).toBe('false')
})
