import { expect, test } from 'vitest'
import { cohere } from '../../handlers/cohere/index.ts'
import { createManualClock } from '../../src/clock.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import type { SimulationOptions } from '../../src/options.ts'
import { Simulation } from '../../src/simulation.ts'
import type { Source } from './refuses.ts'

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/
const simulation = (options: SimulationOptions = {}) =>
  new Simulation({ clock: createManualClock(Date.parse('2026-08-13T12:00:00Z')), ...options }, [
    new MockProvider(cohere),
  ])

function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = { authorization: 'Bearer k' },
  llm = simulation(),
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return llm.fetch(`https://api.cohere.com${path}`, { method: 'POST', headers, body: text })
}

const user = { role: 'user', content: 'Hi' }
const chat = { model: 'command-a-03-2025', messages: [user] }
const add = { type: 'function', function: { name: 'add', parameters: { type: 'object' } } }
const call = { id: 'add_1', type: 'function', function: { name: 'add', arguments: '{}' } }
const image = { type: 'image_url', image_url: { url: 'https://pictures.test/a.png' } }
const schema = (json_schema: unknown) => ({ ...chat, response_format: { type: 'json_object', json_schema } })
const embed = { model: 'embed-v4.0', input_type: 'search_query', texts: ['a'] }
const rerank = { model: 'rerank-v3.5', query: 'q', documents: ['a'] }
const chatV1 = { model: 'command-a-03-2025', message: 'Hi' }
const seeAlso = (page: string) => `For proper usage, please refer to https://docs.cohere.com/${page}`

