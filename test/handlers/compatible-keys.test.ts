import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

test.each([
  [
    'https://api.groq.com/openai/v1',
    401,
    { error: { message: 'Invalid API Key', type: 'invalid_request_error', code: 'invalid_api_key' } },
  ],
  ['https://api.mistral.ai/v1', 401, { detail: 'Invalid API Key' }],
  [
    'https://api.deepseek.com',
    401,
    {
      error: {
        message: 'Authentication Fails, Your api key: ****-key is invalid',
        type: 'authentication_error',
        param: null,
        code: 'invalid_request_error',
      },
    },
  ],
  [
    'https://api.x.ai/v1',
    400,
    {
      code: 'Client specified an invalid argument',
      error: 'Incorrect API key provided: ba***ey. You can obtain an API key from https://console.x.ai.',
    },
  ],
])('refuses a wrong key at %s with %i', async (base, status, body) => {
  const llm = createSimulation({ apiKeys: ['good-key'] })
  const headers = { authorization: 'Bearer bad-key' }
  const response = await llm.fetch(`${base}/chat/completions`, { method: 'POST', headers, body: '{}' })
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual(body)
})
