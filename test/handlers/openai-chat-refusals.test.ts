import OpenAI from 'openai'
import { refusals, type Refusal, type Source } from './refusal-table.ts'

const URL = 'https://api.openai.com/v1/chat/completions'
const JSON_TYPE = { 'content-type': 'application/json' }
const KEY = { authorization: 'Bearer sk-test' }

const said = [{ role: 'user', content: 'hi' }]
const base = { model: 'gpt-4o', messages: said }
const withMessages = (...messages: object[]) => ({ ...base, messages })
const withParts = (...content: object[]) => withMessages({ role: 'user', content })
const call = { id: 'call_a', type: 'function', function: { name: 'f', arguments: '{}' } }
const calls = { role: 'assistant', tool_calls: [call] }
const result = { role: 'tool', tool_call_id: 'call_a', content: 'done' }
const object = { type: 'object', properties: { a: { type: 'string' } } }
const tool = (parameters: object, strict = true) => ({ type: 'function', function: { name: 'f', parameters, strict } })
const withTool = (parameters: object, strict = true) => ({ ...base, tools: [tool(parameters, strict)] })
const closed = (properties: Readonly<Record<string, unknown>>) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const withSchema = (schema: object) => ({
  ...base,
  response_format: { type: 'json_schema', json_schema: { name: 'n', strict: true, schema } },
})
let deep: object = { type: 'string' }
for (let level = 0; level < 11; level++) deep = closed({ a: deep })
const key = 'sk-proj-1234567890abcdefWXYZ'

type More = Partial<Omit<Refusal, 'title' | 'source' | 'where' | 'body' | 'error'>>

/** A row whose error is OpenAI's envelope. */
function row(
  source: Source,
  where: string,
  title: string,
  body: unknown,
  [message, param = null, code = null, type = 'invalid_request_error']: readonly [
    message: string,
    param?: string | null,
    code?: string | null,
    type?: string,
  ],
  more: More = {},
): Refusal {
  return { title, source, where, body, status: 400, error: { error: { message, type, param, code } }, ...more }
}

const recorded = (where: string, title: string, status = 400, more: More = {}): Refusal => ({
  title,
  source: 'recorded',
  where: `openai/chat/${where}`,
  status,
  ...more,
})

const invalidSchema = (what: string) => `Invalid schema for function 'f': In context=${what}`
const FUNCTION = ['tools[0].function.parameters', 'invalid_function_parameters'] as const
const DOC = 'openai-chat.md'

