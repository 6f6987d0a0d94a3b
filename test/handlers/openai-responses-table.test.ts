import OpenAI from 'openai'
import { refusals, type Refusal, type Source } from './refusal-table.ts'

const URL = 'https://api.openai.com/v1/responses'
const JSON_TYPE = { 'content-type': 'application/json' }
const KEY = { authorization: 'Bearer sk-test' }

const base = { model: 'gpt-4o', input: 'Hello.' }
const user = { role: 'user', content: 'Hello.' }
const withInput = (...input: object[]) => ({ ...base, input })
const withPart = (part: object) => withInput({ role: 'user', content: [part] })
const call = { type: 'function_call', call_id: 'call_a', name: 'f', arguments: '{}' }
const output = { type: 'function_call_output', call_id: 'call_a', output: 'done' }
const object = { type: 'object', properties: { a: { type: 'string' } } }
const withTool = (parameters: object) => ({
  ...base,
  tools: [{ type: 'function', name: 'f', parameters, strict: true }],
})
const withSchema = (schema: object) => ({
  ...base,
  text: { format: { type: 'json_schema', name: 'n', strict: true, schema } },
})
const moved = (name: string, to: string) =>
  `Unsupported parameter: '${name}'. In the Responses API, this parameter has moved to '${to}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`

type More = Partial<Omit<Refusal, 'title' | 'source' | 'where' | 'body' | 'error'>>
type Words = readonly [message: string, param?: string | null, code?: string | null]

function row(source: Source, where: string, title: string, body: unknown, words: Words, more: More = {}): Refusal {
  const [message, param = null, code = null] = words
  const error = { error: { message, type: 'invalid_request_error', param, code } }
  return { title, source, where, body, status: 400, error, ...more }
}

const recorded = (where: string, title: string, more: More = {}): Refusal => ({
  title,
  source: 'recorded',
  where: `openai/responses/${where}`,
  status: 400,
  ...more,
})

const DOC = 'openai-responses.md'
const CHAT = 'openai-chat.md'
const EARLY = { 'content-type': 'application/json', 'openai-organization': null }

