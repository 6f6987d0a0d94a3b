import { Ollama } from 'ollama'
import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import { rowsOf } from './bad-requests.ts'
import { refuses, refusesAlso, type Source } from './refuses.ts'

const BASE = 'http://127.0.0.1:11434'
const hi = [{ role: 'user', content: 'hi' }]
const chat = { model: 'llama3.2', messages: hi }
const tool = { type: 'function', function: { name: 'a', parameters: { type: 'object', properties: {} } } }
const NO_STRUCT = 'json: cannot unmarshal'

// oxfmt-ignore
const NATIVE: readonly (readonly [title: string, path: string, body: object | string, status: number, error: string, source: Source])[] = [
  ['no model', '/api/chat', { messages: hi }, 400, 'model is required', 'documented'],
  ['an unknown model', '/api/chat', { ...chat, model: 'nope' }, 404, "model 'nope' not found", 'recorded'],
  ['half a body', '/api/chat', '{"model":', 400, 'unexpected EOF', 'documented'],
  ['no body', '/api/chat', '', 400, 'missing request body', 'documented'],
  ['a text as messages', '/api/chat', { ...chat, messages: 'hi' }, 400, `${NO_STRUCT} string into Go struct field ChatRequest.messages of type []api.Message`, 'documented'],
  ['a number as content', '/api/chat', { ...chat, messages: [{ role: 'user', content: 5 }] }, 400, `${NO_STRUCT} number into Go struct field ChatRequest.messages.content of type string`, 'documented'],
  ['an unknown role', '/api/chat', { ...chat, messages: [{ role: 'bot', content: 'a' }] }, 400, 'invalid role: "bot"', 'reconstructed'],
  ['stream as text', '/api/chat', { ...chat, stream: 'yes' }, 400, `${NO_STRUCT} string into Go struct field ChatRequest.stream of type bool`, 'documented'],
  ['tools at a model without', '/api/chat', { ...chat, model: 'gemma3', tools: [tool] }, 400, '"gemma3" does not support tools', 'documented'],
  ['thinking at a model without', '/api/chat', { ...chat, think: true }, 400, '"llama3.2" does not support thinking', 'documented'],
  ['chat at a model that embeds', '/api/chat', { ...chat, model: 'nomic-embed-text' }, 400, '"nomic-embed-text" does not support chat', 'documented'],
  ['no model to generate', '/api/generate', { model: 'nope', prompt: 'a' }, 404, "model 'nope' not found", 'documented'],
  ['no model to embed', '/api/embed', { model: 'nope', input: 'a' }, 404, "model 'nope' not found", 'documented'],
  ['no name of a model to embed', '/api/embed', { input: 'a' }, 400, 'model is required', 'reconstructed'],
  ['a format that is none', '/api/chat', { ...chat, format: 'xml' }, 500, String.raw`invalid format: "\"xml\""; expected "json" or a valid JSON Schema object`, 'documented'],
  ['a time that is none', '/api/chat', { ...chat, keep_alive: 'soon' }, 400, 'time: invalid duration "soon"', 'documented'],
  ['a time without its unit', '/api/chat', { ...chat, keep_alive: '5' }, 400, 'time: missing unit in duration "5"', 'documented'],
  ['a flag as time', '/api/generate', { ...chat, prompt: 'a', keep_alive: true }, 400, "Unsupported type: 'bool'", 'documented'],
  ['an option of another type', '/api/chat', { ...chat, options: { top_p: 'low' } }, 500, 'option "top_p" must be of type float32', 'documented'],
  ['a text as stop sequences', '/api/generate', { ...chat, prompt: 'a', options: { stop: 'a' } }, 500, 'option "stop" must be of type array', 'documented'],
  ['an effort that is none', '/api/chat', { ...chat, model: 'qwen3', think: 'huge' }, 400, 'invalid think value: "huge" (must be "high", "medium", "low", "max", true, or false)', 'reconstructed'],
  ['no model to show', '/api/show', { model: 'nope' }, 404, "model 'nope' not found", 'documented'],
]

test.each(NATIVE)('refuses %s', async (_, path, body, status, error) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const headers = { 'content-type': 'application/json' }
  const response = await createSimulation().fetch(BASE + path, { method: 'POST', headers, body: text })
  expect([response.status, await response.json()]).toEqual([status, { error }])
})

refusesAlso(BASE, chat.model, [
  { title: 'an unknown path', path: '/api/nope', status: 404, answer: '404 page not found', source: 'documented' },
  { title: 'a wrong method', path: '/api/chat', method: 'GET', status: 405, answer: '405 method not allowed' },
])

