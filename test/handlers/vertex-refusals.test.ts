import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import type { Source } from './refuses.ts'

const GEMINI = '/publishers/google/models/gemini-2.5-flash:generateContent'
const CLAUDE = '/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict'
const good = { contents: [{ role: 'user', parts: [{ text: 'hi' }] }] }
const claude = { anthropic_version: 'vertex-2023-10-16', max_tokens: 10, messages: [{ role: 'user', content: 'hi' }] }
const LEARN = 'Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini'
const HEADERS = { authorization: 'Bearer ya29.any', 'content-type': 'application/json' }

function post(path: string, body: object | string, headers: object = HEADERS, options: object = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const root = 'https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1'
  return createSimulation(options).fetch(root + path, { method: 'POST', headers: { ...headers }, body: text })
}

// oxfmt-ignore
const ROWS: readonly (readonly [title: string, path: string, body: object | string, code: number, message: string, source: Source])[] = [
  ['an unknown model', '/publishers/google/models/nope:generateContent', good, 404, 'Publisher Model `projects/p/locations/us-central1/publishers/google/models/nope` not found.', 'recorded'],
  ['an unknown model of Anthropic', '/publishers/anthropic/models/nope:rawPredict', claude, 404, 'Publisher Model `projects/p/locations/us-central1/publishers/anthropic/models/nope` not found.', 'reconstructed'],
  ['an unknown method of a model', '/publishers/google/models/gemini-2.5-flash:dance', good, 404, 'Method not found.', 'reconstructed'],
  ['half a body', GEMINI, '{"contents":', 400, 'Invalid JSON payload received. Unexpected end of string. Expected a value.\n{"contents":\n            ^', 'documented'],
  ['no contents', GEMINI, {}, 400, `Unable to submit request because at least one contents field is required. ${LEARN}`, 'documented'],
  ['contents without parts', GEMINI, { contents: [{ role: 'user' }] }, 400, `Unable to submit request because it must include at least one parts field, which describes the prompt input. ${LEARN}`, 'documented'],
  ['an unknown role', GEMINI, { contents: [{ role: 'bot', parts: [{ text: 'hi' }] }] }, 400, 'Please use a valid role: user, model.', 'documented'],
  ['a temperature above 2', GEMINI, { ...good, generationConfig: { temperature: 3 } }, 400, `Unable to submit request because it has a temperature value of 3 but the supported range is from 0 (inclusive) to 2 (inclusive). Update the value and try again. ${LEARN}`, 'documented'],
  ['more tokens than the model has', GEMINI, { ...good, generationConfig: { maxOutputTokens: 999_999 } }, 400, 'Unable to submit request because it has a maxOutputTokens value of 999999 but the supported range is from 1 (inclusive) to 65537 (exclusive). Update the value and try again.', 'documented'],
  ['too many candidates', GEMINI, { ...good, generationConfig: { candidateCount: 99 } }, 400, `Unable to submit request because it has a candidateCount value of 99 but the supported range is from 1 (inclusive) to 8 (inclusive). Update the value and try again. ${LEARN}`, 'documented'],
  ['an unknown field', GEMINI, { ...good, foo: 1 }, 400, 'Invalid JSON payload received. Unknown name "foo": Cannot find field.', 'documented'],
  ['a temperature as text', GEMINI, { ...good, generationConfig: { temperature: 'hot' } }, 400, `Invalid value at 'generation_config.temperature' (TYPE_FLOAT), "hot"`, 'documented'],
  ['more than the window', GEMINI, { contents: [{ role: 'user', parts: [{ text: 'word '.repeat(1_100_000) }] }] }, 400, 'The input token count (1100001) exceeds the maximum number of tokens allowed (1048576).', 'documented'],
]

test.each(ROWS)('Vertex AI refuses %s', async (_, path, body, code, message) => {
  const response = await post(path, body)
  const { error } = await response.json()
  expect({ status: response.status, code: error.code, message: error.message }).toEqual({ status: code, code, message })
  expect(error.status).toBe(code === 404 ? 'NOT_FOUND' : 'INVALID_ARGUMENT')
  expect(response.headers.get('content-type')).toBe('application/json; charset=UTF-8')
})

// What Claude refuses at Anthropic it refuses here, in the same words.
test.each([
  ['no version', { ...claude, anthropic_version: undefined }, 'anthropic_version: Field required'],
  ['a model in the body', { ...claude, model: 'claude-sonnet-4-5@20250929' }, 'model: Extra inputs are not permitted'],
  ['no max_tokens', { ...claude, max_tokens: undefined }, 'max_tokens: Field required'],
  ['a temperature above 1', { ...claude, temperature: 3 }, 'temperature: range: 0..1'],
  [
    'an unknown role',
    { ...claude, messages: [{ role: 'bot', content: 'a' }] },
    "messages.0.role: Input should be 'user', 'assistant' or 'system'",
  ],
])('Claude at Vertex AI refuses %s', async (_, body, message) => {
  const response = await post(CLAUDE, body)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'invalid_request_error', message } })
})

test.each([
  ['missing', { 'content-type': 'application/json' }, /^Request is missing required authentication credential\./],
  ['without its scheme', { ...HEADERS, authorization: 'ya29.any' }, /^Request is missing required authentication/],
  ['unknown', HEADERS, /^Request had invalid authentication credentials\./],
])('Vertex AI refuses a token that is %s', async (_, headers, message) => {
  const response = await post(GEMINI, good, headers, { apiKeys: ['good'] })
  expect(response.status).toBe(401)
  expect((await response.json()).error).toMatchObject({
    code: 401,
    status: 'UNAUTHENTICATED',
    message: expect.stringMatching(message) as unknown,
  })
})
