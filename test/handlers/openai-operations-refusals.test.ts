import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'
import type { Source } from './refuses.ts'

const llm = createSimulation()
const AUTH = { authorization: 'Bearer sk-proj-0123456789abcdefghij' }
const TYPE = 'invalid_request_error'

type Refusal = readonly [path: string, body: object | FormData, status: number, error: object, source?: Source]

function form(fields: Readonly<Record<string, string | File>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  return data
}

const embed = { model: 'text-embedding-3-small', input: 'a' }
const legacy = { model: 'gpt-3.5-turbo-instruct', prompt: 'a' }
const speech = { model: 'tts-1', voice: 'alloy', input: 'a' }
const batch = { input_file_id: 'file-x', endpoint: '/v1/embeddings', completion_window: '24h' }
const sound = (name: string) => new File([new Uint8Array(40_000)], name)
const INPUT = "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference."

// oxfmt-ignore
const REFUSALS: readonly Refusal[] = [
  ['embeddings', { input: 'a' }, 400, { message: 'you must provide a model parameter', type: TYPE, param: null, code: null }, 'documented'],
  ['embeddings', { model: 'text-embedding-3-small' }, 400, { message: "Missing required parameter: 'input'.", type: TYPE, param: 'input', code: 'missing_required_parameter' }, 'documented'],
  ['embeddings', { ...embed, input: '' }, 400, { message: INPUT, type: TYPE, param: null, code: null }],
  ['embeddings', { ...embed, input: ['a', ''] }, 400, { message: INPUT, type: TYPE, param: null, code: null }],
  ['embeddings', { ...embed, input: ['a', 1] }, 400, { message: INPUT, type: TYPE, param: null, code: null }],
  ['embeddings', { ...embed, input: { a: 1 } }, 400, { message: INPUT, type: TYPE, param: null, code: null }],
  ['embeddings', { ...embed, input: Array.from({ length: 2049 }, () => 'a') }, 400, { message: "Invalid 'input': array too long. Expected an array with maximum length 2048, but got an array with length 2049 instead.", type: TYPE, param: 'input', code: 'array_above_max_length' }, 'documented'],
  ['embeddings', { ...embed, dimensions: 4000 }, 400, { message: "Invalid value for 'dimensions' = 4000. Must be less than or equal to 1536.", type: TYPE, param: null, code: null }, 'documented'],
  ['embeddings', { ...embed, model: 'text-embedding-ada-002', dimensions: 4 }, 400, { message: 'This model does not support specifying dimensions.', type: TYPE, param: null, code: null }, 'documented'],
  ['embeddings', { ...embed, input: 'word '.repeat(9000) }, 400, { message: "This model's maximum context length is 8192 tokens, however you requested 9001 tokens (9001 in your prompt; 0 for the completion). Please reduce your prompt; or completion length.", type: TYPE, param: null, code: null }, 'documented'],
  ['embeddings', { ...embed, input: Array.from({ length: 50 }, () => 'word '.repeat(7000)) }, 400, { message: 'Requested 350050 tokens, max 300000 tokens per request', type: 'max_tokens_per_request', param: null, code: 'max_tokens_per_request' }, 'documented'],
  ['embeddings', { ...embed, temperature: 1 }, 400, { message: 'Unrecognized request argument supplied: temperature', type: TYPE, param: null, code: null }, 'documented'],
  ['embeddings', { ...embed, model: 'gpt-4o' }, 403, { message: 'You are not allowed to generate embeddings from this model', type: TYPE, param: null, code: null }],
  ['embeddings', { ...embed, model: 'nope' }, 404, { message: 'The model `nope` does not exist or you do not have access to it.', type: TYPE, param: null, code: 'model_not_found' }, 'documented'],
  ['moderations', {}, 400, { message: "Missing required parameter: 'input'.", type: TYPE, param: 'input', code: 'missing_required_parameter' }, 'documented'],
  ['moderations', { input: [{ type: 'video' }] }, 400, { message: "Invalid value: 'video'. Supported values are: 'text' and 'image_url'.", type: TYPE, param: 'input[0].type', code: 'invalid_value' }, 'documented'],
  ['moderations', { input: 'a', model: 'gpt-4o' }, 404, { message: 'The model `gpt-4o` does not exist or you do not have access to it.', type: TYPE, param: null, code: 'model_not_found' }, 'documented'],
  ['completions', { ...legacy, model: 'gpt-4o' }, 404, { message: 'This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?', type: TYPE, param: 'model', code: null }, 'documented'],
  ['completions', { ...legacy, model: 'text-davinci-003' }, 404, { message: 'The model `text-davinci-003` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations', type: TYPE, param: null, code: 'model_not_found' }, 'documented'],
  ['completions', { ...legacy, prompt: ['a', [1]] }, 400, { message: "Invalid type for 'prompt': expected one of a string, array of strings, array of integers, or array of integer arrays, but got an array with mixed types instead.", type: TYPE, param: 'prompt', code: 'invalid_type' }],
  ['completions', { ...legacy, logprobs: 6 }, 400, { message: "Invalid 'logprobs': integer above maximum value. Expected a value <= 5, but got 6 instead.", type: TYPE, param: 'logprobs', code: 'integer_above_max_value' }, 'documented'],
  ['completions', { ...legacy, prompt: 'word '.repeat(5000) }, 400, { message: "This model's maximum context length is 4096 tokens, however you requested 5017 tokens (5001 in your prompt; 16 for the completion). Please reduce your prompt; or completion length.", type: TYPE, param: null, code: 'context_length_exceeded' }, 'documented'],
  ['completions', { ...legacy, messages: [] }, 400, { message: 'Unrecognized request argument supplied: messages', type: TYPE, param: null, code: null }, 'documented'],
  ['images/generations', { model: 'gpt-image-1' }, 400, { message: "Missing required parameter: 'prompt'.", type: TYPE, param: 'prompt', code: 'missing_required_parameter' }, 'documented'],
  ['images/generations', { model: 'gpt-image-1', prompt: 'a', response_format: 'url' }, 400, { message: "Unknown parameter: 'response_format'.", type: TYPE, param: 'response_format', code: 'unknown_parameter' }, 'documented'],
  ['images/generations', { model: 'dall-e-3', prompt: 'a', n: 2 }, 400, { message: "Invalid 'n': integer above maximum value. Expected a value <= 1, but got 2 instead.", type: TYPE, param: 'n', code: 'integer_above_max_value' }, 'documented'],
  ['images/generations', { model: 'gpt-image-1', prompt: 'a', size: '10x10' }, 400, { message: "Invalid value: '10x10'. Supported values are: '1024x1024', '1024x1536', '1536x1024', and 'auto'.", type: TYPE, param: 'size', code: 'invalid_value' }, 'documented'],
  ['images/generations', { model: 'gpt-image-1', prompt: 'how to build a pipe bomb' }, 400, { message: 'Your request was rejected as a result of our safety system. Your prompt may contain text that is not allowed by our safety system.', type: 'image_generation_user_error', param: null, code: 'moderation_blocked' }, 'documented'],
  ['images/edits', { model: 'gpt-image-1.5', prompt: 'a', images: [{ image_url: 'data:image/svg+xml;base64,PHN2Zz4=' }] }, 400, { message: 'Invalid image data.', type: 'image_generation_user_error', param: 'images[0].image_url', code: 'invalid_image_file' }, 'documented'],
  ['audio/speech', { ...speech, voice: 'x' }, 400, { message: "Invalid value: 'x'. Supported values are: 'alloy', 'ash', 'ballad', 'coral', 'echo', 'fable', 'onyx', 'nova', 'sage', 'shimmer', 'verse', 'marin', and 'cedar'.", type: TYPE, param: 'voice', code: 'invalid_value' }, 'documented'],
  ['audio/speech', { ...speech, input: 'a'.repeat(4097) }, 400, { message: "Invalid 'input': string too long. Expected a string with maximum length 4096, but got a string with length 4097 instead.", type: TYPE, param: 'input', code: 'string_above_max_length' }, 'documented'],
  ['audio/transcriptions', form({ model: 'whisper-1' }), 400, { message: "Missing required parameter: 'file'.", type: TYPE, param: 'file', code: 'missing_required_parameter' }, 'documented'],
  ['audio/transcriptions', form({ model: 'whisper-1', file: sound('a.txt') }), 400, { message: "Invalid file format. Supported formats: ['flac', 'm4a', 'mp3', 'mp4', 'mpeg', 'mpga', 'oga', 'ogg', 'wav', 'webm']", type: TYPE, param: null, code: null }, 'documented'],
  ['audio/transcriptions', form({ model: 'gpt-4o-transcribe', file: sound('a.mp3'), response_format: 'srt' }), 400, { message: "response_format 'srt' is not compatible with model 'gpt-4o-transcribe'. Use 'json' or 'text' instead.", type: TYPE, param: 'response_format', code: 'unsupported_value' }, 'documented'],
  ['audio/transcriptions', form({ model: 'whisper-1', file: new File([new Uint8Array(100)], 'a.mp3') }), 400, { message: 'Audio file is too short. Minimum audio length is 0.1 seconds.', type: TYPE, param: 'file', code: 'audio_too_short' }, 'documented'],
  ['audio/translations', form({ model: 'gpt-4o-transcribe', file: sound('a.mp3') }), 400, { message: "Invalid value: 'gpt-4o-transcribe'. Supported values are: 'whisper-1'.", type: TYPE, param: 'model', code: 'invalid_value' }, 'documented'],
  ['files', form({ file: sound('a.csv'), purpose: 'x' }), 400, { message: "'x' is not one of ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'] - 'purpose'", type: TYPE, param: null, code: null }, 'documented'],
  ['files', form({ purpose: 'batch' }), 400, { message: "'file' is a required property", type: TYPE, param: null, code: null }],
  ['batches', batch, 404, { message: 'No such File object: file-x', type: TYPE, param: 'input_file_id', code: null }],
  ['batches', { ...batch, completion_window: '1h' }, 400, { message: "Invalid value: '1h'. Supported values are: '24h'.", type: TYPE, param: 'completion_window', code: 'invalid_value' }, 'documented'],
  ['batches', { ...batch, endpoint: '/v1/chat' }, 400, { message: "Invalid value: '/v1/chat'. Supported values are: '/v1/responses', '/v1/chat/completions', '/v1/embeddings', '/v1/completions', '/v1/moderations', '/v1/images/generations', '/v1/images/edits', and '/v1/videos'.", type: TYPE, param: 'endpoint', code: 'invalid_value' }, 'documented'],
]

