import { rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso } from './refuses.ts'

const BASE = 'https://router.huggingface.co/v1'
const MODEL = 'meta-llama/Llama-3.3-70B-Instruct'

function said(message: string, param?: string | null, code?: string): object {
  return { error: { message, type: 'invalid_request_error', ...(param ? { param } : {}), ...(code ? { code } : {}) } }
}

const WRONG_KEY = { error: 'Invalid username or password.' }
const NOT_FOUND = { error: 'Not Found' }

const rows = rowsOf({
  'half a body': [400, said('Could not parse the request body as JSON: Unexpected end of JSON input')],
  'a list as body': [400, said('Could not parse the request body as JSON.')],
  'no body': [400, said('Could not parse the request body as JSON.')],
  'no model': [400, said('you must provide a model parameter', 'model')],
  'an unknown model': [400, said("The requested model 'nope' does not exist", 'model', 'model_not_found')],
  'no messages': [400, said("Missing required parameter: 'messages'.", 'messages')],
  'empty messages': [
    400,
    said(
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'messages',
    ),
  ],
  'a text as messages': [
    400,
    said("Invalid type for 'messages': expected an array of objects, but got a string instead.", 'messages'),
  ],
  'an unknown role': [
    400,
    said(
      "Invalid value: 'usr'. Supported values are: 'system', 'developer', 'user', 'assistant', 'tool', and 'function'.",
      'messages[0].role',
    ),
  ],
  'no content': [400, said("Missing required parameter: 'messages[0].content'.", 'messages[0].content')],
  'a number as content': [
    400,
    said(
      "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.",
      'messages[0].content',
    ),
  ],
  'an unknown part': [
    400,
    said(
      "Invalid value: 'dance'. Supported values are: 'text', 'image_url', 'input_audio', 'file', and 'refusal'.",
      'messages[0].content[0].type',
    ),
  ],
  'a temperature above 2': [
    400,
    said(
      "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
      'temperature',
    ),
  ],
  'a temperature as text': [
    400,
    said("Invalid type for 'temperature': expected a decimal, but got a string instead.", 'temperature'),
  ],
  'a top_p above 1': [
    400,
    said("Invalid 'top_p': decimal above maximum value. Expected a value <= 1, but got 2 instead.", 'top_p'),
  ],
  'no answers': [400, said("Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.", 'n')],
  'tokens as text': [
    400,
    said("Invalid type for 'max_tokens': expected an integer, but got a string instead.", 'max_tokens'),
  ],
  'no tokens': [
    400,
    said("Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.", 'max_tokens'),
  ],
  'five stops': [
    400,
    said(
      "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
      'stop',
    ),
  ],
  'stream as text': [400, said("Invalid type for 'stream': expected a boolean, but got a string instead.", 'stream')],
  'a tool without a name': [
    400,
    said("Missing required parameter: 'tools[0].function.name'.", 'tools[0].function.name'),
  ],
  'a tool of an unknown type': [
    400,
    said("Invalid value: 'dance'. Supported values are: 'function' and 'custom'.", 'tools[0].type'),
  ],
  'a text as parameters': [
    400,
    said(
      "Invalid type for 'tools[0].function.parameters': expected an object, but got a string instead.",
      'tools[0].function.parameters',
    ),
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
    said("Invalid value: 'maybe'. Supported values are: 'none', 'auto', and 'required'.", 'tool_choice'),
  ],
  'an unknown format': [
    400,
    said(
      "Invalid value: 'xml'. Supported values are: 'json_object', 'json_schema', and 'text'.",
      'response_format.type',
    ),
  ],
  'a format without its schema': [
    400,
    said("Missing required parameter: 'response_format.json_schema'.", 'response_format.json_schema'),
  ],
  'an answer without an id': [
    400,
    said("Missing required parameter: 'messages[2].tool_call_id'.", 'messages[2].tool_call_id'),
  ],
  'more than the window': [
    400,
    said(
      "This model's maximum context length is 131072 tokens. However, your messages resulted in 1100036 tokens. Please reduce the length of the messages.",
    ),
  ],
})

refuses(BASE, MODEL, rows)

refusesAlso(BASE, MODEL, [
  { title: 'a missing key', headers: KEYS.missing, status: 401, answer: WRONG_KEY },
  { title: 'a key without its scheme', headers: KEYS.malformed, status: 401, answer: WRONG_KEY },
  { title: 'a wrong key', headers: KEYS.wrong, options: { apiKeys: ['good'] }, status: 401, answer: WRONG_KEY },
  { title: 'an unknown path', path: '/nope', status: 404, answer: NOT_FOUND },
  { title: 'a wrong method', method: 'GET', status: 404, answer: NOT_FOUND },
])

throwsInOpenAi(BASE, MODEL, {
  'no model': 400,
  'an unknown role': 400,
  'a temperature as text': 400,
  'a tool without a name': 400,
  'more than the window': 400,
})
