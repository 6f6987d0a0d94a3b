import { expect, test } from 'vitest'
import { chunksOf, framesOf } from '../wire/aws-frames.ts'
import { bedrockLab, NOVA, said, WEATHER } from './bedrock-lab.ts'

const claudeBody = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 300,
  messages: [{ role: 'user', content: 'Hello' }],
}

test('invokes Claude: its message under another id, tokens in headers', async () => {
  const { post } = bedrockLab()
  const response = await post('invoke', claudeBody)
  const body = await response.json()
  expect(Object.keys(body)).toEqual([
    'model',
    'id',
    'type',
    'role',
    'content',
    'stop_reason',
    'stop_sequence',
    'stop_details',
    'usage',
  ])
  expect(body).toMatchObject({
    model: 'claude-sonnet-4-5-20250929',
    id: expect.stringMatching(/^msg_bdrk_01[1-9A-HJ-NP-Za-km-z]{22}$/),
  })
  expect(Object.keys(body.usage)).toEqual([
    'input_tokens',
    'cache_creation_input_tokens',
    'cache_read_input_tokens',
    'cache_creation',
    'output_tokens',
  ])
  expect(response.headers.get('x-amzn-bedrock-input-token-count')).toBe(String(body.usage.input_tokens))
  expect(response.headers.get('x-amzn-bedrock-output-token-count')).toBe(String(body.usage.output_tokens))
  expect(response.headers.get('x-amzn-bedrock-invocation-latency')).toMatch(/^\d+$/)
})

test('gives the newest Claude models ids of base 32 and a service tier', async () => {
  const body = await (await bedrockLab().post('invoke', claudeBody, 'us.anthropic.claude-opus-4-8')).json()
  expect(body.id).toMatch(/^msg_bdrk_[a-z2-7]{52}$/)
  expect(body.usage.service_tier).toBe('standard')
})

test('streams Claude’s events in chunks, the last one with the bill', async () => {
  const { post, bytes } = bedrockLab()
  const response = post('invoke-with-response-stream', claudeBody)
  expect((await response).headers.get('x-amzn-bedrock-content-type')).toBe('application/json')
  const raw = await bytes(response)
  expect(new Set(framesOf(raw).map(({ headers }) => headers[':event-type']))).toEqual(new Set(['chunk']))
  const events = chunksOf(raw)
  expect(events.map(({ type }) => type).filter((type, index, all) => type !== all[index - 1])).toEqual([
    'message_start',
    'content_block_start',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ])
  expect(events.at(-1)['amazon-bedrock-invocationMetrics']).toMatchObject({
    inputTokenCount: events[0].message.usage.input_tokens,
  })
})

test.each([
  ['amazon.titan-text-express-v1', { inputText: 'Hi' }, ['inputTextTokenCount', 'results']],
  [
    'meta.llama3-70b-instruct-v1:0',
    { prompt: 'Hi' },
    ['generation', 'prompt_token_count', 'generation_token_count', 'stop_reason'],
  ],
  ['mistral.mistral-7b-instruct-v0:2', { prompt: 'Hi' }, ['outputs']],
  ['cohere.command-text-v14', { prompt: 'Hi' }, ['id', 'generations', 'prompt']],
  [
    'cohere.command-r-v1:0',
    { message: 'Hi' },
    ['response_id', 'text', 'generation_id', 'chat_history', 'finish_reason'],
  ],
  ['ai21.j2-mid-v1', { prompt: 'Hi' }, ['id', 'prompt', 'completions']],
  ['us.deepseek.r1-v1:0', { prompt: 'Hi' }, ['choices']],
  [
    'openai.gpt-oss-20b-1:0',
    { messages: [{ role: 'user', content: 'Hi' }] },
    ['id', 'object', 'created', 'model', 'choices', 'usage'],
  ],
  [
    'us.amazon.nova-lite-v1:0',
    { schemaVersion: 'messages-v1', messages: [said('Hi')] },
    ['output', 'stopReason', 'usage'],
  ],
  [
    'anthropic.claude-v2:1',
    { prompt: '\n\nHuman: Hi\n\nAssistant:', max_tokens_to_sample: 50 },
    ['type', 'completion', 'stop_reason', 'stop'],
  ],
])('speaks the own format of %s, unary and streamed', async (model, body, keys) => {
  const { post, bytes } = bedrockLab()
  const unary = await post('invoke', body, model)
  expect(Object.keys((await unary.json()) as object)).toEqual(keys)
  expect(Number(unary.headers.get('x-amzn-bedrock-output-token-count'))).toBeGreaterThan(0)
  const streamed = await post('invoke-with-response-stream', body, model)
  if (model.startsWith('ai21')) return expect(streamed.status).toBe(400)
  const events = chunksOf(await bytes(Promise.resolve(streamed)))
  expect(events.length).toBeGreaterThan(0)
  expect(events.filter((event) => event['amazon-bedrock-invocationMetrics'])).toEqual(events.slice(-1))
})

