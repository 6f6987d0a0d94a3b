import { rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso } from './refuses.ts'

const BASE = 'https://api.perplexity.ai'
const MODEL = 'sonar'

function said(message: string, type = 'bad_request', code = 400): object {
  return { error: { message, type, code } }
}

const WRONG_KEY = said('Invalid API key provided. Ensure your API key is correct and active.', 'invalid_api_key', 401)
const NOT_FOUND = said('Not Found', 'not_found', 404)

const rows = rowsOf({
  'half a body': [400, said('Could not parse the request body as JSON: Unexpected end of JSON input')],
  'a list as body': [400, said('Could not parse the request body as JSON.')],
  'no body': [400, said('Could not parse the request body as JSON.')],
  'no model': [400, said('you must provide a model parameter')],
  'an unknown model': [
    400,
    said(
      "Invalid model 'nope'. Permitted models can be found in the documentation at https://docs.perplexity.ai/guides/model-cards.",
      'invalid_model',
    ),
  ],
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
    said(
      "Invalid value: 'dance'. Supported values are: 'text', 'image_url', 'input_audio', 'file', 'refusal', 'file_url', 'pdf_url', and 'video_url'.",
    ),
  ],
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
  'an assistant’s last word': [400, said('Last message must have role `user` or `tool`.', 'invalid_message')],
  'two questions in a row': [
    400,
    said(
      'After the (optional) system message(s), user or tool message(s) should alternate with assistant message(s).',
      'invalid_message',
    ),
    'documented',
  ],
  'an answer without a call': [
    400,
    said(
      'After the (optional) system message(s), user or tool message(s) should alternate with assistant message(s).',
      'invalid_message',
    ),
    'documented',
  ],
  'an answer without an id': [400, said("Missing required parameter: 'messages[2].tool_call_id'.")],
  'more than the window': [
    400,
    said(
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 1100002 tokens. Please reduce the length of the messages.",
    ),
  ],
})

refuses(BASE, MODEL, rows)

refusesAlso(BASE, MODEL, [
  { title: 'a missing key', headers: KEYS.missing, status: 401, answer: WRONG_KEY, source: 'recorded' },
  { title: 'a key without its scheme', headers: KEYS.malformed, status: 401, answer: WRONG_KEY, source: 'recorded' },
  {
    title: 'a wrong key',
    headers: KEYS.wrong,
    options: { apiKeys: ['good'] },
    status: 401,
    answer: WRONG_KEY,
    source: 'recorded',
  },
  { title: 'an unknown path', path: '/nope', status: 404, answer: NOT_FOUND },
  { title: 'a wrong method', method: 'GET', status: 404, answer: NOT_FOUND },
])

throwsInOpenAi(BASE, MODEL, {
  'no model': 400,
  'an unknown role': 400,
  'a temperature as text': 400,
  'two questions in a row': 400,
  'more than the window': 400,
})
