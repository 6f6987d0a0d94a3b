import Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { refusals, type Refusal, type Source } from './refusal-table.ts'

const URL = 'https://api.anthropic.com/v1/messages'
const PLAIN = { 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }
const HEADERS = { ...PLAIN, 'x-api-key': 'sk-ant-test' }

const user = (content: unknown) => ({ role: 'user', content })
const assistant = (content: unknown) => ({ role: 'assistant', content })
const base = { model: 'claude-haiku-4-5', max_tokens: 100, messages: [user('Hi')] }
const said = (...messages: object[]) => ({ ...base, messages })
const tool = { name: 'add', input_schema: { type: 'object' } }
const call = { type: 'tool_use', id: 'toolu_A', name: 'add', input: {} }
const result = { type: 'tool_result', tool_use_id: 'toolu_A', content: '3' }
const cached = { type: 'text', text: 'x', cache_control: { type: 'ephemeral' } }
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const image = (source: object) => said(user([{ type: 'image', source }]))
const budget = { thinking: { type: 'enabled', budget_tokens: 2000 }, max_tokens: 9000 }
const THINKING =
  'Please consult our documentation at https://platform.claude.com/docs/en/build-with-claude/extended-thinking'

type More = Partial<Omit<Refusal, 'title' | 'source' | 'where' | 'body' | 'error'>> & { readonly type?: string }

/** A row whose error is Anthropic's envelope. */
function row(
  source: Source,
  where: string,
  title: string,
  body: unknown,
  message: string,
  { type = 'invalid_request_error', ...more }: More = {},
): Refusal {
  return { title, source, where, body, status: 400, error: { type: 'error', error: { type, message } }, ...more }
}

const recorded = (where: string, title: string, more: Partial<Refusal> = {}): Refusal => ({
  title,
  source: 'recorded',
  where: `anthropic/messages/${where}`,
  status: 400,
  ...more,
})

const DOC = 'anthropic.md 8'
const KEYLESS = { type: 'authentication_error', status: 401, sends: { 'anthropic-organization-id': null } } as const

