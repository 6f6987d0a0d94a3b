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
const tool = { name: 'add', input_schema: { type: 'object' } }
const call = { type: 'tool_use', id: 'toolu_A', name: 'add', input: {} }
const result = { type: 'tool_result', tool_use_id: 'toolu_A', content: '3' }
const cached = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const image = (source: object) => ({ ...base, messages: [user([{ type: 'image', source }])] })
const THINKING_DOCS =
  'Please consult our documentation at https://platform.claude.com/docs/en/build-with-claude/extended-thinking'

const REFUSED: readonly (readonly [name: string, body: unknown, message: string])[] = [
  ['a missing max_tokens', { ...base, max_tokens: undefined }, 'max_tokens: Field required'],
  ['a missing model', { ...base, model: undefined }, 'model: Field required'],
  ['missing messages', { ...base, messages: undefined }, 'messages: Field required'],
  [
    'several problems at once',
    { messages: [user('Hi')], foo: 1 },
    'max_tokens: Field required, model: Field required, foo: Extra inputs are not permitted',
  ],
  ['an unknown key', { ...base, foo: 1 }, 'foo: Extra inputs are not permitted'],
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
  ['max_tokens as text', { ...base, max_tokens: '5' }, 'max_tokens: Input should be a valid integer'],
  ['a negative max_tokens', { ...base, max_tokens: -1 }, 'max_tokens: must be greater than or equal to 1'],
  ['a hot temperature', { ...base, temperature: 2 }, 'temperature: range: 0..1'],
  [
    'a small budget',
    { ...base, max_tokens: 9000, thinking: { type: 'enabled', budget_tokens: 5 } },
    'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024',
  ],
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
  ['no message', { ...base, messages: [] }, 'messages: at least one message is required'],
  [
    'an assistant first',
    { ...base, messages: [assistant('Hi'), user('Hi')] },
    'messages: first message must use the "user" role',
  ],
  [
    'a system message',
    { ...base, messages: [user('Hi'), { role: 'system', content: 'x' }] },
    'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
  ],
  [
    'an empty message',
    { ...base, messages: [user('')] },
    'messages.0: all messages must have non-empty content except for the optional final assistant message',
  ],
  [
    'an empty text block',
    { ...base, messages: [user([{ type: 'text', text: '' }])] },
    'messages: text content blocks must be non-empty',
  ],
  [
    'a blank text block',
    { ...base, messages: [user('  ')] },
    'messages: text content blocks must contain non-whitespace text',
  ],
  [
    'a prefill that ends in a space',
    { ...base, messages: [user('Hi'), assistant('Well ')] },
    'messages: final assistant content cannot end with trailing whitespace',
  ],
  [
    'a prefill of a newer model',
    { ...base, model: 'claude-opus-4-6', messages: [user('Hi'), assistant('{')] },
    'This model does not support assistant message prefill. The conversation must end with a user message.',
  ],
  [
    'an unanswered call',
    { ...base, tools: [tool], messages: [user('Hi'), assistant([call]), user('And?')] },
    'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_A. Each `tool_use` block must have a corresponding `tool_result` block in the next message.',
  ],
  [
    'an orphan result',
    { ...base, messages: [user([result])] },
    'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_A. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.',
  ],
  [
    'a repeated call id',
    { ...base, messages: [user('Hi'), assistant([call, call]), user([result])] },
    'messages: `tool_use` ids must be unique',
  ],
  ['two tools of one name', { ...base, tools: [tool, tool] }, 'tools: Tool names must be unique.'],
  [
    'a tool name with a space',
    { ...base, tools: [{ ...tool, name: 'a b' }] },
    "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
  ],
  ['a tool without a schema', { ...base, tools: [{ name: 'add' }] }, 'tools.0.custom.input_schema: Field required'],
  [
    'a tool_choice without tools',
    { ...base, tool_choice: { type: 'auto' } },
    'tool_choice may only be specified while providing `tools`.',
  ],
  [
    'a tool_choice of an unknown tool',
    { ...base, tools: [tool], tool_choice: { type: 'tool', name: 'x' } },
    "Tool 'x' not found in provided tools",
  ],
  [
    'more tokens than the model writes',
    { ...base, max_tokens: 100_000 },
    'max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5-20251001',
  ],
  [
    'a budget above max_tokens',
    { ...base, thinking: { type: 'enabled', budget_tokens: 2000 } },
    '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size',
  ],
  [
    'thinking with a temperature',
    { ...base, max_tokens: 9000, temperature: 0.5, thinking: { type: 'enabled', budget_tokens: 2000 } },
    `\`temperature\` may only be set to 1 when thinking is enabled or in adaptive mode. ${THINKING_DOCS}`,
  ],
  [
    'thinking with a forced tool',
    {
      ...base,
      max_tokens: 9000,
      tools: [tool],
      tool_choice: { type: 'any' },
      thinking: { type: 'enabled', budget_tokens: 2000 },
    },
    'Thinking may not be enabled when tool_choice forces tool use.',
  ],
  [
    'a budget for an adaptive model',
    { ...base, model: 'claude-opus-4-7', max_tokens: 9000, thinking: { type: 'enabled', budget_tokens: 2000 } },
    '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.',
  ],
  [
    'adaptive thinking of an older model',
    { ...base, thinking: { type: 'adaptive' } },
    'adaptive thinking is not supported on this model',
  ],
  [
    'a temperature of a newer model',
    { ...base, model: 'claude-opus-4-8', temperature: 0.2 },
    '`temperature` is deprecated for this model.',
  ],
  [
    'two samplers',
    { ...base, temperature: 0.2, top_p: 0.5 },
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
  ],
  [
    'an effort that the model lacks',
    { ...base, model: 'claude-opus-4-6', output_config: { effort: 'xhigh' } },
    "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.",
  ],
  [
    'five cache breakpoints',
    { ...base, messages: [user([cached, cached, cached, cached, cached])] },
    'A maximum of 4 blocks with cache_control may be provided. Found 5.',
  ],
  [
    'a long-lived cache entry after a short-lived one',
    { ...base, system: [cached, { ...cached, cache_control: { type: 'ephemeral', ttl: '1h' } }] },
    "system.1.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.",
  ],
  [
    'an image that is none',
    image({ type: 'base64', media_type: 'image/png', data: 'aGVsbG8gd29ybGQ=' }),
    'Could not process image',
  ],
  [
    'an image of another type',
    image({ type: 'base64', media_type: 'image/jpeg', data: pixel }),
    'messages.0.content.0.image.source.base64.data: The image was specified using the image/jpeg media type, but the image appears to be a image/png image',
  ],
  [
    'an unknown type of image',
    image({ type: 'base64', media_type: 'image/bmp', data: pixel }),
    "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
  ],
  [
    'an open schema',
    { ...base, output_config: { format: { type: 'json_schema', schema: { type: 'object', properties: {} } } } },
    "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
  ],
  [
    'text that is no JSON',
    '{"a": x}',
    'The request body is not valid JSON: unexpected character: line 1 column 7 (char 6)',
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