// oxfmt-ignore
const ROWS: readonly Refusal[] = [
  recorded('error-400-gpt-4o-mini-f57335', 'an optional property of a strict schema', { check: 'tools' }),
  recorded('error-400-gpt-5-mini-28a9a8', 'sound by address', { check: 'media' }),
  recorded('error-400-gpt-5-mini-61dba4', 'sound as a file', { check: 'media' }),
  recorded('error-400-gpt-5-mini-efb2ab', 'sound as the output of a call', { check: 'media' }),
  recorded('error-400-invalid-model-773506', 'a model that never was'),
  recorded('error-400-invalid-model-that-does-not--121920', 'a streamed model that never was'),
  recorded('error-400-this-model-does-not-exist-12-a5ffb2', 'another model that never was'),
  recorded('error-401-gpt-5-nano-767bae', 'a wrong key', { status: 401, headers: { ...JSON_TYPE, authorization: 'Bearer invalid-key' }, options: { apiKeys: ['sk-good'] } }),

  row('documented', `${DOC} 8`, 'no key', base, ['Missing bearer or basic authentication in header'], { status: 401, headers: JSON_TYPE, sends: { ...EARLY, 'www-authenticate': 'Bearer realm="OpenAI API"' } }),
  row('documented', `${DOC} 8`, 'a key with another prefix', base, ['Missing bearer or basic authentication in header'], { status: 401, headers: { ...JSON_TYPE, authorization: 'sk-test' }, sends: EARLY }),
  row('documented', 'published 405 bodies', 'another method', undefined, ['Invalid method for URL (PUT /v1/responses)'], { status: 405, method: 'PUT', sends: { 'content-type': 'application/json; charset=utf-8' } }),
  row('documented', 'published 400 bodies (openai-openapi issues 194 and 502)', 'a form as content type', base, ["Unsupported content type: 'application/x-www-form-urlencoded'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: application/x-www-form-urlencoded'. Please try again with a supported content type.", null, 'unsupported_content_type'], { headers: { ...KEY, 'content-type': 'application/x-www-form-urlencoded' }, check: 'headers' }),
  row('documented', `${CHAT} 14`, 'JSON that is cut off', '{"model": ', ["We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)"]),
  row('documented', `${CHAT} 14`, 'no model', { input: 'x' }, ["Missing required parameter: 'model'.", 'model', 'missing_required_parameter']),
  row('reconstructed', `${DOC} 2: what a request continues`, 'nothing to answer', { model: 'gpt-4o' }, ['One of "input" or "previous_response_id" or \'prompt\' or \'conversation_id\' must be provided.', 'input', 'missing_required_parameter'], { check: 'parameters' }),
  row('documented', `${DOC} 8`, 'an unknown member', { ...base, foo: 1 }, ["Unknown parameter: 'foo'.", 'foo', 'unknown_parameter'], { check: 'parameters' }),
  row('documented', `${DOC} 8`, 'an unknown member inside', { ...base, reasoning: { foo: 1 } }, ["Unknown parameter: 'reasoning.foo'.", 'reasoning.foo', 'unknown_parameter'], { check: 'parameters' }),
  row('documented', 'published for reasoning_effort', 'messages', { ...base, messages: [] }, [moved('messages', 'input'), null, 'unsupported_parameter'], { check: 'parameters' }),
  row('documented', 'published for reasoning_effort', 'response_format', { ...base, response_format: {} }, [moved('response_format', 'text.format'), null, 'unsupported_parameter'], { check: 'parameters' }),
  row('documented', `${DOC} 8`, 'a cold temperature', { ...base, temperature: -1 }, ["Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.", 'temperature', 'decimal_below_min_value'], { check: 'parameters' }),
  row('documented', `${DOC} 8`, 'a temperature on a reasoning model', { ...base, model: 'gpt-5', temperature: 0.5 }, ["Unsupported parameter: 'temperature' is not supported with this model.", 'temperature'], { check: 'parameters' }),
  row('documented', `${CHAT} 4`, 'an effort on a plain model', { ...base, reasoning: { effort: 'low' } }, ["Unsupported parameter: 'reasoning.effort' is not supported with this model.", 'reasoning.effort', 'unsupported_parameter'], { check: 'parameters' }),
  row('documented', `${CHAT} 4`, 'an effort that gpt-5-pro lacks', { ...base, model: 'gpt-5-pro', reasoning: { effort: 'low' } }, ["Unsupported value: 'low' is not supported with this model. Supported values are: 'high'.", 'reasoning.effort', 'unsupported_value'], { check: 'parameters' }),
  row('documented', 'published for gpt-4.1', 'verbosity on an older model', { ...base, model: 'gpt-4.1', text: { verbosity: 'low' } }, ["Unsupported value: 'low' is not supported with the 'gpt-4.1' model. Supported values are: 'medium'.", 'text.verbosity', 'unsupported_value'], { check: 'parameters' }),
  row('documented', `${DOC} 2`, 'fewer tokens than the least', { ...base, max_output_tokens: 5 }, ["Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 5 instead.", 'max_output_tokens', 'integer_below_min_value'], { check: 'parameters' }),
  row('reconstructed', `${CHAT} 14: other ranges`, 'more tokens than the model writes', { ...base, max_output_tokens: 20_000 }, ["Invalid 'max_output_tokens': integer above maximum value. Expected a value <= 16384, but got 20000 instead.", 'max_output_tokens', 'integer_above_max_value'], { check: 'parameters' }),
  row('documented', `${CHAT} 2`, 'stream options without a stream', { ...base, stream_options: { include_obfuscation: false } }, ["The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options'], { check: 'parameters' }),
  row('reconstructed', `${CHAT} 2: limits`, 'seventeen pairs of metadata', { ...base, metadata: Object.fromEntries(Array.from({ length: 17 }, (_, index) => [`k${index}`, 'v'])) }, ["Invalid 'metadata': too many properties. Expected an object with at most 16 properties, but got an object with 17 properties instead.", 'metadata', 'object_above_max_properties'], { check: 'parameters' }),
  row('reconstructed', `${DOC} 2: include`, 'encrypted content of a plain model', { ...base, include: ['reasoning.encrypted_content'] }, ['Encrypted content is not supported with this model.', 'include'], { check: 'parameters' }),
  row('documented', `${CHAT} 14`, 'a wrong type', { ...base, instructions: 1 }, ["Invalid type for 'instructions': expected a string, but got an integer instead.", 'instructions', 'invalid_type']),
  row('documented', `${CHAT} 14`, 'a role that nobody has', withInput({ role: 'robot', content: 'x' }), ["Invalid value: 'robot'. Supported values are: 'assistant', 'system', 'developer', and 'user'.", 'input[0].role', 'invalid_value']),
  row('documented', 'published bodies', 'a part of chat completions', withPart({ type: 'text', text: 'x' }), ["Invalid value: 'text'. Supported values are: 'input_text', 'input_image', 'output_text', 'refusal', 'input_file', 'computer_screenshot', and 'summary_text'.", 'input[0].content[0].type', 'invalid_value']),
  row('documented', `${DOC} 8`, 'a summary part without type', withInput(user, { type: 'reasoning', id: 'rs_1', summary: [{}] }), ["Missing required parameter: 'input[1].summary[0].type'.", 'input[1].summary[0].type', 'missing_required_parameter']),
  row('documented', 'published bodies', 'a tool of chat completions', { ...base, tools: [{ type: 'function', function: { name: 'f' } }] }, ["Missing required parameter: 'tools[0].name'.", 'tools[0].name', 'missing_required_parameter'], { check: 'tools' }),
  row('documented', `${DOC} 8`, 'a call without output', withInput(user, call), ['No tool output found for function call call_a.', 'input'], { check: 'messages' }),
  row('documented', `${DOC} 8`, 'an output without call', withInput(user, output), ['No tool call found for function call output with call_id call_a.', 'input'], { check: 'messages' }),
  row('documented', `${DOC} 8`, 'an item twice', withInput({ ...user, id: 'msg_1' }, { ...user, id: 'msg_1' }), ['Duplicate item found with id msg_1. Remove duplicate items from your input and try again.', 'input'], { check: 'messages' }),
  row('documented', `${DOC} 8`, 'reasoning at the end', { ...withInput(user, { type: 'reasoning', id: 'rs_x', summary: [] }), model: 'o4-mini' }, ["Item 'rs_x' of type 'reasoning' was provided without its required following item.", 'input'], { check: 'messages' }),
  row('documented', `${DOC} 8`, 'an id of another kind', withInput({ ...user, id: 'abc' }), ["Invalid 'input[0].id': 'abc'. Expected an ID that begins with 'msg'.", 'input[0].id', 'invalid_value'], { check: 'messages' }),
  row('documented', 'published bodies', 'a call id of another provider', withInput(user, { ...call, call_id: 'x'.repeat(65) }, { ...output, call_id: 'x'.repeat(65) }), ["Invalid 'input[1].call_id': string too long. Expected a string with maximum length 64, but got a string with length 65 instead.", 'input[1].call_id', 'string_above_max_length'], { check: 'messages' }),
  row('documented', `${DOC} 8`, 'an unknown previous response', { ...base, previous_response_id: 'resp_x' }, ["Previous response with id 'resp_x' not found.", 'previous_response_id', 'previous_response_not_found']),
  row('documented', 'published bodies', 'a previous response of another kind', { ...base, previous_response_id: 'msg_x' }, ["Invalid 'previous_response_id': 'msg_x'. Expected an ID that begins with 'resp'.", 'previous_response_id', 'invalid_value']),
  row('documented', `${DOC} 8`, 'an open strict schema', withTool(object), ["Invalid schema for function 'f': In context=(), 'additionalProperties' is required to be supplied and to be false.", 'tools[0].parameters', 'invalid_function_parameters'], { check: 'tools' }),
  row('reconstructed', `${CHAT} 2: tool_choice`, 'a choice of a tool that is not there', { ...base, tool_choice: { type: 'function', name: 'g' }, tools: [{ type: 'function', name: 'f', parameters: object }] }, ["Tool choice 'g' not found in 'tools' parameter.", 'tool_choice'], { check: 'tools' }),
  row('documented', `${CHAT} 8`, 'an open schema of the answer', withSchema(object), ["Invalid schema for response_format 'n': In context=(), 'additionalProperties' is required to be supplied and to be false.", 'text.format.schema', 'invalid_json_schema'], { check: 'format' }),
  row('documented', `${DOC} 8`, 'JSON mode without the word', { ...base, text: { format: { type: 'json_object' } } }, ["Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.", 'input'], { check: 'format' }),
  row('reconstructed', 'the same sentence of files', 'base64 in place of an address', withPart({ type: 'input_image', image_url: 'aGVsbG8=' }), ["Invalid 'input[0].content[0].image_url'. Expected a valid URL, but got a value with an invalid format.", 'input[0].content[0].image_url', 'invalid_value'], { check: 'media' }),
  row('documented', `${DOC} 8`, 'more than the window', { ...base, input: 'word '.repeat(200_000) }, ['Your input exceeds the context window of this model. Please adjust your input and try again.', 'input', 'context_length_exceeded'], { check: 'window' }),
]

const CLASSES: Readonly<Record<number, abstract new (...args: never[]) => Error>> = {
  400: OpenAI.BadRequestError,
  401: OpenAI.AuthenticationError,
  404: OpenAI.NotFoundError,
}

refusals(
  {
    url: URL,
    headers: { ...JSON_TYPE, ...KEY },
    sends: {
      'content-type': 'application/json',
      server: 'cloudflare',
      'x-content-type-options': 'nosniff',
      'cf-cache-status': 'DYNAMIC',
    },
    sdk: (llm, body) =>
      new OpenAI({ apiKey: 'sk-test', fetch: llm.fetch, maxRetries: 0 }).responses.create(body as never),
    errorClass: (status) => CLASSES[status] ?? OpenAI.APIError,
  },
  ROWS,
)