// oxfmt-ignore
const ROWS: readonly Refusal[] = [
  recorded('error-400-claude-haiku-4-5-9c4105', 'an empty message', { check: 'messages' }),
  recorded('error-400-claude-opus-4-6-2faaec', 'an effort that Opus 4.6 lacks', { check: 'parameters' }),
  recorded('error-401-claude-3-7-sonnet-20250219-b6b95a', 'a wrong key', { status: 401, headers: HEADERS, options: { apiKeys: ['sk-good'] } }),
  recorded('error-404-this-model-does-not-exist-12-9999f7', 'a model that never was', { status: 404 }),

  row('documented', DOC, 'no key', base, 'x-api-key header is required', { ...KEYLESS, headers: PLAIN }),
  row('documented', DOC, 'a wrong bearer token', base, 'Invalid bearer token', { ...KEYLESS, headers: { ...PLAIN, authorization: 'Bearer sk-ant-oat-x' }, options: { apiKeys: ['sk-good'] } }),
  row('reconstructed', 'anthropic.md 1.1: sending both is rejected', 'a key and a bearer token', base, 'Only one of `x-api-key` and `authorization` headers may be specified', { ...KEYLESS, headers: { ...HEADERS, authorization: 'Bearer sk-ant-oat-x' } }),
  row('documented', DOC, 'a browser that does not say so', base, "CORS requests must set 'anthropic-dangerous-direct-browser-access' header", { ...KEYLESS, headers: { ...HEADERS, origin: 'https://app.test' } }),
  row('documented', DOC, 'no version', base, 'anthropic-version: header is required', { headers: { 'x-api-key': 'k', 'content-type': 'application/json' }, check: 'headers' }),
  row('reconstructed', `${DOC}: the header's name and what is wrong`, 'an unknown version', base, 'anthropic-version: "2022-01-01" is not a valid version', { headers: { ...HEADERS, 'anthropic-version': '2022-01-01' }, check: 'headers' }),
  row('documented', DOC, 'an unknown beta', base, 'Unexpected value(s) `prompt-caching-2024-07-13` for the `anthropic-beta` header. Please consult our documentation at docs.claude.com or try again without the header.', { headers: { ...HEADERS, 'anthropic-beta': 'files-api-2025-04-14,prompt-caching-2024-07-13' }, check: 'headers' }),
  row('documented', DOC, 'an unknown path', base, 'Not Found', { type: 'not_found_error', status: 404, url: `${URL}s` }),
  row('reconstructed', 'the status of other APIs; the type of other requests', 'another method', undefined, 'Method Not Allowed', { status: 405, method: 'PUT' }),
  { title: 'a body of more than 32 MB', source: 'documented', where: 'published 413 bodies (anthropic-sdk-python issue 938)', body: JSON.stringify(base) + ' '.repeat(33_554_432), status: 413, error: { error: { type: 'request_too_large', message: 'Request exceeds the maximum size' } }, check: 'window' },
  row('documented', DOC, 'text that is no JSON', '{"a": x}', 'The request body is not valid JSON: unexpected character: line 1 column 7 (char 6)'),
  row('documented', DOC, 'no max_tokens', { ...base, max_tokens: undefined }, 'max_tokens: Field required', { check: 'parameters' }),
  row('documented', DOC, 'no model', { ...base, model: undefined }, 'model: Field required'),
  row('documented', DOC, 'no messages', { ...base, messages: undefined }, 'messages: Field required'),
  row('documented', DOC, 'an unknown member', { ...base, foo: 1 }, 'foo: Extra inputs are not permitted', { check: 'parameters' }),
  row('documented', DOC, 'max_tokens as text', { ...base, max_tokens: '5x' }, 'max_tokens: Input should be a valid integer'),
  row('documented', DOC, 'a hot temperature', { ...base, temperature: 2 }, 'temperature: range: 0..1', { check: 'parameters' }),
  row('documented', DOC, 'no message', said(), 'messages: at least one message is required'),
  row('documented', DOC, 'an assistant first', said(assistant('Hi'), user('Hi')), 'messages: first message must use the "user" role', { check: 'messages' }),
  row('documented', DOC, 'a system message', said(user('Hi'), { role: 'system', content: 'x' }), 'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.', { check: 'messages' }),
  row('documented', DOC, 'an empty text block', said(user([{ type: 'text', text: '' }])), 'messages: text content blocks must be non-empty', { check: 'messages' }),
  row('documented', DOC, 'a prefill that ends in a space', said(user('Hi'), assistant('Well ')), 'messages: final assistant content cannot end with trailing whitespace', { check: 'messages' }),
  row('documented', DOC, 'a prefill of a newer model', { ...said(user('Hi'), assistant('{')), model: 'claude-opus-4-6' }, 'This model does not support assistant message prefill. The conversation must end with a user message.', { check: 'messages' }),
  row('documented', DOC, 'a call without result', { ...said(user('Hi'), assistant([call]), user('And?')), tools: [tool] }, 'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_A. Each `tool_use` block must have a corresponding `tool_result` block in the next message.', { check: 'messages' }),
  row('documented', DOC, 'a result without call', said(user([result])), 'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_A. Each `tool_result` block must have a corresponding `tool_use` block in the previous message.', { check: 'messages' }),
  row('documented', DOC, 'a call id twice', said(user('Hi'), assistant([call, call]), user([result])), 'messages: `tool_use` ids must be unique', { check: 'messages' }),
  row('documented', DOC, 'five cache breakpoints', said(user([cached, cached, cached, cached, cached])), 'A maximum of 4 blocks with cache_control may be provided. Found 5.', { check: 'messages' }),
  row('documented', DOC, 'two tools of one name', { ...base, tools: [tool, tool] }, 'tools: Tool names must be unique.', { check: 'tools' }),
  row('documented', DOC, 'a tool name with a space', { ...base, tools: [{ ...tool, name: 'a b' }] }, "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'"),
  row('documented', DOC, 'a tool without a schema', { ...base, tools: [{ name: 'add' }] }, 'tools.0.custom.input_schema: Field required'),
  row('documented', DOC, 'a schema that is none', { ...base, tools: [{ ...tool, input_schema: { type: 'object', properties: { a: { type: 'text' } } } }] }, 'tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://docs.claude.com/en/docs/tool-use.', { check: 'tools' }),
  row('documented', DOC, 'a choice without tools', { ...base, tool_choice: { type: 'auto' } }, 'tool_choice may only be specified while providing `tools`.', { check: 'tools' }),
  row('documented', DOC, 'a choice of a tool that is not there', { ...base, tools: [tool], tool_choice: { type: 'tool', name: 'x' } }, "Tool 'x' not found in provided tools", { check: 'tools' }),
  row('documented', DOC, 'more tokens than the model writes', { ...base, max_tokens: 100_000 }, 'max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-haiku-4-5-20251001', { check: 'parameters', sdk: false }),
  row('documented', DOC, 'a small budget', { ...base, max_tokens: 9000, thinking: { type: 'enabled', budget_tokens: 5 } }, 'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024', { check: 'parameters' }),
  row('documented', DOC, 'a budget above max_tokens', { ...base, ...budget, max_tokens: 100 }, '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size', { check: 'parameters' }),
  row('documented', DOC, 'thinking with a temperature', { ...base, ...budget, temperature: 0.5 }, `\`temperature\` may only be set to 1 when thinking is enabled or in adaptive mode. ${THINKING}`, { check: 'parameters' }),
  row('reconstructed', `${DOC}: the sentence of temperature`, 'thinking with a low top_p', { ...base, ...budget, top_p: 0.5 }, `\`top_p\` must be greater than or equal to 0.95 or unset when thinking is enabled or in adaptive mode. ${THINKING}`, { check: 'parameters' }),
  row('reconstructed', `${DOC}: the sentence of temperature`, 'thinking with top_k', { ...base, ...budget, top_k: 5 }, `\`top_k\` must be unset when thinking is enabled or in adaptive mode. ${THINKING}`, { check: 'parameters' }),
  row('documented', DOC, 'thinking with a forced tool', { ...base, ...budget, tools: [tool], tool_choice: { type: 'any' } }, 'Thinking may not be enabled when tool_choice forces tool use.', { check: 'parameters' }),
  row('documented', DOC, 'a running tool loop without its thinking', { ...base, ...budget, tools: [tool], messages: [user('Hi'), assistant([call]), user([result])] }, 'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable `thinking`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking', { check: 'messages' }),
  row('documented', DOC, 'a budget for an adaptive model', { ...base, ...budget, model: 'claude-opus-4-7' }, '"thinking.type.enabled" is not supported for this model. Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.', { check: 'parameters' }),
  row('reconstructed', 'anthropic.md 5', 'adaptive thinking of an older model', { ...base, thinking: { type: 'adaptive' } }, 'adaptive thinking is not supported on this model', { check: 'parameters' }),
  row('documented', DOC, 'a temperature of a newer model', { ...base, model: 'claude-opus-4-8', temperature: 0.2 }, '`temperature` is deprecated for this model.', { check: 'parameters' }),
  row('documented', DOC, 'two samplers', { ...base, temperature: 0.2, top_p: 0.5 }, '`temperature` and `top_p` cannot both be specified for this model. Please use only one.', { check: 'parameters' }),
  row('documented', DOC, 'an image that is none', image({ type: 'base64', media_type: 'image/png', data: 'aGVsbG8gd29ybGQ=' }), 'Could not process image', { check: 'media' }),
  row('documented', 'published bodies', 'an image of another type', image({ type: 'base64', media_type: 'image/jpeg', data: pixel }), 'messages.0.content.0.image.source.base64.data: The image was specified using the image/jpeg media type, but the image appears to be a image/png image', { check: 'media' }),
  row('documented', `${DOC}: other words`, 'a media type that is none', image({ type: 'base64', media_type: 'image/bmp', data: pixel }), "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'"),
  row('documented', DOC, 'an image of more than 5 MB', image({ type: 'base64', media_type: 'image/png', data: pixel.slice(0, 80) + 'A'.repeat(8_388_528) }), 'messages.0.content.0.image.source.base64: image exceeds 5 MB maximum: 6291456 bytes > 5242880 bytes', { check: 'media' }),
  row('documented', 'published bodies', 'an open schema of the answer', { ...base, output_config: { format: { type: 'json_schema', schema: { type: 'object', properties: {} } } } }, "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false", { check: 'format' }),
]

