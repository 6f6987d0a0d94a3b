import { expect } from 'vitest'
import { rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso } from './refuses.ts'

const BASE = 'https://dashscope-intl.aliyuncs.com/compatible-mode/v1'
const MODEL = 'qwen-plus'

function said(message: string, code: string | null = null, param: string | null = null): object {
  return { error: { message, type: 'invalid_request_error', param, code }, request_id: expect.any(String) as unknown }
}

const UNSENT = said(
  "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
)
const WRONG_KEY = said(
  'Incorrect API key provided. For details, see: https://www.alibabacloud.com/help/en/model-studio/error-code#apikey-error',
  'invalid_api_key',
)
const NOT_FOUND = said('Not Found', 'not_found')
const hi = [{ role: 'user', content: 'hi' }]

const rows = rowsOf({
  'half a body': [
    400,
    said('Could not parse the request body as JSON: Unexpected end of JSON input', 'invalid_parameter_error'),
  ],
  'a list as body': [400, said('Could not parse the request body as JSON.', 'invalid_parameter_error')],
  'no body': [400, said('Could not parse the request body as JSON.', 'invalid_parameter_error')],
  'no model': [400, said('you must provide a model parameter', 'invalid_parameter_error', 'model')],
  'an unknown model': [
    404,
    said('The model `nope` does not exist or you do not have access to it.', 'model_not_found'),
    'documented',
  ],
  'no messages': [400, said("'messages' is a required property")],
  'empty messages': [400, said("[] is too short - 'messages'"), 'documented'],
  'a text as messages': [400, said("'hi' is not of type 'array' - 'messages'")],
  'an unknown role': [
    400,
    said("'usr' is not one of ['system', 'developer', 'user', 'assistant', 'tool', 'function'] - 'messages.0.role'"),
  ],
  'no content': [400, said("'content' is a required property - 'messages.0'"), 'documented'],
  'a number as content': [400, said("5 is not of type 'string', 'array' - 'messages.0.content'")],
  'an unknown part': [
    400,
    said("'dance' is not one of ['text', 'image_url', 'input_audio', 'file', 'refusal'] - 'messages.0.content.0.type'"),
  ],
  'a temperature above 2': [
    400,
    said('<400> InternalError.Algo.InvalidParameter: Temperature should be in [0.0, 2.0)', 'invalid_parameter_error'),
    'documented',
  ],
  'a temperature as text': [400, said("'hot' is not of type 'number' - 'temperature'")],
  'a top_p above 1': [
    400,
    said('<400> InternalError.Algo.InvalidParameter: Range of top_p should be (0.0, 1.0]', 'invalid_parameter_error'),
    'documented',
  ],
  'no answers': [
    400,
    said('<400> InternalError.Algo.InvalidParameter: Range of n should be [1, 4]', 'invalid_parameter_error'),
    'documented',
  ],
  'tokens as text': [400, said("'many' is not of type 'integer' - 'max_tokens'")],
  'no tokens': [400, said("0 is less than the minimum of 1 - 'max_tokens'")],
  'more tokens than any model has': [
    400,
    said(
      '<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 32768]',
      'invalid_parameter_error',
    ),
    'documented',
  ],
  'five stops': [400, said("['a', 'b', 'c', 'd', 'e'] is too long - 'stop'")],
  'stream as text': [400, said("'yes' is not of type 'boolean' - 'stream'")],
  'a tool without a name': [400, said("'name' is a required property - 'tools.0.function'")],
  'a tool of an unknown type': [400, said("'dance' is not one of ['function', 'custom'] - 'tools.0.type'")],
  'a text as parameters': [400, said("'x' is not of type 'object' - 'tools.0.function.parameters'")],
  'a demanded tool where there is none': [
    400,
    said(
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      'invalid_parameter_error',
      'tool_choice',
    ),
  ],
  'a demanded tool that is not there': [
    400,
    said(
      "Invalid value for 'tool_choice': no function named 'other' was specified in the 'tools' parameter.",
      'invalid_parameter_error',
      'tool_choice',
    ),
  ],
  'an unknown tool choice': [400, said("'maybe' is not one of ['none', 'auto', 'required'] - 'tool_choice'")],
  'an unknown format': [
    400,
    said("'xml' is not one of ['json_object', 'json_schema', 'text'] - 'response_format.type'"),
  ],
  'a format without its schema': [400, said("'json_schema' is a required property - 'response_format'")],
  'JSON mode without the word': [
    400,
    said(
      "<400> InternalError.Algo.InvalidParameter: 'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'invalid_parameter_error',
    ),
    'documented',
  ],
  'an unanswered call': [
    400,
    said(
      '<400> InternalError.Algo.InvalidParameter: An assistant message with "tool_calls" must be followed by tool messages responding to each "tool_call_id". The following tool_call_ids did not have response messages: message[2].role',
      'invalid_parameter_error',
    ),
  ],
  'an answer without a call': [
    400,
    said(
      '<400> InternalError.Algo.InvalidParameter: messages with role "tool" must be a response to a preceeding message with "tool_calls".',
      'invalid_parameter_error',
    ),
  ],
  'an answer without an id': [400, said("'tool_call_id' is a required property - 'messages.2'")],
  'more than the window': [
    400,
    said(
      '<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 1000000]',
      'invalid_parameter_error',
    ),
    'documented',
  ],
})

refuses(BASE, MODEL, rows)

refusesAlso(BASE, MODEL, [
  { title: 'a missing key', headers: KEYS.missing, status: 401, answer: UNSENT, source: 'documented' },
  { title: 'a key without its scheme', headers: KEYS.malformed, status: 401, answer: UNSENT, source: 'documented' },
  {
    title: 'a wrong key',
    headers: KEYS.wrong,
    options: { apiKeys: ['good'] },
    status: 401,
    answer: WRONG_KEY,
    source: 'documented',
  },
  { title: 'an unknown path', path: '/nope', status: 404, answer: NOT_FOUND },
  { title: 'a wrong method', method: 'GET', status: 404, answer: NOT_FOUND },
  {
    title: 'unary thinking of an open model',
    body: { model: 'qwen3-32b', messages: hi },
    status: 400,
    answer: said('parameter.enable_thinking must be set to false for non-streaming calls', 'invalid_parameter_error'),
    source: 'documented',
  },
  {
    title: 'a unary answer of a model that only streams',
    body: { model: 'qwq-plus', messages: hi },
    status: 400,
    answer: said(
      'This model only support stream mode, please enable the stream parameter to access the model.',
      'invalid_parameter_error',
    ),
    source: 'documented',
  },
])

throwsInOpenAi(BASE, MODEL, {
  'no model': 400,
  'an unknown role': 400,
  'a temperature as text': 400,
  'a tool without a name': 400,
  'more than the window': 400,
  'an unknown model': 404,
})
