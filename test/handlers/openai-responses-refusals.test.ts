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
const call = { type: 'function_call', call_id: 'call_x', name: 'f', arguments: '{}' }
const output = { type: 'function_call_output', call_id: 'call_x', output: 'done' }
const user = { role: 'user', content: 'Hello.' }
const tool = { type: 'function', name: 'f', parameters: { type: 'object', properties: { a: { type: 'string' } } } }
const moved = (name: string, to: string) =>
  `Unsupported parameter: '${name}'. In the Responses API, this parameter has moved to '${to}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`

// oxfmt-ignore
const REFUSALS: readonly (readonly [title: string, body: object, param: string | null, code: string | null, message: string])[] = [
  ['no model', { input: 'x' }, 'model', 'missing_required_parameter', "Missing required parameter: 'model'."],
  ['an unknown model', { ...good, model: 'gpt-9' }, 'model', 'model_not_found', "The requested model 'gpt-9' does not exist."],
  ['an unknown member', { ...good, foo: 1 }, 'foo', 'unknown_parameter', "Unknown parameter: 'foo'."],
  ['messages', { model: 'gpt-4o', messages: [] }, null, 'unsupported_parameter', moved('messages', 'input')],
  ['response_format', { ...good, response_format: {} }, null, 'unsupported_parameter', moved('response_format', 'text.format')],
  ['reasoning_effort', { ...good, reasoning_effort: 'low' }, null, 'unsupported_parameter', moved('reasoning_effort', 'reasoning.effort')],
  ['a low temperature', { ...good, temperature: -1 }, 'temperature', 'decimal_below_min_value', "Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead."],
  ['temperature on a reasoning model', { ...good, model: 'gpt-5', temperature: 0.5 }, 'temperature', null, "Unsupported parameter: 'temperature' is not supported with this model."],
  ['effort on a plain model', { ...good, reasoning: { effort: 'low' } }, 'reasoning.effort', 'unsupported_parameter', "Unsupported parameter: 'reasoning.effort' is not supported with this model."],
  ['a small budget', { ...good, max_output_tokens: 5 }, 'max_output_tokens', 'integer_below_min_value', "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 5 instead."],
  ['encrypted content of a plain model', { ...good, include: ['reasoning.encrypted_content'] }, 'include', null, 'Encrypted content is not supported with this model.'],
  ['a wrong type', { ...good, instructions: 1 }, 'instructions', 'invalid_type', "Invalid type for 'instructions': expected a string, but got an integer instead."],
  ['a wrong role', { ...good, input: [{ role: 'robot', content: 'x' }] }, 'input[0].role', 'invalid_value', "Invalid value: 'robot'. Supported values are: 'assistant', 'system', 'developer', and 'user'."],
  ['a part of chat completions', { ...good, input: [{ role: 'user', content: [{ type: 'text', text: 'x' }] }] }, 'input[0].content[0].type', 'invalid_value', "Invalid value: 'text'. Supported values are: 'input_text', 'input_image', 'output_text', 'refusal', 'input_file', 'computer_screenshot', and 'summary_text'."],
  ['an unnamed tool', { ...good, tools: [{ type: 'function', function: { name: 'f' } }] }, 'tools[0].name', 'missing_required_parameter', "Missing required parameter: 'tools[0].name'."],
  ['a summary part without type', { ...good, input: [user, { type: 'reasoning', id: 'rs_1', summary: [{}] }] }, 'input[1].summary[0].type', 'missing_required_parameter', "Missing required parameter: 'input[1].summary[0].type'."],
  ['a call without output', { ...good, input: [user, call] }, 'input', null, 'No tool output found for function call call_x.'],
  ['an output without call', { ...good, input: [user, output] }, 'input', null, 'No tool call found for function call output with call_id call_x.'],
  ['an item twice', { ...good, input: [{ ...user, id: 'msg_1' }, { ...user, id: 'msg_1' }] }, 'input', null, 'Duplicate item found with id msg_1. Remove duplicate items from your input and try again.'],
  ['reasoning at the end', { ...good, model: 'o4-mini', input: [user, { type: 'reasoning', id: 'rs_x', summary: [] }] }, 'input', null, "Item 'rs_x' of type 'reasoning' was provided without its required following item."],
  ['an unknown previous response', { ...good, previous_response_id: 'resp_x' }, 'previous_response_id', 'previous_response_not_found', "Previous response with id 'resp_x' not found."],
  ['a previous response of another kind', { ...good, previous_response_id: 'msg_x' }, 'previous_response_id', 'invalid_value', "Invalid 'previous_response_id': 'msg_x'. Expected an ID that begins with 'resp'."],
  ['a strict tool that is none', { ...good, tools: [{ ...tool, strict: true }] }, 'tools[0].parameters', 'invalid_function_parameters', "Invalid schema for function 'f': In context=(), 'additionalProperties' is required to be supplied and to be false."],
  ['a strict schema that is none', { ...good, text: { format: { type: 'json_schema', name: 'n', strict: true, schema: { type: 'object', properties: {} } } } }, 'text.format.schema', 'invalid_json_schema', "Invalid schema for response_format 'n': In context=(), 'additionalProperties' is required to be supplied and to be false."],
  ['JSON mode without the word', { ...good, text: { format: { type: 'json_object' } } }, 'input', null, "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'."],
  ['sound as a file', { ...good, input: [{ role: 'user', content: [{ type: 'input_file', filename: 'a.mp3', file_data: 'data:audio/mpeg;base64,aGk=' }] }] }, 'input[0].content[0].file_data', 'invalid_value', "Invalid file data: 'input[0].content[0].file_data'. Expected a base64-encoded data URL with a valid file MIME type (e.g. 'data:text/plain;base64,SGVsbG8sIFdvcmxkIQ=='), but got unsupported MIME type 'audio/mpeg'. Please see https://platform.openai.com/docs/assistants/tools/file-search#supported-files for supported file types."],
  ['sound by address', { ...good, input: [{ role: 'user', content: [{ type: 'input_file', file_url: 'https://a.test/x.mp3' }] }] }, 'input', 'unsupported_file', 'The file type you uploaded is not supported. Please try again with a pdf'],
  ['nothing to answer', { model: 'gpt-4o' }, 'input', 'missing_required_parameter', 'One of "input" or "previous_response_id" or \'prompt\' or \'conversation_id\' must be provided.'],
]

test.each(REFUSALS)('refuses %s', async (_, body, param, code, message) => {
  const { status, text } = await send(body)
  expect(status).toBe(400)
  // Keys, their order and the spacing are part of the answer.
  expect(text).toBe(JSON.stringify({ error: { message, type: 'invalid_request_error', param, code } }, null, 2))
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
