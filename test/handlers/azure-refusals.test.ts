import { AzureOpenAI } from 'openai'
import { expect, test } from 'vitest'
import { createSimulation, MockProvider } from '../../handlers/index.ts'
import { BAD, rowsOf } from './bad-requests.ts'
import { throwsInOpenAi } from './openai-throws.ts'
import { KEYS, refuses, refusesAlso } from './refuses.ts'

const BASE = 'https://acme.openai.azure.com/openai/v1'
const MODEL = 'gpt-4o-mini'

function said(message: string, param: string | null = null, code: string | null = null): object {
  return { error: { message, type: 'invalid_request_error', param, code } }
}

const WRONG_KEY = {
  error: {
    code: '401',
    message:
      'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
  },
}
const NOT_FOUND = { error: { code: '404', message: 'Resource not found' } }
const CLASSIC = '/../deployments/gpt-4o/chat/completions'
const version = '?api-version=2024-10-21'

const rows = rowsOf({
  'half a body': [
    400,
    said(
      "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
    ),
  ],
  'a list as body': [
    400,
    said(
      "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
    ),
  ],
  'no body': [
    400,
    said(
      "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON. If you have trouble figuring out how to fix this, please contact us through our help center at help.openai.com.)",
    ),
  ],
  'no model': [400, said('you must provide a model parameter')],
  'no messages': [
    400,
    said("Missing required parameter: 'messages'.", 'messages', 'missing_required_parameter'),
    'documented',
  ],
  'empty messages': [
    400,
    said(
      "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      'messages',
      'empty_array',
    ),
  ],
  'a text as messages': [
    400,
    said(
      "Invalid type for 'messages': expected an array of objects, but got a string instead.",
      'messages',
      'invalid_type',
    ),
  ],
  'an unknown role': [
    400,
    said(
      "Invalid value: 'usr'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
      'messages[0].role',
      'invalid_value',
    ),
  ],
  'no content': [
    400,
    said("Missing required parameter: 'messages[0].content'.", 'messages[0].content', 'missing_required_parameter'),
  ],
  'a number as content': [
    400,
    said(
      "Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.",
      'messages[0].content',
      'invalid_type',
    ),
  ],
  'an unknown part': [
    400,
    said(
      "Invalid value: 'dance'. Supported values are: 'text', 'refusal', 'image_url', 'input_audio', and 'file'.",
      'messages[0].content[0].type',
      'invalid_value',
    ),
  ],
  'an unknown member': [400, said('Unrecognized request argument supplied: foo'), 'documented'],
  'a temperature above 2': [
    400,
    said(
      "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got 3 instead.",
      'temperature',
      'decimal_above_max_value',
    ),
    'documented',
  ],
  'a temperature as text': [
    400,
    said(
      "Invalid type for 'temperature': expected a decimal, but got a string instead.",
      'temperature',
      'invalid_type',
    ),
  ],
  'a top_p above 1': [
    400,
    said(
      "Invalid 'top_p': decimal above maximum value. Expected a value <= 1, but got 2 instead.",
      'top_p',
      'decimal_above_max_value',
    ),
  ],
  'no answers': [
    400,
    said(
      "Invalid 'n': integer below minimum value. Expected a value >= 1, but got 0 instead.",
      'n',
      'integer_below_min_value',
    ),
  ],
  'tokens as text': [
    400,
    said("Invalid type for 'max_tokens': expected an integer, but got a string instead.", 'max_tokens', 'invalid_type'),
  ],
  'no tokens': [
    400,
    said(
      "Invalid 'max_tokens': integer below minimum value. Expected a value >= 1, but got 0 instead.",
      'max_tokens',
      'integer_below_min_value',
    ),
  ],
  'more tokens than any model has': [
    400,
    said(
      'max_tokens is too large: 10000000. This model supports at most 16384 completion tokens, whereas you provided 10000000.',
      'max_tokens',
      'invalid_value',
    ),
    'documented',
  ],
  'five stops': [
    400,
    said(
      "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 5 instead.",
      'stop',
      'array_above_max_length',
    ),
  ],
  'stream as text': [
    400,
    said("Invalid type for 'stream': expected a boolean, but got a string instead.", 'stream', 'invalid_type'),
  ],
  'a tool without a name': [
    400,
    said(
      "Missing required parameter: 'tools[0].function.name'.",
      'tools[0].function.name',
      'missing_required_parameter',
    ),
  ],
  'a tool of an unknown type': [
    400,
    said("Invalid value: 'dance'. Supported values are: 'function' and 'custom'.", 'tools[0].type', 'invalid_value'),
  ],
  'a text as parameters': [
    400,
    said(
      "Invalid type for 'tools[0].function.parameters': expected an object, but got a string instead.",
      'tools[0].function.parameters',
      'invalid_type',
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
    said(
      "Invalid value: 'maybe'. Supported values are: 'none', 'auto', and 'required'.",
      'tool_choice',
      'invalid_value',
    ),
  ],
  'an unknown format': [
    400,
    said(
      "Invalid value: 'xml'. Supported values are: 'json_object', 'json_schema', and 'text'.",
      'response_format.type',
      'invalid_value',
    ),
  ],
  'a format without its schema': [
    400,
    said(
      "Missing required parameter: 'response_format.json_schema'.",
      'response_format.json_schema',
      'missing_required_parameter',
    ),
    'documented',
  ],
  'JSON mode without the word': [
    400,
    said(
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      'messages',
    ),
    'documented',
  ],
  'an unanswered call': [
    400,
    said(
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: callcall1",
      'messages.[2].role',
    ),
    'documented',
  ],
  'an answer without a call': [
    400,
    said(
      "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
      'messages.[1].role',
    ),
    'documented',
  ],
  'an answer without an id': [
    400,
    said(
      "Missing required parameter: 'messages[2].tool_call_id'.",
      'messages[2].tool_call_id',
      'missing_required_parameter',
    ),
  ],
  'more than the window': [
    400,
    said(
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 1100008 tokens. Please reduce the length of the messages.",
      'messages',
      'context_length_exceeded',
    ),
    'documented',
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
  { title: 'a deployment without an API version', path: CLASSIC, status: 404, answer: NOT_FOUND, source: 'documented' },
  {
    title: 'a malformed API version',
    path: `${CLASSIC}?api-version=x`,
    status: 404,
    answer: NOT_FOUND,
    source: 'documented',
  },
  {
    title: 'an operation that deployments have not',
    path: `/../deployments/gpt-4o/dance${version}`,
    status: 404,
    answer: NOT_FOUND,
    source: 'documented',
  },
  {
    title: 'an empty api-key at a deployment',
    path: CLASSIC + version,
    headers: { 'content-type': 'application/json', 'api-key': '' },
    status: 401,
    answer: WRONG_KEY,
    source: 'recorded',
  },
  {
    title: 'a key in place of a token at a deployment',
    path: CLASSIC + version,
    headers: { 'content-type': 'application/json', authorization: 'Bearer 0123456789abcdef0123456789abcdef' },
    status: 401,
    answer: {
      statusCode: 401,
      message:
        'Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or have expired.',
    },
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

test.each([
  ['an unknown deployment', {}, AzureOpenAI.NotFoundError, 'no-such-deployment'],
  ['a temperature above 2', BAD['a temperature above 2'], AzureOpenAI.BadRequestError, 'gpt-4o'],
  ['an answer without a call', BAD['an answer without a call'], AzureOpenAI.BadRequestError, 'gpt-4o'],
  ['more than the window', BAD['more than the window'], AzureOpenAI.BadRequestError, 'gpt-4o'],
  ['a format without its schema', BAD['a format without its schema'], AzureOpenAI.BadRequestError, 'gpt-4o'],
] as const)('AzureOpenAI throws for %s', async (_, patch, error, model) => {
  const { fetch } = createSimulation()
  const endpoint = 'https://acme.openai.azure.com'
  const client = new AzureOpenAI({ endpoint, apiKey: 'any-key', apiVersion: '2024-10-21', maxRetries: 0, fetch })
  // Bad on purpose: the patch has whatever types it has.
  const body = { model, messages: [{ role: 'user', content: 'hi' }], ...patch } as never
  const thrown: unknown = await client.chat.completions.create(body).catch((one: unknown) => one)
  expect(thrown).toBeInstanceOf(error)
})

test('Azure answers for deployments that a name or the simulation declares', async () => {
  const ask = (llm: ReturnType<typeof createSimulation>, deployment: string) =>
    new AzureOpenAI({
      endpoint: 'https://acme.openai.azure.com',
      apiKey: 'any-key',
      apiVersion: '2024-10-21',
      maxRetries: 0,
      fetch: llm.fetch,
      deployment,
    }).chat.completions.create({ model: deployment, messages: [{ role: 'user', content: 'hi' }] })
  const llm = createSimulation()
  expect((await ask(llm, 'team-gpt4o-mini-eu')).model).toBe('gpt-4o-mini-2024-07-18')
  expect((await ask(llm, 'demo1')).model).toBe('gpt-4.1-mini-2025-04-14')
  await expect(ask(llm, 'not-found')).rejects.toMatchObject({ status: 404, code: 'DeploymentNotFound' })
  expect(llm.exchanges.at(-1)!.note).toContain("models: 'any'")
  const own = createSimulation({ providers: [new MockProvider('azure', { models: ['not-found'] })] })
  expect((await ask(own, 'not-found')).model).toBe('not-found')
  expect((await ask(createSimulation({ models: 'any' }), 'not-found')).choices).toHaveLength(1)
})

test('Azure takes the model of the body where the deployment’s name tells none', async () => {
  const url = 'https://acme.openai.azure.com/openai/deployments/chat/chat/completions?api-version=2024-10-21'
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] })
  const init = { method: 'POST', headers: { 'api-key': 'k', 'content-type': 'application/json' }, body }
  expect(await (await createSimulation().fetch(url, init)).json()).toMatchObject({ model: 'gpt-4o-2024-08-06' })
})

test('Azure’s content filter refuses as documented, through the SDK', async () => {
  const llm = createSimulation()
  llm.provider('azure').failNext(1, 'content_filter')
  const endpoint = 'https://acme.openai.azure.com'
  const client = new AzureOpenAI({ endpoint, apiKey: 'k', apiVersion: '2024-10-21', maxRetries: 0, fetch: llm.fetch })
  const error: unknown = await client.chat.completions
    .create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hi' }] })
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(AzureOpenAI.BadRequestError)
  expect(error).toMatchObject({
    status: 400,
    code: 'content_filter',
    param: 'prompt',
    error: {
      status: 400,
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: { hate: { filtered: expect.any(Boolean) as unknown } },
      },
    },
  })
})