// oxfmt-ignore
const REFUSED: readonly (readonly [name: string, path: string, body: unknown, status: number, message: string, source?: Source])[] = [
  ['half a body', '/v2/chat', '{"model":', 400, 'invalid json syntax: unexpected end of JSON input'],
  ['no JSON', '/v2/chat', 'hello', 400, "invalid json syntax: invalid character 'h' looking for beginning of value"],
  ['no model', '/v2/chat', { messages: [user] }, 400, 'a model parameter is required for this endpoint.', 'documented'],
  ['no messages', '/v2/chat', { model: chat.model }, 400, 'messages parameter is required'],
  ['empty messages', '/v2/chat', { ...chat, messages: [] }, 400, 'invalid request: list of messages must not be empty'],
  ['messages of a wrong type', '/v2/chat', { ...chat, messages: 'Hi' }, 400, `invalid type: parameter 'messages' is of type string but should be of type []Object. ${seeAlso('v2/reference/chat')}`],
  ['max_tokens of a wrong type', '/v2/chat', { ...chat, max_tokens: '5' }, 400, `invalid type: parameter 'max_tokens' is of type string but should be of type int32. ${seeAlso('v2/reference/chat')}`],
  ['an unknown field', '/v2/chat', { ...chat, n: 2 }, 422, `unknown field: parameter 'n' is not a valid field. ${seeAlso('v2/reference/chat')}`],
  ['an unknown field of a function', '/v2/chat', { ...chat, tools: [{ ...add, function: { ...add.function, strict: true } }] }, 422, `unknown field: parameter 'strict' is not a valid field. ${seeAlso('v2/reference/chat')}`],
  ['an unknown model', '/v2/chat', { ...chat, model: 'nonexistent' }, 404, "model 'nonexistent' not found, make sure the correct model ID was used and that you have access to the model.", 'documented'],
  ['a model of another API', '/v2/chat', { ...chat, model: 'embed-v4.0' }, 400, "invalid request: model 'embed-v4.0' is not supported by the chat API"],
  ['an unknown role', '/v2/chat', { ...chat, messages: [user, { role: 'bot', content: 'x' }] }, 400, 'invalid request: Invalid role in messages at index 1. Role must be one of the following: user, assistant, system, tool'],
  ['an empty message', '/v2/chat', { ...chat, messages: [{ role: 'user', content: '' }] }, 400, 'message must not be empty in a turn'],
  ['a warm temperature', '/v2/chat', { ...chat, temperature: 1.5 }, 400, 'invalid request: temperature must be between 0 and 1.0 inclusive.'],
  ['a large penalty', '/v2/chat', { ...chat, presence_penalty: 2 }, 400, 'invalid request: presence_penalty must be between 0 and 1 inclusive.'],
  ['too many stop sequences', '/v2/chat', { ...chat, stop_sequences: ['a', 'b', 'c', 'd', 'e', 'f'] }, 400, 'invalid request: total number of stop_sequences must be at most 5 - received 6'],
  ['more tokens than the model gives', '/v2/chat', { ...chat, model: 'command-r7b-12-2024', max_tokens: 8192 }, 400, 'too many tokens: max tokens must be less than or equal to 4096, the maximum output for this model - received 8192.', 'documented'],
  ['a tool choice in lower case', '/v2/chat', { ...chat, tools: [add], tool_choice: 'required' }, 400, "invalid request: tool_choice must be one of 'REQUIRED', or 'NONE'."],
  ['a tool with a bad name', '/v2/chat', { ...chat, tools: [{ type: 'function', function: { name: '1 add' } }] }, 400, "invalid request: tool names can only contain certain characters (A-Za-z0-9_) and can't begin with a digit (provided name: '1 add')."],
  ['a tool message without an id', '/v2/chat', { ...chat, messages: [user, { role: 'tool', content: '3' }] }, 400, 'tool call id must be provided with tool message'],
  ['a result of no call', '/v2/chat', { ...chat, messages: [user, { role: 'tool', tool_call_id: 'x', content: '3' }] }, 400, 'tool call id not found in previous tool calls', 'documented'],
  ['a call made twice', '/v2/chat', { ...chat, messages: [user, { role: 'assistant', tool_calls: [call, call] }] }, 400, 'cannot have duplicate tool ids'],
  ['a call of another type', '/v2/chat', { ...chat, messages: [user, { role: 'assistant', tool_calls: [{ ...call, type: 'custom' }] }] }, 400, 'tool call must be of type function'],
  ['an image for a model without eyes', '/v2/chat', { ...chat, messages: [{ role: 'user', content: [image] }] }, 400, 'invalid request: image content is not supported by the provided model: command-a-03-2025.'],
  ['JSON with documents', '/v2/chat', { ...chat, documents: ['a'], response_format: { type: 'json_object' } }, 400, 'invalid request: response_format is not supported with RAG.'],
  ['a schema that is no object', '/v2/chat', schema({ type: 'array' }), 400, 'schema must be an object'],
  ['a property without a type', '/v2/chat', schema({ type: 'object', properties: { title: {} } }), 400, 'property title must have a type'],
  ['a required property that is not there', '/v2/chat', schema({ type: 'object', properties: {}, required: ['name'] }), 400, 'required field name not found in properties'],
  ['an empty message, version 1', '/v1/chat', { ...chatV1, message: '' }, 400, 'invalid request: message must be at least 1 token long or tool results must be specified.'],
  ['a role of no turn, version 1', '/v1/chat', { ...chatV1, chat_history: [{ role: 'Bot', message: 'x' }] }, 400, 'invalid request: Invalid role in chat_history at index 0. Role must be one of the following: User, Chatbot, System, Tool'],
  ['a turn without words, version 1', '/v1/chat', { ...chatV1, chat_history: [{ role: 'User', message: '' }] }, 400, 'invalid request: all elements in history must have a message.'],
  ['a wrong type, version 1', '/v1/chat', { ...chatV1, max_tokens: 'x' }, 400, `invalid type: parameter 'max_tokens' is of type string but should be of type int32. ${seeAlso('v1/reference/chat')}`],
  ['97 texts', '/v2/embed', { ...embed, texts: Array.from({ length: 97 }, () => 'a') }, 400, 'invalid request: total number of texts must be at most 96 - received 97', 'documented'],
  ['no input type', '/v2/embed', { ...embed, input_type: undefined }, 400, 'invalid request: valid input_type must be provided with the provided model', 'documented'],
  ['an unknown input type', '/v2/embed', { ...embed, input_type: 'text' }, 400, 'invalid request: valid input_type must be provided with the provided model', 'documented'],
  ['embedding types as a word', '/v2/embed', { ...embed, embedding_types: 'float' }, 400, `invalid type: parameter 'embedding_types' is of type string but should be of type []Object. ${seeAlso('v2/reference/embed')}`],
  ['nothing to embed', '/v2/embed', { ...embed, texts: undefined }, 400, 'invalid request: at least one of texts, images or inputs must be provided'],
  ['a size the model has not', '/v2/embed', { ...embed, output_dimension: 100 }, 400, 'invalid request: output_dimension must be one of 256, 512, 1024, 1536'],
  ['images as documents', '/v2/embed', { model: 'embed-v4.0', input_type: 'search_document', images: ['data:image/png;base64,AA=='] }, 400, 'invalid request: images must be used with input_type=image', 'documented'],
  ['an unknown model, embedding', '/v2/embed', { ...embed, model: 'nonexistent' }, 404, "model 'nonexistent' not found, make sure the correct model ID was used and that you have access to the model.", 'recorded'],
  ['a blank query', '/v2/rerank', { ...rerank, query: ' ' }, 400, 'invalid request: query must not be empty or be only whitespace'],
  ['no documents', '/v2/rerank', { ...rerank, documents: [] }, 400, 'invalid request: list of documents must not be empty'],
  ['an empty document', '/v2/rerank', { ...rerank, documents: ['a', ''] }, 400, 'invalid request: document at index 1 cannot be empty'],
  ['no fields to rank by', '/v1/rerank', { ...rerank, documents: [{ text: 'a' }], rank_fields: [] }, 400, 'invalid request: rank_fields cannot be empty, it must either contain at least one field or be omitted'],
  ['a document without text', '/v1/rerank', { ...rerank, documents: [{ title: 'a' }] }, 400, "document does not have a 'snippet' or a 'text' field that can be used for chunking and reranking"],
  ['no text for tokens', '/v1/tokenize', { text: '', model: 'command-a-03-2025' }, 400, "invalid request: required 'text' param is missing or empty."],
]