refusesAlso('https://ollama.com', 'gpt-oss:120b', [
  {
    title: 'a missing key in the cloud',
    path: '/api/chat',
    headers: {},
    status: 401,
    answer: { error: 'unauthorized' },
  },
])

test.each([
  ['an unknown model', { ...chat, model: 'nope' }, 404, "model 'nope' not found"],
  ['an unknown role', { ...chat, messages: [{ role: 'bot', content: 'a' }] }, 400, 'invalid role: "bot"'],
  ['thinking at a model without', { ...chat, think: true }, 400, '"llama3.2" does not support thinking'],
  ['chat at a model that embeds', { ...chat, model: 'nomic-embed-text' }, 400, 'does not support chat'],
  ['no model', { messages: hi }, 400, 'model is required'],
] as const)('Ollama’s client throws its ResponseError for %s', async (_, body, status, message) => {
  const client = new Ollama({ fetch: createSimulation().fetch })
  // Bad on purpose: the body has whatever types it has.
  const thrown: unknown = await client.chat({ ...body, stream: false } as never).catch((one: unknown) => one)
  expect(thrown).toMatchObject({ name: 'ResponseError', status_code: status })
  expect((thrown as Error).message).toContain(message)
})

function said(message: string, type = 'invalid_request_error'): object {
  return { error: { message, type, param: null, code: null } }
}

const rows = rowsOf({
  'half a body': [400, said('Could not parse the request body as JSON: Unexpected end of JSON input')],
  'a list as body': [400, said('Could not parse the request body as JSON.')],
  'no body': [400, said('Could not parse the request body as JSON.')],
  'no model': [400, said('model is required')],
  'an unknown model': [404, said("model 'nope' not found", 'not_found_error')],
  'no messages': [400, said("Missing required parameter: 'messages'.")],
  'empty messages': [
    400,
    said("Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead."),
  ],
  'a text as messages': [
    400,
    said("Invalid type for 'messages': expected an array of objects, but got a string instead."),
  ],
  'an unknown role': [
    400,
    said(
      "Invalid value: 'usr'. Supported values are: 'system', 'developer', 'user', 'assistant', 'tool', and 'function'.",
    ),
  ],
  'no content': [400, said("Missing required parameter: 'messages[0].content'.")],
  'a number as content': [
    400,
    said(
      "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.",
    ),
  ],
  'an unknown part': [
    400,
    said("Invalid value: 'dance'. Supported values are: 'text', 'image_url', 'input_audio', 'file', and 'refusal'."),
  ],
  'an image': [400, said('invalid image input')],
  'a temperature above 2': [
    400,
    said("Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead."),
  ],
  'a temperature as text': [400, said("Invalid type for 'temperature': expected a decimal, but got a string instead.")],
  'a top_p above 1': [
    400,
    said("Invalid 'top_p': decimal above maximum value. Expected a value <= 1, but got 2 instead."),
  ],
  'no answers': [400, said("Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.")],
  'tokens as text': [400, said("Invalid type for 'max_tokens': expected an integer, but got a string instead.")],
  'no tokens': [
    400,
    said("Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead."),
  ],
  'five stops': [
    400,
    said(
      "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
    ),
  ],
  'stream as text': [400, said("Invalid type for 'stream': expected a boolean, but got a string instead.")],
  'a tool without a name': [400, said("Missing required parameter: 'tools[0].function.name'.")],
  'a tool of an unknown type': [400, said("Invalid value: 'dance'. Supported values are: 'function' and 'custom'.")],
  'a text as parameters': [
    400,
    said("Invalid type for 'tools[0].function.parameters': expected an object, but got a string instead."),
  ],
  'a demanded tool where there is none': [
    400,
    said("Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified."),
  ],
  'a demanded tool that is not there': [
    400,
    said("Invalid value for 'tool_choice': no function named 'other' was specified in the 'tools' parameter."),
  ],
  'an unknown tool choice': [
    400,
    said("Invalid value: 'maybe'. Supported values are: 'none', 'auto', and 'required'."),
  ],
  'an unknown format': [
    400,
    said("Invalid value: 'xml'. Supported values are: 'json_object', 'json_schema', and 'text'."),
  ],
  'a format without its schema': [400, said("Missing required parameter: 'response_format.json_schema'.")],
  'an answer without an id': [400, said("Missing required parameter: 'messages[2].tool_call_id'.")],
})

refuses(`${BASE}/v1`, chat.model, rows)