test.each(REFUSALS.map((refusal, index) => [index, ...refusal] as const))(
  'refusal %i of %s',
  async (_, path, body, status, error) => {
    const isForm = body instanceof FormData
    const response = await llm.fetch(`https://api.openai.com/v1/${path}`, {
      method: 'POST',
      headers: isForm ? AUTH : { ...AUTH, 'content-type': 'application/json' },
      body: isForm ? body : JSON.stringify(body),
    })
    expect({ status: response.status, ...(await response.json()) }).toEqual({ status, error })
  },
)

test('refuses missing keys, unknown objects and wrong methods as the other endpoints do', async () => {
  const url = 'https://api.openai.com/v1/'
  const missing = await llm.fetch(`${url}embeddings`, { method: 'POST', body: '{}' })
  expect(missing.status).toBe(401)
  const file = await llm.fetch(`${url}files/file-abc`, { headers: AUTH })
  expect([file.status, await file.json()]).toEqual([
    404,
    { error: { message: 'No such File object: file-abc', type: TYPE, param: 'id', code: null } },
  ])
  const method = await llm.fetch(`${url}embeddings`, { method: 'GET', headers: AUTH })
  expect((await method.json()).error.message).toBe('Invalid method for URL (GET /v1/embeddings)')
  const malformed = await llm.fetch(`${url}embeddings`, { method: 'POST', headers: AUTH, body: '{' })
  expect((await malformed.json()).error.message).toMatch(/^We could not parse the JSON body of your request\./)
})
