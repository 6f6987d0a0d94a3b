import { expect } from 'vitest'
import { rowsOf } from './bad-requests.ts'
import { refuses, refusesAlso, type Row } from './refuses.ts'

const together: readonly Row[] = [
  ['no JSON', '{"model":', 400, togetherError('Input validation error: Unexpected end of JSON input', null)],
  ['no model', { model: undefined }, 400, togetherError('Missing required field: model', 'model')],
  [
    'an unknown model',
    { model: 'a/b' },
    400,
    togetherError(
      'Unable to access non-serverless model a/b. Please visit https://api.together.ai/models/a/b to create and start a new dedicated endpoint for the model.',
      null,
      'model_not_available',
    ),
    'documented',
  ],
  ['no messages', { messages: undefined }, 400, togetherError('Missing required field: messages', 'messages')],
  [
    'empty messages',
    { messages: [] },
    400,
    togetherError('Input validation error: messages must have at least 1 items', 'messages'),
  ],
  [
    'logprobs as a flag',
    { logprobs: true },
    400,
    togetherError('Input validation error: logprobs must be of type integer', 'logprobs'),
  ],
  [
    'a temperature as text',
    { temperature: 'hot' },
    400,
    togetherError('Input validation error: temperature must be of type number', 'temperature'),
  ],
  [
    'an unknown role',
    { messages: [{ role: 'usr', content: 'a' }] },
    400,
    togetherError(
      'Input validation error: messages[0].role must be one of system, developer, user, assistant, tool, function',
      'messages[0].role',
    ),
  ],
  [
    'a rerank model',
    { model: 'Salesforce/Llama-Rank-V1' },
    400,
    togetherError('Model Salesforce/Llama-Rank-V1 is not a chat model.', 'model'),
  ],
]

function togetherError(message: string, param: string | null, code: string | null = null): object {
  const id = expect.stringMatching(/^[A-Za-z0-9]{7}-[A-Za-z0-9]{6}-[0-9a-f]{16}$/) as unknown
  return { id, error: { message, type: 'invalid_request_error', param, code } }
}

const BASE = 'https://api.together.xyz/v1'
const MODEL = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'

const more = rowsOf({
  'a list as body': [400, togetherError('Input validation error: the body is not a JSON object', null)],
  'no body': [400, togetherError('Input validation error: the body is not a JSON object', null)],
  'a text as messages': [
    400,
    togetherError('Input validation error: messages must be of type array of objects', 'messages'),
  ],
  'no content': [400, togetherError('Missing required field: messages[0].content', 'messages[0].content')],
  'a number as content': [
    400,
    togetherError(
      'Input validation error: messages[0].content must be of type string or array of objects',
      'messages[0].content',
    ),
  ],
  'an unknown part': [
    400,
    togetherError(
      'Input validation error: messages[0].content[0].type must be one of text, image_url, input_audio, file, refusal',
      'messages[0].content[0].type',
    ),
  ],
  'a temperature above 2': [400, togetherError('Input validation error: temperature must be <= 2', 'temperature')],
  'a top_p above 1': [400, togetherError('Input validation error: top_p must be <= 1', 'top_p')],
  'no answers': [400, togetherError('Input validation error: n must be >= 1', 'n')],
  'tokens as text': [400, togetherError('Input validation error: max_tokens must be of type integer', 'max_tokens')],
  'no tokens': [400, togetherError('Input validation error: max_tokens must be >= 1', 'max_tokens')],
  'more tokens than any model has': [
    400,
    togetherError(
      'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 131072. Given: 36 `inputs` tokens and 10000000 `max_new_tokens`',
      null,
    ),
    'documented',
  ],
  'five stops': [400, togetherError('Input validation error: stop must have at most 4 items', 'stop')],
  'stream as text': [400, togetherError('Input validation error: stream must be of type boolean', 'stream')],
  'a tool without a name': [
    400,
    togetherError('Missing required field: tools[0].function.name', 'tools[0].function.name'),
  ],
  'a tool of an unknown type': [
    400,
    togetherError('Input validation error: tools[0].type must be one of function, custom', 'tools[0].type'),
  ],
  'a text as parameters': [
    400,
    togetherError(
      'Input validation error: tools[0].function.parameters must be of type object',
      'tools[0].function.parameters',
    ),
  ],
  'an unknown tool choice': [
    400,
    togetherError('Input validation error: tool_choice must be one of none, auto, required', 'tool_choice'),
  ],
  'a demanded tool where there is none': [
    400,
    togetherError('When using `tool_choice`, `tools` must be set.', 'tool_choice'),
  ],
  'a demanded tool that is not there': [
    400,
    togetherError('The tool specified in `tool_choice` does not match any of the specified `tools`', 'tool_choice'),
  ],
  'an unknown format': [
    400,
    togetherError(
      'Input validation error: response_format.type must be one of text, json_object, json_schema, regex, grammar',
      'response_format.type',
    ),
  ],
  'a format without its schema': [
    400,
    togetherError('Missing required field: response_format.json_schema', 'response_format.json_schema'),
  ],
  'an answer without an id': [
    400,
    togetherError('Missing required field: messages[2].tool_call_id', 'messages[2].tool_call_id'),
  ],
  'more than the window': [
    400,
    togetherError(
      'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 131072. Given: 1100036 `inputs` tokens and 0 `max_new_tokens`',
      null,
    ),
    'documented',
  ],
})

refuses(BASE, MODEL, [...together, ...more])

const path = (method: string, name: string) => togetherError(`Unable to find resource: ${method} /v1${name}`, null)

refusesAlso(BASE, MODEL, [
  { title: 'an unknown path', path: '/nope', status: 404, answer: path('POST', '/nope') },
  { title: 'a wrong method', method: 'GET', status: 404, answer: path('GET', '/chat/completions') },
])
