import { expect } from 'vitest'
import { refuses, type Row } from './refuses.ts'

const together: readonly Row[] = [
  ['no JSON', '{"model":', 400, togetherError('Input validation error: Unexpected end of JSON input', null)],
  ['no model', { model: undefined }, 400, togetherError('Missing required field: model', 'model')],
  [
    'an unknown model',
    { model: 'a/b' },
    400,
    togetherError(
      'Unable to access non-serverless model a/b. Please visit https://api.together.ai/models/a/b to create and start a new dedicated endpoint for the model.',
      null,
      'model_not_available',
    ),
  ],
  ['no messages', { messages: undefined }, 400, togetherError('Missing required field: messages', 'messages')],
  [
    'empty messages',
    { messages: [] },
    400,
    togetherError('Input validation error: messages must have at least 1 items', 'messages'),
  ],
  [
    'logprobs as a flag',
    { logprobs: true },
    400,
    togetherError('Input validation error: logprobs must be of type integer', 'logprobs'),
  ],
  [
    'a temperature as text',
    { temperature: 'hot' },
    400,
    togetherError('Input validation error: temperature must be of type number', 'temperature'),
  ],
  [
    'an unknown role',
    { messages: [{ role: 'usr', content: 'a' }] },
    400,
    togetherError(
      'Input validation error: messages[0].role must be one of system, developer, user, assistant, tool, function',
      'messages[0].role',
    ),
  ],
  [
    'a rerank model',
    { model: 'Salesforce/Llama-Rank-V1' },
    400,
    togetherError('Model Salesforce/Llama-Rank-V1 is not a chat model.', 'model'),
  ],
]

function togetherError(message: string, param: string | null, code: string | null = null): object {
  const id = expect.stringMatching(/^[A-Za-z0-9]{7}-[A-Za-z0-9]{6}-[0-9a-f]{16}$/) as unknown
  return { id, error: { message, type: 'invalid_request_error', param, code } }
}

refuses('https://api.together.xyz/v1', 'meta-llama/Llama-3.3-70B-Instruct-Turbo', together)