const CLASSES: Readonly<Record<number, abstract new (...args: never[]) => Error>> = {
  400: Anthropic.BadRequestError,
  401: Anthropic.AuthenticationError,
  404: Anthropic.NotFoundError,
}

refusals(
  {
    url: URL,
    headers: HEADERS,
    sends: { 'content-type': 'application/json', server: 'cloudflare', 'x-should-retry': 'false' },
    // The newest version of the API, which this client asks for, knows no sampling parameters any more.
    sdk: (llm, body) =>
      new Anthropic({
        apiKey: 'sk-ant-test',
        fetch: llm.fetch,
        maxRetries: 0,
        defaultHeaders: { 'anthropic-version': '2023-06-01' },
      }).messages.create(body as never),
    errorClass: (status) => CLASSES[status] ?? Anthropic.APIError,
  },
  ROWS,
)

test('refuses more than the window with the count that count_tokens gives', async () => {
  const llm = createSimulation()
  const client = new Anthropic({ apiKey: 'sk-ant-test', fetch: llm.fetch, maxRetries: 0 })
  const model = 'claude-haiku-4-5'
  const messages = [{ role: 'user' as const, content: 'word '.repeat(250_000) }]
  const { input_tokens: tokens } = await client.messages.countTokens({ model, messages })
  const failure = await client.messages.create({ model, messages, max_tokens: 10 }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(Anthropic.BadRequestError)
  expect(String(failure)).toContain(`prompt is too long: ${tokens} tokens > 200000 maximum`)
  expect(llm.exchanges.at(-1)!.note).toContain('validation: { window: false }')
})
