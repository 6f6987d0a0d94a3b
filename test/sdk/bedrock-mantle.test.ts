import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const at = (path: string) =>
  new OpenAI({ apiKey: 'bedrock-api-key-x', baseURL: `https://bedrock-mantle.us-east-1.api.aws${path}`, maxRetries: 0 })
const tools: OpenAI.Responses.Tool[] = [
  {
    type: 'function',
    name: 'get_weather',
    strict: false,
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
]

test.each([
  ['/openai/v1', 'openai.gpt-5.6-luna'],
  ['/v1', 'openai.gpt-oss-20b'],
] as const)('answers responses below %s with %s, whole and streamed', async (path, model) => {
  llm.when(() => true).reply('Paris, on the Seine.')
  const client = at(path)
  const whole = await client.responses.create({ model, input: 'Where is it?' })
  expect(whole).toMatchObject({ id: expect.stringMatching(/^resp_[a-z2-7]{52}$/), status: 'completed', model })
  expect(whole.output_text).toBe('Paris, on the Seine.')
  const [exchange] = llm.exchanges
  expect(whole.usage).toMatchObject({ output_tokens: exchange!.usage.outputTokens })
  const final = await client.responses.stream({ model, input: 'Where is it?' }).finalResponse()
  expect(final.output_text).toBe('Paris, on the Seine.')
  expect(exchange).toMatchObject({ provider: 'bedrock-mantle', status: 200 })
})

test('calls a tool and takes its result, as OpenAI’s own models do', async () => {
  const client = at('/openai/v1')
  const model = 'openai.gpt-5.6-luna'
  const first = await client.responses.create({ model, tools, input: 'What is the weather in Lisbon?' })
  const call = first.output.find((item) => item.type === 'function_call')!
  expect(call).toMatchObject({ name: 'get_weather', arguments: '{"city":"Lisbon"}' })
  expect(call.call_id).toMatch(/^call_\d$/)
  const second = await client.responses.create({
    model,
    tools,
    previous_response_id: first.id,
    input: [{ type: 'function_call_output', call_id: call.call_id, output: '{"celsius":21}' }],
  })
  expect(second.output_text).toContain('21')
  expect((await client.responses.retrieve(first.id)).output).toEqual(first.output)
})

test('answers chat completions, whole and streamed', async () => {
  llm
    .when(() => true)
    .think('It is in France.')
    .reply('Paris.')
  const ask = {
    model: 'openai.gpt-oss-120b',
    messages: [{ role: 'user' as const, content: 'Where is it?' }],
  }
  const whole = await at('/v1').chat.completions.create(ask)
  expect(whole.choices[0]).toMatchObject({
    finish_reason: 'stop',
    message: { content: 'Paris.', reasoning: 'It is in France.' },
  })
  let text = ''
  for await (const chunk of await at('/v1').chat.completions.create({ ...ask, stream: true }))
    text += chunk.choices[0]?.delta.content ?? ''
  expect(text).toBe('Paris.')
})

test('refuses in its own words: a model on the wrong route, one that does not exist, a response that is not kept', async () => {
  const ask = (path: string, model: string) => at(path).responses.create({ model, input: 'Hello' })
  await expect(ask('/v1', 'openai.gpt-5.6-luna')).rejects.toMatchObject({
    status: 400,
    code: 'validation_error',
    error: { message: "model `openai.gpt-5.6-luna` isn't supported on this route" },
  })
  await expect(
    at('/v1').chat.completions.create({ model: 'openai.gpt-5.4', messages: [{ role: 'user', content: 'Hello' }] }),
  ).rejects.toMatchObject({
    status: 400,
    error: { message: "The model 'openai.gpt-5.4' does not support the '/v1/chat/completions' API" },
  })
  await expect(ask('/v1', 'no.such-model')).rejects.toMatchObject({
    status: 404,
    code: 'not_found_error',
    error: { message: "The model 'no.such-model' does not exist", type: 'invalid_request_error' },
  })
  await expect(at('/v1').responses.retrieve('resp_gone')).rejects.toMatchObject({
    status: 404,
    code: 'not_found_error',
  })
})
