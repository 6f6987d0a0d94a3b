import { refuses, type Row } from './refuses.ts'

const mistral: readonly Row[] = [
  [
    'no JSON',
    '{"model":',
    422,
    unprocessable({
      type: 'json_invalid',
      loc: ['body', 0],
      msg: 'JSON decode error',
      input: {},
      ctx: { error: 'Expecting value' },
    }),
  ],
  [
    'no model',
    { model: undefined },
    422,
    unprocessable({
      type: 'missing',
      loc: ['body', 'model'],
      msg: 'Field required',
      input: { messages: [{ role: 'user', content: 'hi' }] },
    }),
  ],
  [
    'an unknown model',
    { model: 'nope' },
    400,
    mistralError('Invalid model: nope', 'invalid_model', '1500'),
    'documented',
  ],
  [
    'no messages',
    { messages: undefined },
    422,
    unprocessable({
      type: 'missing',
      loc: ['body', 'messages'],
      msg: 'Field required',
      input: { model: 'mistral-large-latest' },
    }),
    'documented',
  ],
  [
    'empty messages',
    { messages: [] },
    422,
    unprocessable({
      type: 'too_short',
      loc: ['body', 'messages'],
      msg: 'List should have at least 1 item after validation, not 0',
      input: [],
      ctx: { field_type: 'List', min_length: 1, actual_length: 0 },
    }),
  ],
  [
    'a seed',
    { seed: 1 },
    422,
    unprocessable({ type: 'extra_forbidden', loc: ['body', 'seed'], msg: 'Extra inputs are not permitted', input: 1 }),
    'documented',
  ],
  [
    'a name on a message',
    { messages: [{ role: 'user', content: 'a', name: 'b' }] },
    422,
    unprocessable({
      type: 'extra_forbidden',
      loc: ['body', 'messages', 0, 'user', 'name'],
      msg: 'Extra inputs are not permitted',
      input: 'b',
    }),
    'documented',
  ],
  [
    'an unknown role',
    { messages: [{ role: 'usr', content: 'a' }] },
    422,
    unprocessable({
      type: 'union_tag_invalid',
      loc: ['body', 'messages', 0],
      msg: "Input tag 'usr' found using 'role' does not match any of the expected tags: 'system', 'user', 'assistant', 'tool'",
      input: { role: 'usr', content: 'a' },
      ctx: { discriminator: "'role'", tag: 'usr', expected_tags: "'system', 'user', 'assistant', 'tool'" },
    }),
  ],
  [
    'stream options',
    { stream_options: { include_usage: true } },
    422,
    unprocessable({
      type: 'extra_forbidden',
      loc: ['body', 'stream_options'],
      msg: 'Extra inputs are not permitted',
      input: { include_usage: true },
    }),
    'documented',
  ],
  [
    'a temperature above 1.5',
    { temperature: 2 },
    422,
    unprocessable({
      type: 'less_than_equal',
      loc: ['body', 'temperature'],
      msg: 'Input should be less than or equal to 1.5',
      input: 2,
      ctx: { le: 1.5 },
    }),
  ],
  [
    'tokens as text',
    { max_tokens: 'many' },
    422,
    unprocessable({
      type: 'int_parsing',
      loc: ['body', 'max_tokens'],
      msg: 'Input should be a valid integer, unable to parse string as an integer',
      input: 'many',
    }),
  ],
  [
    'half a token',
    { max_tokens: 1.5 },
    422,
    unprocessable({
      type: 'int_from_float',
      loc: ['body', 'max_tokens'],
      msg: 'Input should be a valid integer, got a number with a fractional part',
      input: 1.5,
    }),
  ],
  [
    'an unknown effort',
    { reasoning_effort: 'low' },
    422,
    unprocessable({
      type: 'literal_error',
      loc: ['body', 'reasoning_effort'],
      msg: "Input should be 'high' or 'none'",
      input: 'low',
      ctx: { expected: "'high' or 'none'" },
    }),
    'documented',
  ],
  [
    'an assistant’s last word',
    {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'a' },
      ],
    },
    400,
    mistralError(
      'Expected last role User or Tool (or Assistant with prefix True) for serving but got assistant',
      'invalid_request_message_order',
      '3230',
    ),
    'documented',
  ],
  [
    'an unanswered call',
    {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: '', tool_calls: [{ id: 'callcall1', function: { name: 'w', arguments: '{}' } }] },
        { role: 'user', content: 'hi' },
      ],
    },
    400,
    mistralError('Not the same number of function calls and responses', 'invalid_request_message_order', '3230'),
    'documented',
  ],
  [
    'a call id of another API',
    {
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: '', tool_calls: [{ id: 'call_1', function: { name: 'w', arguments: '{}' } }] },
        { role: 'tool', content: '1', tool_call_id: 'call_1' },
      ],
    },
    400,
    mistralError(
      'Tool call id was call_1 but must be a-z, A-Z, 0-9, with a length of 9.',
      'invalid_function_call',
      '3280',
    ),
    'documented',
  ],
  [
    'an embedding model',
    { model: 'mistral-embed' },
    400,
    mistralError('Invalid model: mistral-embed', 'invalid_model', '1500'),
  ],
]

function mistralError(message: unknown, type: string, code: string | null, status = 400): object {
  return { object: 'error', message, type, param: null, code, raw_status_code: status }
}

function unprocessable(detail: object): object {
  return mistralError({ detail: [detail] }, 'invalid_request_error', null, 422)
}

refuses('https://api.mistral.ai/v1', 'mistral-large-latest', mistral)
