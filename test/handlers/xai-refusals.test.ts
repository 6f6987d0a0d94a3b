import { expect } from 'vitest'
import { rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso, type Row } from './refuses.ts'

const xai: readonly Row[] = [
  [
    'no JSON',
    '{"model":',
    400,
    {
      code: 'Client specified an invalid argument',
      error: 'Failed to parse the request body as JSON: EOF while parsing a value at line 1 column 9',
    },
    'documented',
  ],
  [
    'no model',
    { model: undefined },
    422,
    'Failed to deserialize the JSON body into the target type: missing field `model` at line 1 column 45',
    'documented',
  ],
  [
    'an unknown model',
    { model: 'nope' },
    404,
    {
      code: 'not-found',
      error: expect.stringMatching(
        /^The model nope does not exist or your team [-0-9a-f]{36} does not have access to it\./,
      ) as unknown,
    },
  ],
  [
    'no messages',
    { messages: undefined },
    422,
    'Failed to deserialize the JSON body into the target type: missing field `messages` at line 1 column 18',
    'documented',
  ],
  [
    'a message without content',
    { messages: [{ role: 'user' }] },
    422,
    'Failed to deserialize the JSON body into the target type: messages[0]: missing field `content` at line 1 column 45',
    'documented',
  ],
  [
    'a temperature as text',
    { temperature: 'hot' },
    422,
    'Failed to deserialize the JSON body into the target type: temperature: invalid type: string "hot", expected f32 at line 1 column 81',
    'documented',
  ],
  [
    'stop at a reasoning model',
    { model: 'grok-4', stop: ['a'] },
    400,
    { code: 'Client specified an invalid argument', error: 'Model grok-4-0709 does not support parameter stop.' },
    'documented',
  ],
  [
    'effort at a model without',
    { model: 'grok-4', reasoning_effort: 'low' },
    400,
    {
      code: 'Client specified an invalid argument',
      error: 'Model grok-4-0709 does not support parameter reasoningEffort.',
    },
    'documented',
  ],
  [
    'an unknown effort',
    { model: 'grok-3-mini', reasoning_effort: 'huge' },
    400,
    {
      code: 'Client specified an invalid argument',
      error: 'Invalid reasoning effort: huge. Supported values are: low, high.',
    },
    'documented',
  ],
  [
    'an image at a model without eyes',
    { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://x.test/a.png' } }] }] },
    400,
    { code: 'Client specified an invalid argument', error: 'Image inputs are not supported by this model.' },
    'documented',
  ],
]

const invalid = (error: string) => ({ code: 'Client specified an invalid argument', error })
const more = rowsOf({
  'a demanded tool where there is none': [
    400,
    invalid('Invalid request content: A tool_choice was set on the request but no tools were specified.'),
    'documented',
  ],
  'a demanded tool that is not there': [
    400,
    invalid('Invalid request content: A tool_choice was set to other, but no such tool was specified.'),
  ],
})

refuses('https://api.x.ai/v1', 'grok-3', [...xai, ...more])

const TYPE = 'Expected request with `Content-Type: application/json`'
const form = { authorization: 'Bearer any-key', 'content-type': 'application/x-www-form-urlencoded' }
const unauthenticated = expect.objectContaining({ code: 'Unauthenticated' }) as unknown

refusesAlso('https://api.x.ai/v1', 'grok-3', [
  { title: 'a body of another type', headers: form, status: 415, answer: TYPE, source: 'documented' },
  { title: 'a missing key', headers: KEYS.missing, status: 401, answer: unauthenticated },
  { title: 'a key without its scheme', headers: KEYS.malformed, status: 401, answer: unauthenticated },
  {
    title: 'a wrong key',
    headers: KEYS.wrong,
    options: { apiKeys: ['good'] },
    status: 400,
    answer: {
      code: 'Client specified an invalid argument',
      error: 'Incorrect API key provided: an***ey. You can obtain an API key from https://console.x.ai.',
    },
    source: 'documented',
  },
  {
    title: 'a wrong method',
    method: 'GET',
    status: 405,
    answer: {
      code: 'Some requested entity was not found',
      error: 'Method GET is not allowed for /v1/chat/completions.',
    },
  },
])

throwsInOpenAi(
  'https://api.x.ai/v1',
  'grok-3',
  {
    'no model': 422,
    'an unknown model': 404,
    'a temperature as text': 422,
    'an unknown format': 422,
    'more than the window': 400,
  },
  400,
)
