import { expect } from 'vitest'
import { rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso } from './refuses.ts'

const BASE = 'https://api.z.ai/api/paas/v4'
const MODEL = 'glm-4.6'

function said(message: string, code = '1210'): object {
  return { error: { code, message } }
}

const UNSENT = said('Authentication parameter not received in Header, unable to authenticate', '1001')
const WRONG_KEY = said('Authentication Failed', '1000')
const NOT_FOUND = said('Not Found', '404')

// Public reports know the words for `messages`; those for other members follow them.
const rows = rowsOf({
  'half a body': [400, said('Could not parse the request body as JSON: Unexpected end of JSON input')],
  'a list as body': [400, said('Could not parse the request body as JSON.')],
  'no body': [400, said('Could not parse the request body as JSON.')],
  'no model': [400, said('The model parameter is required.')],
  'an unknown model': [400, said('Unknown Model, please check the model code.', '1211'), 'documented'],
  'no messages': [
    400,
    said('The messages parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'empty messages': [
    400,
    said('The messages parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'a text as messages': [
    400,
    said('The messages parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'an unknown role': [
    400,
    said('The messages parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'no content': [400, said('The messages parameter is illegal. Please check the documentation.', '1214'), 'documented'],
  'a number as content': [
    400,
    said('The messages parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'an unknown part': [
    400,
    said('The messages parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'a temperature above 2': [
    400,
    said('The temperature parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'a temperature as text': [
    400,
    said('The temperature parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'a top_p above 1': [
    400,
    said('The top_p parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'no answers': [400, said('The n parameter is illegal. Please check the documentation.', '1214'), 'documented'],
  'tokens as text': [
    400,
    said('The max_tokens parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'no tokens': [
    400,
    said('The max_tokens parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'more tokens than any model has': [
    400,
    said('The max_tokens parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'five stops': [400, said('The stop parameter is illegal. Please check the documentation.', '1214'), 'documented'],
  'stream as text': [
    400,
    said('The stream parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'a tool without a name': [
    400,
    said('The tools parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'a tool of an unknown type': [
    400,
    said('The tools parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'a text as parameters': [
    400,
    said('The tools parameter is illegal. Please check the documentation.', '1214'),
    'documented',
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
    said('The tool_choice parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'an unknown format': [
    400,
    said('The response_format parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'a format without its schema': [
    400,
    said('The response_format parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'an answer without an id': [
    400,
    said('The messages parameter is illegal. Please check the documentation.', '1214'),
    'documented',
  ],
  'more than the window': [
    400,
    expect.objectContaining({
      error: { code: '1261', message: expect.stringMatching(/^Prompt exceeds max length: 11\d{5} tokens$/) as unknown },
    }),
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
    title: 'a conversation without a user',
    body: { model: MODEL, messages: [{ role: 'system', content: 'a' }] },
    status: 400,
    answer: said('The messages parameter is illegal. Please check the documentation.', '1214'),
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
