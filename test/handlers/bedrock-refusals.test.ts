import { expect, test } from 'vitest'
import { bedrockLab, CLAUDE, HEADERS } from './bedrock-lab.ts'
import { CASES, hi } from './bedrock-refusal-cases.ts'

test.each(CASES.map((one) => [one[0], one] as const))(
  'refuses %s',
  async (_, [, operation, body, message, model = CLAUDE, exception = 'ValidationException']) => {
    const response = await bedrockLab().post(operation, body, model)
    const key = exception === 'SerializationException' ? 'Message' : 'message'
    expect({ status: response.status, body: await response.text() }).toEqual({
      status: 400,
      body: JSON.stringify({ [key]: message }),
    })
    expect(response.headers.get('x-amzn-errortype')).toMatch(
      new RegExp(`^${exception}:http://internal\\.amazon\\.com/coral/`),
    )
    expect(response.headers.get('content-type')).toBe('application/json')
  },
)

test('words keys that are missing or unknown', async () => {
  const { post } = bedrockLab({ apiKeys: ['AKIAGOOD'] })
  const answer = async (headers: Readonly<Record<string, string>>) => {
    const response = await post('converse', hi, CLAUDE, headers)
    const type = response.headers.get('x-amzn-errortype')!.split(':')[0]
    return [response.status, type, await response.text()]
  }
  expect(await answer({})).toEqual([
    403,
    'MissingAuthenticationTokenException',
    '{"message":"Missing Authentication Token"}',
  ])
  expect(await answer(HEADERS)).toEqual([
    403,
    'UnrecognizedClientException',
    '{"message":"The security token included in the request is invalid."}',
  ])
  expect(await answer({ authorization: 'Bearer bedrock-api-key-bad' })).toEqual([
    403,
    'AccessDeniedException',
    '{"Message":"Authentication failed: Please make sure your API Key is valid."}',
  ])
})

test('throttles without saying for how long', async () => {
  const { post } = bedrockLab({ limits: { bedrock: { requestsPerMinute: 1 } } })
  await post('converse', hi)
  const response = await post('converse', hi)
  expect(response.status).toBe(429)
  expect(response.headers.has('retry-after')).toBe(false)
  expect(response.headers.get('x-amzn-errortype')).toMatch(/^ThrottlingException:/)
  expect(await response.text()).toBe('{"message":"Too many requests, please wait before trying again."}')
  const tokens = bedrockLab({ limits: { bedrock: { tokensPerMinute: 1 } } })
  expect(await (await tokens.post('converse', hi)).text()).toBe(
    '{"message":"Too many tokens, please wait before trying again."}',
  )
})

test('knows no other operations', async () => {
  const { simulation } = bedrockLab()
  const response = await simulation.fetch('https://bedrock-runtime.us-east-1.amazonaws.com/model/x/dance', {
    method: 'POST',
    headers: HEADERS,
  })
  expect(response.status).toBe(404)
  expect(response.headers.get('x-amzn-errortype')).toMatch(/^UnknownOperationException:/)
})

test('takes members that it does not know, and empty settings', async () => {
  const body = { ...hi, system: [], inferenceConfig: {}, foo: 1 }
  expect((await bedrockLab().post('converse', body)).status).toBe(200)
})

test('takes more where validation is lenient', async () => {
  const { post } = bedrockLab({ validation: 'lenient' })
  expect(
    (await post('converse', { ...hi, inferenceConfig: { temperature: 0.5, topP: 0.5, maxTokens: 99_999 } })).status,
  ).toBe(200)
  expect((await post('invoke', { inputText: 'Hi', foo: 1 }, 'amazon.titan-text-lite-v1')).status).toBe(200)
})