// oxfmt-ignore
const ROWS: readonly Refusal[] = [
  recorded('error-400-gpt-4o-b120d0', 'web search on a model without it', 400, { check: 'parameters' }),
  recorded('error-400-gpt-4o-mini-971c73', 'an image that is none'),
  recorded('error-400-gpt-5-mini-4b0718', 'a stop sequence on a reasoning model', 400, { check: 'parameters' }),
  recorded('error-400-gpt-5-mini-e75975', 'sound on a model that does not hear', 400, { check: 'media' }),
  recorded('error-400-o1-mini-c5d31d', 'a developer on o1-mini', 400, { check: 'messages' }),
  recorded('error-404-gpt-3.5-turbo-0613-b80bfb', 'a model of the past', 404),
  recorded('error-404-gpt-5.2-proo-0a8435', 'a model that never was', 404),

  row('documented', `${DOC} 14`, 'no key', base, ["You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys."], { status: 401, headers: JSON_TYPE, sends: { 'www-authenticate': 'Bearer realm="OpenAI API"', 'openai-organization': null, 'content-type': 'application/json; charset=utf-8' } }),
  row('documented', `${DOC} 14`, 'a key with another prefix', base, ["You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if you're accessing the API from your browser and are prompted for a username and password. You can obtain an API key from https://platform.openai.com/account/api-keys."], { status: 401, headers: { ...JSON_TYPE, authorization: 'Token sk-test' }, sends: { 'content-type': 'application/json; charset=utf-8' } }),
  row('documented', `${DOC} 14`, 'a wrong key', base, [`Incorrect API key provided: sk-proj-${'*'.repeat(16)}WXYZ. You can find your API key at https://platform.openai.com/account/api-keys.`, null, 'invalid_api_key'], { status: 401, headers: { ...JSON_TYPE, authorization: `Bearer ${key}` }, options: { apiKeys: ['sk-good'] }, sends: { 'content-type': 'application/json; charset=utf-8' } }),
  row('documented', `${DOC} 14`, 'a wrong key as the password of basic authentication', base, ['Incorrect API key provided: sk-bad. You can find your API key at https://platform.openai.com/account/api-keys.', null, 'invalid_api_key'], { status: 401, headers: { ...JSON_TYPE, authorization: `Basic ${btoa(':sk-bad')}` }, options: { apiKeys: ['sk-good'] }, sends: { 'content-type': 'application/json; charset=utf-8' } }),
  row('documented', `${DOC} 14`, 'an unknown path', base, ['Invalid URL (POST /v1/chat/completion)'], { status: 404, url: URL.slice(0, -1), sends: { 'content-type': 'application/json; charset=utf-8' } }),
  row('documented', 'published 405 bodies (GET /v1/images/generations, POST /v1/videos/generations)', 'another method', undefined, ['Invalid method for URL (PUT /v1/chat/completions)'], { status: 405, method: 'PUT', sends: { 'content-type': 'application/json; charset=utf-8' } }),
  row('documented', 'published 400 bodies (openai-openapi issues 194 and 502)', 'text as content type', base, ["Unsupported content type: 'text/plain'. This API method only accepts 'application/json' requests, but you specified the header 'Content-Type: text/plain'. Please try again with a supported content type.", null, 'unsupported_content_type'], { headers: { ...KEY, 'content-type': 'text/plain' }, check: 'headers' }),
  row('reconstructed', '413 of uploads of sound; the limit is of the guide to images', 'a body of more than 50 MB', JSON.stringify(base) + ' '.repeat(52_428_800), ['Maximum content size limit (52428800) exceeded (52428862 bytes read)', null, null, 'server_error'], { status: 413, check: 'window' }),
  row('documented', `${DOC} 14`, 'JSON that is cut off', '{"model": ', ["We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)"]),
  row('documented', `${DOC} 14`, 'no model', { messages: said }, ['you must provide a model parameter']),
  row('documented', `${DOC} 14`, 'no messages', { model: 'gpt-4o' }, ["Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter']),
  row('documented', `${DOC} 14`, 'an empty list of messages', withMessages(), ["Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.", 'messages', 'empty_array']),
  row('documented', `${DOC} 2`, 'an unknown member', { ...base, top_k: 1 }, ['Unrecognized request argument supplied: top_k'], { check: 'parameters' }),
  row('documented', `${DOC} 2`, 'two unknown members', { ...base, top_k: 1, max_token: 5 }, ['Unrecognized request arguments supplied: top_k, max_token'], { check: 'parameters' }),
  row('documented', `${DOC} 14`, 'an object as content', withMessages({ role: 'user', content: {} }), ["Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an object instead.", 'messages[0].content', 'invalid_type']),
  row('documented', `${DOC} 14`, 'a role that nobody has', withMessages({ role: 'robot', content: 'x' }), ["Invalid value: 'robot'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.", 'messages[0].role', 'invalid_value']),
  row('documented', 'published bodies', 'an assistant who says nothing', withMessages(said[0]!, { role: 'assistant', content: null }), ["Invalid value for 'content': expected a string, got null.", 'messages.[1].content'], { check: 'messages' }),
  row('documented', 'published bodies', 'a name with a space', withMessages({ role: 'user', content: 'x', name: 'Ada L' }), ["Invalid 'messages[0].name': string does not match pattern. Expected a string that matches the pattern '^[^\\s<|\\\\/>]+$'.", 'messages[0].name', 'invalid_value'], { check: 'messages' }),
  row('documented', `${DOC} 14`, 'a cold temperature', { ...base, temperature: -1 }, ["Invalid 'temperature': decimal below minimum value. Expected a value >= 0, but got -1 instead.", 'temperature', 'decimal_below_min_value'], { check: 'parameters' }),
  row('documented', `${DOC} 14`, 'a hot temperature', { ...base, temperature: 3 }, ["Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.", 'temperature', 'decimal_above_max_value'], { check: 'parameters' }),
  row('documented', `${DOC} 14`, 'too many choices', { ...base, n: 200 }, ["Invalid 'n': integer above maximum value. Expected a value <= 128, but got 200 instead.", 'n', 'integer_above_max_value']),
  row('reconstructed', `${DOC} 14: other lists`, 'five stop sequences', { ...base, stop: ['a', 'b', 'c', 'd', 'e'] }, ["Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.", 'stop', 'array_above_max_length'], { check: 'parameters' }),
  row('documented', `${DOC} 14`, '129 tools', { ...base, tools: Array.from({ length: 129 }, () => tool(closed({}))) }, ["Invalid 'tools': array too long. Expected an array with maximum length 128, but got an array with length 129 instead.", 'tools', 'array_above_max_length'], { check: 'tools' }),
  row('documented', `${DOC} 14`, 'max_tokens on a reasoning model', { ...base, model: 'gpt-5', max_tokens: 100 }, ["Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", 'max_tokens', 'unsupported_parameter'], { check: 'parameters' }),
  row('documented', `${DOC} 14`, 'a temperature on a reasoning model', { ...base, model: 'gpt-5', temperature: 0 }, ["Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.", 'temperature', 'unsupported_value'], { check: 'parameters' }),
  row('documented', `${DOC} 4`, 'top_p on o3', { ...base, model: 'o3', top_p: 0.5 }, ["Unsupported parameter: 'top_p' is not supported with this model.", 'top_p', 'unsupported_parameter'], { check: 'parameters' }),
  row('documented', `${DOC} 4`, 'a temperature on gpt-5.6 that reasons', { ...base, model: 'gpt-5.6-sol', reasoning_effort: 'low', temperature: 0.5 }, ["Unsupported value: 'temperature' does not support 0.5 with this model. Only the default (1) value is supported.", 'temperature', 'unsupported_value'], { check: 'parameters' }),
  row('documented', `${DOC} 14`, 'parallel calls on o4-mini', { ...base, model: 'o4-mini', tools: [tool(closed({}))], parallel_tool_calls: true }, ["Unsupported parameter: 'parallel_tool_calls' is not supported with this model.", 'parallel_tool_calls', 'unsupported_parameter'], { check: 'parameters' }),
  row('documented', `${DOC} 2`, 'an effort on a plain model', { ...base, reasoning_effort: 'low' }, ['Unrecognized request argument supplied: reasoning_effort'], { check: 'parameters' }),
  row('documented', `${DOC} 4`, 'an effort that o3 lacks', { ...base, model: 'o3', reasoning_effort: 'minimal' }, ["Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. Supported values are: 'low', 'medium', and 'high'.", 'reasoning_effort', 'unsupported_value'], { check: 'parameters' }),
  row('reconstructed', `${DOC} 14: other values`, 'verbosity on an older model', { ...base, verbosity: 'low' }, ["Unsupported value: 'verbosity' does not support 'low' with this model. Supported values are: 'medium'.", 'verbosity', 'unsupported_value'], { check: 'parameters' }),
  row('documented', `${DOC} 14`, 'more tokens than the model writes', { ...base, model: 'gpt-4-turbo', max_tokens: 8192 }, ['max_tokens is too large: 8192. This model supports at most 4096 completion tokens, whereas you provided 8192.', 'max_tokens', 'invalid_value'], { check: 'parameters' }),
  row('documented', `${DOC} 2`, 'stream options without a stream', { ...base, stream_options: { include_usage: true } }, ["The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options'], { check: 'parameters' }),
  row('reconstructed', `${DOC} 2: the sentence of stream_options`, 'top_logprobs without logprobs', { ...base, top_logprobs: 2 }, ["The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.", 'top_logprobs'], { check: 'parameters' }),
  row('reconstructed', `${DOC} 14: other ranges`, 'a bias above 100', { ...base, logit_bias: { 50256: 101 } }, ["Invalid 'logit_bias.50256': integer above maximum value. Expected a value <= 100, but got 101 instead.", 'logit_bias.50256', 'integer_above_max_value'], { check: 'parameters' }),
  row('reconstructed', `${DOC} 2: limits; 14: other texts`, 'a long value of metadata', { ...base, store: true, metadata: { a: 'x'.repeat(513) } }, ["Invalid 'metadata.a': string too long. Expected a string with maximum length 512, but got a string with length 513 instead.", 'metadata.a', 'string_above_max_length'], { check: 'parameters' }),
  row('documented', `${DOC} 3`, 'a call without result', withMessages(said[0]!, calls, said[0]!), ["An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: call_a", 'messages.[2].role'], { check: 'messages' }),
  row('documented', `${DOC} 3`, 'a result without call', withMessages(said[0]!, result), ["Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.", 'messages.[1].role'], { check: 'messages' }),
  row('documented', 'published bodies', 'a call id of another provider', withMessages(said[0]!, { ...calls, tool_calls: [{ ...call, id: 'x'.repeat(41) }] }, { ...result, tool_call_id: 'x'.repeat(41) }), ["Invalid 'messages[1].tool_calls[0].id': string too long. Expected a string with maximum length 40, but got a string with length 41 instead.", 'messages[1].tool_calls[0].id', 'string_above_max_length'], { check: 'messages' }),
  row('documented', `${DOC} 14: missing nested members`, 'a call without arguments', withMessages(said[0]!, { ...calls, tool_calls: [{ ...call, function: { name: 'f' } }] }, result), ["Missing required parameter: 'messages[1].tool_calls[0].function.arguments'.", 'messages[1].tool_calls[0].function.arguments', 'missing_required_parameter']),
  row('documented', `${DOC} 14`, 'a tool name with a space', { ...base, tools: [{ type: 'function', function: { name: 'a b' } }] }, ["Invalid 'tools[0].function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.", 'tools[0].function.name', 'invalid_value'], { check: 'tools' }),
  row('reconstructed', `${DOC} 14: other words`, 'a tool choice that is no word', { ...base, tools: [tool(closed({}))], tool_choice: 'maybe' }, ["Invalid value: 'maybe'. Supported values are: 'none', 'auto', and 'required'.", 'tool_choice', 'invalid_value'], { check: 'tools' }),
  row('documented', `${DOC} 2`, 'a tool choice without tools', { ...base, tool_choice: 'auto' }, ["Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.", 'tool_choice'], { check: 'tools' }),
  row('documented', `${DOC} 8`, 'an open strict schema', withTool(object), [`${invalidSchema('()')}, 'additionalProperties' is required to be supplied and to be false.`, ...FUNCTION], { check: 'tools' }),
  row('documented', `${DOC} 8`, 'an optional property of a strict schema', withTool({ ...object, additionalProperties: false }), [`${invalidSchema('()')}, 'required' is required to be supplied and to be an array including every key in properties. Missing 'a'.`, ...FUNCTION], { check: 'tools' }),
  row('documented', `${DOC} 8`, 'a required key that is no property', withTool({ ...closed({}), required: ['b'] }), [`${invalidSchema('()')}, 'required' is required to be supplied and to be an array including every key in properties. Extra required key 'b' supplied.`, ...FUNCTION], { check: 'tools' }),
  row('documented', `${DOC} 8`, 'an open object inside a strict schema', withTool(closed({ body: { type: 'object', properties: {} } })), [`${invalidSchema("('properties', 'body')")}, 'additionalProperties' is required to be supplied and to be false.`, ...FUNCTION], { check: 'tools' }),
  row('documented', `${DOC} 8 and published bodies`, 'oneOf in a strict schema', withTool(closed({ a: { oneOf: [{ type: 'string' }] } })), [`${invalidSchema("('properties', 'a')")}, 'oneOf' is not permitted.`, ...FUNCTION], { check: 'tools' }),
  row('documented', 'published bodies', 'a property without a type in a strict schema', withTool(closed({ a: { description: 'any' } })), [`${invalidSchema("('properties', 'a')")}, schema must have a 'type' key.`, ...FUNCTION], { check: 'tools' }),
  row('documented', 'published bodies', 'a list without items in any schema', withTool({ type: 'object', properties: { a: { type: 'array' } } }, false), [`${invalidSchema("('properties', 'a')")}, array schema missing items.`, ...FUNCTION], { check: 'tools' }),
  row('reconstructed', `${DOC} 8: the limit`, 'eleven levels of a strict schema', withTool(deep), ["Invalid schema for function 'f': 11 levels of nesting exceeds limit of 10.", ...FUNCTION], { check: 'tools' }),
  row('documented', `${DOC} 8`, 'an open schema of the answer', withSchema(object), ["Invalid schema for response_format 'n': In context=(), 'additionalProperties' is required to be supplied and to be false.", 'response_format'], { check: 'format' }),
  row('documented', `${DOC} 8`, 'a list as the schema of the answer', withSchema({ type: 'array', items: { type: 'string' } }), ["Invalid schema for response_format 'n': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"array\"'.", 'response_format'], { check: 'format' }),
  row('documented', `${DOC} 8`, 'JSON mode without the word', { ...base, response_format: { type: 'json_object' } }, ["'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", 'messages'], { check: 'format' }),
  row('documented', `${DOC} 8`, 'a format that is none', { ...base, response_format: { type: 'object' } }, ["Invalid value: 'object'. Supported values are: 'json_object', 'json_schema', and 'text'.", 'response_format.type', 'invalid_value']),
  row('reconstructed', 'the same sentence of files', 'a data URL of text as an image', withParts({ type: 'image_url', image_url: { url: 'data:text/plain;base64,aGk=' } }), ["Invalid 'messages[0].content[0].image_url.url'. Expected a base64-encoded data URL with an image MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got unsupported MIME type 'text/plain'.", 'messages[0].content[0].image_url.url', 'invalid_value'], { sends: { 'x-ratelimit-limit-input-images': '50000' } }),
  row('documented', 'published bodies', 'an image on a model that does not see', { ...withParts({ type: 'image_url', image_url: { url: 'https://a.test/x.png' } }), model: 'gpt-3.5-turbo' }, ['Invalid content type. image_url is only supported by certain models.', 'messages.[0].content.[0].type'], { check: 'media' }),
  row('documented', `${DOC} 14`, 'more than the window', { ...base, messages: [{ role: 'user', content: 'word '.repeat(200_000) }] }, ["This model's maximum context length is 128000 tokens. However, your messages resulted in 200008 tokens. Please reduce the length of the messages.", 'messages', 'context_length_exceeded'], { check: 'window' }),
  row('documented', `${DOC} 14`, 'no room for the answer in an old window', { ...base, model: 'gpt-4', max_tokens: 8000, messages: [{ role: 'user', content: 'word '.repeat(1000) }] }, ["This model's maximum context length is 8192 tokens. However, you requested 9008 tokens (1008 in the messages, 8000 in the completion). Please reduce the length of the messages or completion.", 'messages', 'context_length_exceeded'], { check: 'window' }),
  row('documented', `${DOC} 14`, 'more than the window of gpt-5', { ...base, model: 'gpt-5', messages: [{ role: 'user', content: 'word '.repeat(300_000) }] }, ['Your input exceeds the context window of this model. Please adjust your input and try again.', 'messages', 'context_length_exceeded'], { check: 'window' }),
  row('documented', `${DOC} 14`, 'a model of the Responses API', { ...base, model: 'o3-pro' }, ['This model is only supported in v1/responses and not in v1/chat/completions.', 'model'], { status: 404, sends: { 'content-type': 'application/json; charset=utf-8', 'openai-organization': null } }),
]

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
      new OpenAI({ apiKey: 'sk-test', fetch: llm.fetch, maxRetries: 0 }).chat.completions.create(body as never),
    errorClass: (status) => CLASSES[status] ?? OpenAI.APIError,
  },
  ROWS,
)

const CLASSES: Readonly<Record<number, abstract new (...args: never[]) => Error>> = {
  400: OpenAI.BadRequestError,
  401: OpenAI.AuthenticationError,
  404: OpenAI.NotFoundError,
}
