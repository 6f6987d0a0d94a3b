import { throwsInOpenAi } from './openai-throws.ts'
import { rowsOf } from './bad-requests.ts'
import { refuses, refusesAlso, type Row } from './refuses.ts'

const deepseek: readonly Row[] = [
  [
    'no JSON',
    '{"model":',
    400,
    deepseekError('Failed to parse the request body as JSON: EOF while parsing a value at line 1 column 9'),
  ],
  [
    'no model',
    { model: undefined },
    422,
    deepseekError(
      'Failed to deserialize the JSON body into the target type: missing field `model` at line 1 column 45',
    ),
    'documented',
  ],
  [
    'an unknown model',
    { model: 'nope' },
    400,
    deepseekError('The supported API model names are deepseek-v4-pro or deepseek-v4-flash, but you passed nope.'),
    'documented',
  ],
  [
    'no messages',
    { messages: undefined },
    422,
    deepseekError(
      'Failed to deserialize the JSON body into the target type: missing field `messages` at line 1 column 25',
    ),
    'documented',
  ],
  ['empty messages', { messages: [] }, 400, deepseekError('Empty input messages')],
  [
    'a message without content',
    { messages: [{ role: 'user' }] },
    422,
    deepseekError(
      'Failed to deserialize the JSON body into the target type: messages[0]: missing field `content` at line 1 column 52',
    ),
    'documented',
  ],
  [
    'an unknown role',
    { messages: [{ role: 'usr', content: 'a' }] },
    422,
    deepseekError(
      'Failed to deserialize the JSON body into the target type: messages[0]: unknown variant `usr`, expected one of `system`, `developer`, `user`, `assistant`, `tool`, `function` at line 1 column 65',
    ),
  ],
  [
    'a temperature above 2',
    { temperature: 3 },
    400,
    deepseekError('Invalid temperature value, the valid range of temperature is [0, 2]'),
  ],
  [
    'a temperature as text',
    { temperature: 'hot' },
    422,
    deepseekError(
      'Failed to deserialize the JSON body into the target type: temperature: invalid type: string "hot", expected f32 at line 1 column 88',
    ),
    'documented',
  ],
  ['several answers', { n: 2 }, 400, deepseekError('Invalid n value (currently only n = 1 is supported)')],
  [
    'a schema',
    { response_format: { type: 'json_schema', json_schema: { name: 'a', schema: {} } } },
    400,
    deepseekError('This response_format type is unavailable now'),
  ],
  [
    'JSON mode without the word',
    { response_format: { type: 'json_object' } },
    400,
    deepseekError("Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'."),
  ],
  [
    'no tokens',
    { max_tokens: 0 },
    400,
    deepseekError('Invalid max_tokens value, the valid range of max_tokens is [1, 393216]'),
  ],
  [
    'an unanswered call',
    {
      messages: [
        { role: 'user', content: 'hi' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ id: 'a', type: 'function', function: { name: 'w', arguments: '{}' } }],
        },
        { role: 'user', content: 'hi' },
      ],
    },
    400,
    deepseekError(
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)",
    ),
  ],
  [
    'an answer without a call',
    {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'tool', content: '1', tool_call_id: 'x' },
      ],
    },
    400,
    deepseekError("Messages with role 'tool' must be a response to a preceding message with 'tool_calls'"),
  ],
]

function deepseekError(message: string): object {
  return { error: { message, type: 'invalid_request_error', param: null, code: 'invalid_request_error' } }
}

const more = rowsOf({
  'a demanded tool where there is none': [
    400,
    deepseekError("'tool_choice' is only allowed when 'tools' are specified"),
  ],
  'a demanded tool that is not there': [400, deepseekError("Tool 'other' of 'tool_choice' is not among the 'tools'")],
})

refuses('https://api.deepseek.com', 'deepseek-chat', [...deepseek, ...more])

refusesAlso('https://api.deepseek.com', 'deepseek-chat', [
  {
    title: 'a body of another type',
    headers: { authorization: 'Bearer any-key', 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
    answer: deepseekError('Expected request with `Content-Type: application/json`'),
  },
  { title: 'an unknown path', path: '/nope', status: 404, answer: deepseekError('Not Found') },
  { title: 'a wrong method', method: 'GET', status: 404, answer: deepseekError('Not Found') },
])

throwsInOpenAi('https://api.deepseek.com', 'deepseek-chat', {
  'no model': 422,
  'an unknown model': 400,
  'a temperature above 2': 400,
  'an unanswered call': 400,
  'more than the window': 400,
})
