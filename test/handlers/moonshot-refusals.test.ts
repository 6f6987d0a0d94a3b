import { rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso } from './refuses.ts'

const BASE = 'https://api.moonshot.ai/v1'
const MODEL = 'kimi-k2-0905-preview'

function said(message: string, type = 'invalid_request_error'): object {
  return { error: { message, type } }
}

const WRONG_KEY = said('Invalid Authentication', 'invalid_authentication_error')
const NOT_FOUND = said('The requested resource was not found', 'resource_not_found_error')
const toolWith = (parameters: object) => ({
  model: MODEL,
  messages: [{ role: 'user', content: 'hi' }],
  tools: [{ type: 'function', function: { name: 'a', parameters } }],
})
const flavour = (details: string) =>
  said(`Invalid request: tools.function.parameters is not a valid moonshot flavored json schema, details: <${details}>`)

const rows = rowsOf({
  'half a body': [400, said('Could not parse the request body as JSON: Unexpected end of JSON input')],
  'a list as body': [400, said('Could not parse the request body as JSON.')],
  'no body': [400, said('Could not parse the request body as JSON.')],
  'no model': [400, said('you must provide a model parameter')],
  'an unknown model': [
    404,
    said('Not found the model nope or Permission denied', 'resource_not_found_error'),
    'documented',
  ],
  'no messages': [400, said("Invalid request: Missing required parameter: 'messages'.")],
  'empty messages': [
    400,
    said(
      "Invalid request: Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
    ),
  ],
  'a text as messages': [
    400,
    said("Invalid request: Invalid type for 'messages': expected an array of objects, but got a string instead."),
  ],
  'an unknown role': [
    400,
    said(
      "Invalid request: Invalid value: 'usr'. Supported values are: 'system', 'developer', 'user', 'assistant', 'tool', and 'function'.",
    ),
  ],
  'no content': [400, said("Invalid request: Missing required parameter: 'messages[0].content'.")],
  'a number as content': [
    400,
    said(
      "Invalid request: Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.",
    ),
  ],
  'an unknown part': [
    400,
    said(
      "Invalid request: Invalid value: 'dance'. Supported values are: 'text', 'image_url', 'input_audio', 'file', and 'refusal'.",
    ),
  ],
  'a temperature above 2': [
    400,
    said(
      "Invalid request: Invalid 'temperature': decimal above maximum value. Expected a value <= 1, but got 3 instead.",
    ),
  ],
  'a temperature as text': [
    400,
    said("Invalid request: Invalid type for 'temperature': expected a decimal, but got a string instead."),
  ],
  'a top_p above 1': [
    400,
    said("Invalid request: Invalid 'top_p': decimal above maximum value. Expected a value <= 1, but got 2 instead."),
  ],
  'no answers': [
    400,
    said("Invalid request: Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead."),
  ],
  'tokens as text': [
    400,
    said("Invalid request: Invalid type for 'max_tokens': expected an integer, but got a string instead."),
  ],
  'no tokens': [
    400,
    said(
      "Invalid request: Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
    ),
  ],
  'five stops': [
    400,
    said(
      "Invalid request: Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
    ),
  ],
  'stream as text': [
    400,
    said("Invalid request: Invalid type for 'stream': expected a boolean, but got a string instead."),
  ],
  'a tool without a name': [400, said("Invalid request: Missing required parameter: 'tools[0].function.name'.")],
  'a tool of an unknown type': [
    400,
    said("Invalid request: Invalid value: 'dance'. Supported values are: 'function' and 'custom'."),
  ],
  'a text as parameters': [
    400,
    said(
      "Invalid request: Invalid type for 'tools[0].function.parameters': expected an object, but got a string instead.",
    ),
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
    said("Invalid request: Invalid value: 'maybe'. Supported values are: 'none', 'auto', and 'required'."),
  ],
  'an unknown format': [
    400,
    said("Invalid request: Invalid value: 'xml'. Supported values are: 'json_object', 'json_schema', and 'text'."),
  ],
  'a format without its schema': [
    400,
    said("Invalid request: Missing required parameter: 'response_format.json_schema'."),
  ],
  'an unanswered call': [
    400,
    said(
      "Invalid request: an assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: callcall1",
    ),
  ],
  'an answer without a call': [400, said('Invalid request: tool_call_id callcall1 is not found'), 'reconstructed'],
  'an answer without an id': [400, said("Invalid request: Missing required parameter: 'messages[2].tool_call_id'.")],
  'more than the window': [
    400,
    said('Invalid request: Your request exceeded model token limit: 262144 (requested: 1100009 tokens)'),
    'documented',
  ],
})

refuses(BASE, MODEL, rows)

refusesAlso(BASE, MODEL, [
  { title: 'a missing key', headers: KEYS.missing, status: 401, answer: WRONG_KEY, source: 'documented' },
  { title: 'a key without its scheme', headers: KEYS.malformed, status: 401, answer: WRONG_KEY, source: 'documented' },
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
    title: 'an empty answer in the history',
    body: {
      model: MODEL,
      messages: [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: '' },
        { role: 'user', content: 'b' },
      ],
    },
    status: 400,
    answer: said("Invalid request: the message at position 1 with role 'assistant' must not be empty"),
    source: 'documented',
  },
  {
    title: 'a property without a type',
    body: toolWith({ type: 'object', properties: { source: { description: 'where' } } }),
    status: 400,
    answer: flavour("At path 'properties.source': type is not defined"),
    source: 'documented',
  },
  {
    title: 'a type beside anyOf',
    body: toolWith({ type: 'object', anyOf: [{ type: 'object' }] }),
    status: 400,
    answer: flavour(
      "At path 'root': when using anyOf, type should be defined in anyOf items instead of the parent schema",
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