test('streams every delta of Nova’s own format as a block, with UUIDs for calls', async () => {
  const { simulation, post, bytes } = bedrockLab()
  simulation.when('weather').callTool('get_weather', { city: 'Lisbon' })
  const body = { ...WEATHER, inferenceConfig: { max_new_tokens: 200 } }
  const events = chunksOf(await bytes(post('invoke-with-response-stream', body, NOVA)))
  expect(events.map((event) => Object.keys(event)[0])).toEqual([
    'messageStart',
    'contentBlockStart',
    'contentBlockDelta',
    'contentBlockStop',
    'messageStop',
    'metadata',
  ])
  expect(events[1].contentBlockStart.start.toolUse.toolUseId).toMatch(/^[0-9a-f]{8}-/)
})

test('counts tokens of either body', async () => {
  const { post } = bedrockLab()
  const converse = { messages: [said('Hello, world!')], system: [] }
  const count = async (input: object) =>
    (await post('count-tokens', { input }, 'anthropic.claude-sonnet-4-20250514-v1:0')).text()
  expect(await count({ converse })).toBe('{"inputTokens":11}')
  const native = { ...claudeBody, messages: [{ role: 'user', content: 'Hello, world!' }] }
  expect(await count({ invokeModel: { body: btoa(JSON.stringify(native)) } })).toBe('{"inputTokens":11}')
})

test.each([
  ['amazon.titan-embed-text-v1', { inputText: 'Hello World!' }, { embedding: 1536, tokens: 3 }],
  [
    'amazon.titan-embed-text-v2:0',
    { inputText: 'Ruby', dimensions: 256, normalize: true },
    { embedding: 256, tokens: 2 },
  ],
])('embeds with %s', async (model, body, expected) => {
  const response = await bedrockLab().post('invoke', body, model)
  const answer = await response.json()
  expect({ embedding: answer.embedding.length, tokens: answer.inputTextTokenCount }).toEqual(expected)
  expect(response.headers.get('x-amzn-bedrock-input-token-count')).toBe(String(expected.tokens))
  expect(response.headers.has('x-amzn-bedrock-output-token-count')).toBe(false)
})

test('embeds with Cohere and Nova', async () => {
  const { post } = bedrockLab()
  const cohere = { texts: ['Hello', 'World'], input_type: 'search_document' }
  const v3 = await (await post('invoke', cohere, 'cohere.embed-english-v3')).json()
  expect(v3).toMatchObject({ response_type: 'embeddings_floats', texts: ['hello', 'world'] })
  const v4 = await (await post('invoke', { ...cohere, output_dimension: 512 }, 'us.cohere.embed-v4:0')).json()
  expect(v4.embeddings.float.map((vector: number[]) => vector.length)).toEqual([512, 512])
  const params = { embeddingPurpose: 'GENERIC_INDEX', text: { value: 'hello', truncationMode: 'NONE' } }
  const nova = { taskType: 'SINGLE_EMBEDDING', singleEmbeddingParams: params }
  const answer = await (await post('invoke', nova, 'amazon.nova-2-multimodal-embeddings-v1:0')).json()
  expect(answer.embeddings[0]).toMatchObject({ embeddingType: 'TEXT' })
})