test.each(REFUSED.map((row) => [row[0], row] as const))('refuses %s', async (_, [, path, body, status, message]) => {
  const response = await post(path, body)
  expect(await response.json()).toEqual({ id: expect.stringMatching(UUID), message })
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/json')
})

test('takes what clients send: nulls, calls with an empty text, blocks, old members', async () => {
  const nothing = { tools: null, max_tokens: null, documents: null, response_format: null, safety_mode: null, k: null }
  const history = [
    { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
    user,
    { role: 'assistant', content: [{ type: 'text', text: '' }], tool_calls: [call] },
    { role: 'tool', tool_call_id: call.id, content: [{ type: 'document', document: { data: { sum: 3 } } }] },
  ]
  const old = { ...rerank, max_chunks_per_doc: null }
  expect((await post('/v2/chat', { ...chat, ...nothing, messages: history, stream: false })).status).toBe(200)
  expect((await post('/v2/rerank', old)).status).toBe(200)
  expect((await post('/v2/embed', { ...embed, max_tokens: null, output_dimension: null })).status).toBe(200)
})

test('skips all but what cannot be read when lenient', async () => {
  const llm = simulation({ validation: 'lenient' })
  const headers = { authorization: 'Bearer k' }
  expect((await post('/v2/chat', { ...chat, n: 2, temperature: 9 }, headers, llm)).status).toBe(200)
  expect((await post('/v2/chat', { ...chat, messages: 'Hi' }, headers, llm)).status).toBe(400)
})

test('refuses a missing and a wrong key, before anything is traced', async () => {
  const missing = await post('/v2/chat', chat, {})
  expect(missing.status).toBe(401)
  expect(await missing.json()).toMatchObject({ message: 'no api key supplied' })
  const wrong = await post('/v2/chat', chat, { authorization: 'bearer invalid-key' }, simulation({ apiKeys: ['good'] }))
  expect(wrong.status).toBe(401)
  expect(await wrong.json()).toMatchObject({
    message:
      'Incorrect API key provided: ***********. You can find your API key at https://dashboard.cohere.com/api-keys.',
  })
  expect(wrong.headers.has('x-debug-trace-id')).toBe(false)
})

test('words limits as the keys of their size are told, without retry-after', async () => {
  const twice = async (limits: object) => {
    const llm = simulation({ limits: { cohere: limits } })
    await post('/v2/chat', chat, undefined, llm)
    const refused = await post('/v2/chat', chat, undefined, llm)
    expect(refused.status).toBe(429)
    expect(refused.headers.has('retry-after')).toBe(false)
    return ((await refused.json()) as { readonly message: string }).message
  }
  expect(await twice({ requestsPerMinute: 1 })).toMatch(
    /^You are using a Trial key, which is limited to 1 API calls \/ minute\. .* with any questions$/,
  )
  expect(await twice({ tokensPerMinute: 1 })).toBe('trial token rate limit exceeded, limit is 1 tokens per minute')
})

test('answers other failures in the words of the API, its edge and its load balancer', async () => {
  const failed = async (kind: 'server_error' | 'timeout' | 'bad_gateway' | 'quota') => {
    const provider = new MockProvider(cohere)
    const llm = new Simulation({}, [provider])
    provider.failNext(1, kind)
    const response = await post('/v2/chat', chat, undefined, llm)
    return [response.status, response.headers.get('content-type'), await response.text()] as const
  }
  expect(await failed('server_error')).toEqual([
    500,
    'application/json',
    expect.stringMatching(/internal server error, this has been reported to our developers\. id [\da-f-]{36}"\}$/),
  ])
  expect(await failed('timeout')).toEqual([504, 'text/plain', 'upstream request timeout'])
  expect(await failed('bad_gateway')).toEqual([
    502,
    'text/html; charset=UTF-8',
    expect.stringContaining('502 Server Error'),
  ])
  expect((await failed('quota'))[0]).toBe(402)
})

test('answers unknown paths as its router does', async () => {
  const response = await post('/v3/chat', chat)
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('404 page not found')
})
