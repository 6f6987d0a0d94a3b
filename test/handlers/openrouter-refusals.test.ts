import { expect } from 'vitest'
import { BAD, rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso } from './refuses.ts'

const BASE = 'https://openrouter.ai/api/v1'
const MODEL = 'openai/gpt-4o-mini'

function said(message: string): object {
  return { error: { message, code: 400 }, user_id: expect.stringMatching(/^user_\w{27}$/) as unknown }
}

function early(message: string, code: number): object {
  return { error: { message, code } }
}

function tooLong(message: string): object {
  return expect.objectContaining({ error: expect.objectContaining({ message, code: 400 }) as unknown }) as object
}

const NOT_FOUND = early('Not Found', 404)
const hi = [{ role: 'user', content: 'hi' }]

const rows = rowsOf({
  'half a body': [400, said('Could not parse the request body as JSON: Unexpected end of JSON input')],
  'a list as body': [400, said('Could not parse the request body as JSON.')],
  'no body': [400, said('Could not parse the request body as JSON.')],
  'no model': [400, said('No models provided'), 'documented'],
  'an unknown model': [400, said('nope is not a valid model ID'), 'documented'],
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
  'a temperature above 2': [
    400,
    said("Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead."),
  ],
  'a temperature as text': [400, said("Invalid type for 'temperature': expected a decimal, but got a string instead.")],
  'no answers': [400, said("Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.")],
  'tokens as text': [400, said("Invalid type for 'max_tokens': expected an integer, but got a string instead.")],
  'no tokens': [
    400,
    said("Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead."),
  ],
  'more tokens than any model has': [
    400,
    tooLong(
      "This endpoint's maximum context length is 128000 tokens. However, you requested about 10000008 tokens (8 of text input, 10000000 in the output). Please reduce the length of either one, or use the context-compression plugin to compress your prompt automatically.",
    ),
    'recorded',
  ],
  'stream as text': [400, said("Invalid type for 'stream': expected a boolean, but got a string instead.")],
  'a tool without a name': [400, said("Missing required parameter: 'tools[0].function.name'.")],
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
  'more than the window': [
    400,
    tooLong(
      "This endpoint's maximum context length is 128000 tokens. However, you requested about 1100008 tokens (1100008 of text input). Please reduce the length of either one, or use the context-compression plugin to compress your prompt automatically.",
    ),
    'recorded',
  ],
})

refuses(BASE, MODEL, rows)

refusesAlso(BASE, MODEL, [
  {
    title: 'a missing key',
    headers: KEYS.missing,
    status: 401,
    answer: early('Missing Authentication header', 401),
    source: 'documented',
  },
  {
    title: 'a key without its scheme',
    headers: KEYS.malformed,
    status: 401,
    answer: early('Missing Authentication header', 401),
    source: 'documented',
  },
  {
    title: 'a wrong key',
    headers: { ...KEYS.wrong, authorization: 'Bearer sk-or-v1-0123456789abcdef' },
    options: { apiKeys: ['good'] },
    status: 401,
    answer: early('User not found.', 401),
    source: 'documented',
  },
  { title: 'an unknown path', path: '/nope', status: 404, answer: NOT_FOUND },
  { title: 'a wrong method', method: 'GET', status: 405, answer: early('Method Not Allowed', 405) },
  {
    title: 'an image at a model without eyes',
    body: { model: 'openai/gpt-3.5-turbo', ...BAD['an image'] },
    status: 404,
    answer: expect.objectContaining(early('No endpoints found that support image input', 404)),
    source: 'documented',
  },
  {
    title: 'a company that does not serve the model',
    body: { model: MODEL, messages: hi, provider: { only: ['groq'] } },
    status: 404,
    answer: expect.objectContaining({
      error: expect.objectContaining({
        message: 'No allowed providers are available for the selected model.',
        code: 404,
      }) as unknown,
    }),
    source: 'documented',
  },
])

throwsInOpenAi(BASE, MODEL, {
  'no model': 400,
  'an unknown role': 400,
  'a temperature as text': 400,
  'a tool without a name': 400,
  'more than the window': 400,
})
