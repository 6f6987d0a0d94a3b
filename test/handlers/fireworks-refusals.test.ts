import { expect } from 'vitest'
import { rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso } from './refuses.ts'

const BASE = 'https://api.fireworks.ai/inference/v1'
const MODEL = 'accounts/fireworks/models/deepseek-v3p2'

function said(message: string, param?: string): object {
  return { error: { object: 'error', type: 'invalid_request_error', message, ...(param ? { param } : {}) } }
}

function coded(message: string, code: string): object {
  return { error: { object: 'error', type: 'error', code, message } }
}

const WRONG_KEY = coded('The API key you provided is invalid.', 'UNAUTHORIZED')
const NOT_FOUND = coded('Path not found', 'NOT_FOUND')

const rows = rowsOf({
  'half a body': [400, said('Could not parse the request body as JSON: Unexpected end of JSON input')],
  'a list as body': [400, said('Could not parse the request body as JSON.')],
  'no body': [400, said('Could not parse the request body as JSON.')],
  'no model': [400, said('you must provide a model parameter', 'model')],
  'an unknown model': [404, coded('Model not found, inaccessible, and/or not deployed', 'NOT_FOUND'), 'documented'],
  'no messages': [
    400,
    said("Field required, field: 'messages', value: {'model': 'accounts/fireworks/models/deepseek-v3p2'}"),
  ],
  'empty messages': [
    400,
    said("List should have at least 1 item after validation, not 0, field: 'messages', value: []"),
  ],
  'a text as messages': [400, said("Input should be a valid list, field: 'messages', value: 'hi'")],
  'an unknown role': [
    400,
    said(
      "Input tag 'usr' found using 'role' does not match any of the expected tags: 'system', 'developer', 'user', 'assistant', 'tool', 'function', field: 'messages[0].role', value: {'role': 'usr', 'content': 'a'}",
    ),
  ],
  'no content': [400, said("Field required, field: 'messages[0].content', value: {'role': 'user'}")],
  'a number as content': [400, said("Input should be a valid string, field: 'messages[0].content', value: 5")],
  'an unknown part': [
    400,
    said(
      "Input tag 'dance' found using 'type' does not match any of the expected tags: 'text', 'image_url', 'input_audio', 'file', 'refusal', field: 'messages[0].content[0].type', value: {'type': 'dance'}",
    ),
  ],
  'an unknown member': [400, said("Extra inputs are not permitted, field: 'foo', value: 1"), 'documented'],
  'a temperature above 2': [400, said("Input should be less than or equal to 2, field: 'temperature', value: 3")],
  'a temperature as text': [
    400,
    said("Input should be a valid number, unable to parse string as a number, field: 'temperature', value: 'hot'"),
  ],
  'a top_p above 1': [400, said("Input should be less than or equal to 1, field: 'top_p', value: 2")],
  'no answers': [400, said("Input should be greater than or equal to 1, field: 'n', value: 0")],
  'tokens as text': [
    400,
    said("Input should be a valid integer, unable to parse string as an integer, field: 'max_tokens', value: 'many'"),
  ],
  'no tokens': [400, said("Input should be greater than or equal to 1, field: 'max_tokens', value: 0")],
  'five stops': [
    400,
    said("List should have at most 4 items after validation, not 5, field: 'stop', value: ['a', 'b', 'c', 'd', 'e']"),
  ],
  'stream as text': [
    400,
    said("Input should be a valid boolean, unable to interpret input, field: 'stream', value: 'yes'"),
  ],
  'a tool without a name': [400, said("Field required, field: 'tools[0].function.name', value: {}")],
  'a tool of an unknown type': [
    400,
    said("Input should be 'function' or 'custom', field: 'tools[0].type', value: 'dance'"),
  ],
  'a text as parameters': [
    400,
    said("Input should be a valid dictionary, field: 'tools[0].function.parameters', value: 'x'"),
  ],
  'a demanded tool where there is none': [
    400,
    said("Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.", 'tool_choice'),
  ],
  'a demanded tool that is not there': [
    400,
    said(
      "Invalid value for 'tool_choice': no function named 'other' was specified in the 'tools' parameter.",
      'tool_choice',
    ),
  ],
  'an unknown tool choice': [
    400,
    said("Input should be 'none', 'auto' or 'required', field: 'tool_choice', value: 'maybe'"),
  ],
  'an unknown format': [
    400,
    said("Input should be 'json_object', 'json_schema' or 'text', field: 'response_format.type', value: 'xml'"),
  ],
  'a format without its schema': [
    400,
    said("Field required, field: 'response_format.json_schema', value: {'type': 'json_schema'}"),
  ],
  'an answer without an id': [
    400,
    said("Field required, field: 'messages[2].tool_call_id', value: {'role': 'tool', 'content': '1'}"),
  ],
  'more than the window': [
    400,
    expect.objectContaining({
      error: expect.objectContaining({
        message: expect.stringMatching(
          /^The prompt is too long: 11\d{5} tokens, model maximum context length: 163840$/,
        ) as unknown,
      }) as unknown,
    }),
  ],
})

refuses(BASE, MODEL, rows)

refusesAlso(BASE, MODEL, [
  { title: 'a missing key', headers: KEYS.missing, status: 401, answer: WRONG_KEY },
  { title: 'a key without its scheme', headers: KEYS.malformed, status: 401, answer: WRONG_KEY },
  { title: 'a wrong key', headers: KEYS.wrong, options: { apiKeys: ['good'] }, status: 401, answer: WRONG_KEY },
  { title: 'an unknown path', path: '/nope', status: 404, answer: NOT_FOUND },
  { title: 'a wrong method', method: 'GET', status: 404, answer: NOT_FOUND },
  {
    title: 'several mistakes, all at once',
    body: { model: MODEL, messages: [{ role: 'user', content: 'hi' }], foo: true, temperature: 'hot' },
    status: 400,
    answer: said(
      "2 request validation errors: Extra inputs are not permitted, field: 'foo', value: True; Input should be a valid number, unable to parse string as a number, field: 'temperature', value: 'hot'",
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
