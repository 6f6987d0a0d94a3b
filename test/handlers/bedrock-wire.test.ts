import { expect, test } from 'vitest'
import { framesOf } from '../wire/aws-frames.ts'
import { bedrockLab, CLAUDE, HEADERS, NOVA, said, user, WEATHER } from './bedrock-lab.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

test('answers Converse with compact JSON, its keys in alphabetical order', async () => {
  const { simulation, post } = bedrockLab()
  simulation.when('sea').reply('The sea is wide.')
  const response = await post('converse', { messages: [said('Tell me about the sea.')] })
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'application/json',
    date: 'Wed, 19 Aug 2026 14:36:09 GMT',
    'x-amzn-requestid': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  })
  expect(await response.text()).toMatch(
    /^\{"metrics":\{"latencyMs":\d+\},"output":\{"message":\{"content":\[\{"text":"The sea is wide\."\}\],"role":"assistant"\}\},"stopReason":"end_turn","usage":\{"cacheReadInputTokenCount":0,"cacheReadInputTokens":0,"cacheWriteInputTokenCount":0,"cacheWriteInputTokens":0,"inputTokens":\d+,"outputTokens":\d+,"serverToolUsage":\{\},"totalTokens":\d+\}\}$/,
  )
})

test('names cached tokens for Claude alone', async () => {
  const { post } = bedrockLab()
  const { usage } = await (await post('converse', { messages: [said('Hi')] }, NOVA)).json()
  expect(Object.keys(usage)).toEqual(['inputTokens', 'outputTokens', 'serverToolUsage', 'totalTokens'])
  expect(usage.totalTokens).toBe(usage.inputTokens + usage.outputTokens)
})

test.each([
  ['an encoded id', `/model/${encodeURIComponent(CLAUDE)}/converse`],
  ['a literal colon', `/model/${CLAUDE}/converse`],
  ['a global profile', '/model/global.anthropic.claude-sonnet-4-5-20250929-v1:0/converse'],
  ['an id without version', '/model/eu.anthropic.claude-sonnet-4-6/converse'],
  [
    'an ARN of a profile',
    `/model/${encodeURIComponent(`arn:aws:bedrock:us-east-1:123456789012:inference-profile/${CLAUDE}`)}/converse`,
  ],
  [
    'an ARN of the account',
    `/model/${encodeURIComponent('arn:aws:bedrock:us-east-1:1:application-inference-profile/1arbu5hu2sjr')}/converse`,
  ],
])('finds the model by %s', async (_, path) => {
  const { simulation } = bedrockLab()
  const body = JSON.stringify({ messages: [said('Hi')] })
  const response = await simulation.fetch(`https://bedrock-runtime.eu-west-1.amazonaws.com${path}`, {
    method: 'POST',
    headers: HEADERS,
    body,
  })
  expect(response.status).toBe(200)
})

test('bills a global profile less than a regional one', async () => {
  const { simulation, post } = bedrockLab()
  await post('converse', { messages: [said('Hi')], inferenceConfig: { maxTokens: 1 } })
  await post(
    'converse',
    { messages: [said('Hi')], inferenceConfig: { maxTokens: 1 } },
    CLAUDE.replace('us.', 'global.'),
  )
  const [regional, global] = simulation.exchanges
  expect(regional!.costUsd / global!.costUsd).toBeCloseTo(1.1)
})

test('streams Converse in frames whose events come in order and are padded', async () => {
  const { simulation, post, bytes } = bedrockLab()
  simulation.when('weather').reply('One moment.').callTool('get_weather', { city: 'Lisbon' })
  const frames = framesOf(await bytes(post('converse-stream', WEATHER)))
  for (const { data, headers } of frames) {
    expect(ALPHABET.startsWith(data.p)).toBe(true)
    expect(data.p.length).toBeGreaterThan(0)
    expect(Object.keys(headers)).toEqual([':event-type', ':content-type', ':message-type'])
    expect(Object.keys(data)).toEqual(Object.keys(data).toSorted())
  }
  expect(new Set(frames.map(({ data }) => data.p.length)).size).toBeGreaterThan(2)
  expect(frames.at(0)).toMatchObject({ headers: { ':event-type': 'messageStart' }, data: { role: 'assistant' } })
  expect(frames.at(-2)).toMatchObject({ headers: { ':event-type': 'messageStop' } })
  expect(frames.at(-1)).toMatchObject({
    headers: { ':event-type': 'metadata' },
    data: { usage: { serverToolUsage: {} } },
  })
})

test('opens blocks of tool calls with an event, and those of text with their first delta', async () => {
  const { simulation, post, bytes } = bedrockLab()
  simulation.when('weather').callTool('get_weather', { city: 'Lisbon' })
  const text = framesOf(await bytes(post('converse-stream', { messages: [said('Hi')] })))
  expect(text.some(({ headers }) => headers[':event-type'] === 'contentBlockStart')).toBe(false)
  for (const [model, fragments] of [
    [CLAUDE, ['']],
    [NOVA, ['{"city":"Lisbon"}']],
  ] as const) {
    const frames = framesOf(await bytes(post('converse-stream', WEATHER, model)))
    const deltas = frames.flatMap(({ data }) => data.delta?.toolUse?.input ?? [])
    expect(frames.filter(({ data }) => data.start)).toHaveLength(1)
    expect(deltas.slice(0, 1)).toEqual(fragments)
    expect(JSON.parse(deltas.join(''))).toEqual({ city: 'Lisbon' })
  }
})

test('ends text at a stop sequence; Nova keeps it and says that it ended by itself', async () => {
  const { simulation, post, bytes } = bedrockLab()
  simulation.when('city').reply('The city of Paris is old.')
  const body = { messages: [said('Which city?')], inferenceConfig: { stopSequences: ['Paris'] } }
  const claude = await (await post('converse', body)).json()
  const nova = await (await post('converse', body, NOVA)).json()
  expect([claude.stopReason, claude.output.message.content]).toEqual(['stop_sequence', [{ text: 'The city of ' }]])
  expect([nova.stopReason, nova.output.message.content]).toEqual(['end_turn', [{ text: 'The city of Paris' }]])
  const frames = framesOf(await bytes(post('converse-stream', body, NOVA)))
  expect(frames.map(({ data }) => data.delta?.text ?? '').join('')).toBe('The city of Paris')
})

test('puts reasoning before the text, and after it for DeepSeek R1; only Claude signs it', async () => {
  const { post } = bedrockLab()
  const kinds = async (model: string, extra: object = {}) => {
    const body = await (await post('converse', { messages: [said('Hello there')], ...extra }, model)).json()
    return body.output.message.content.map((block: any) =>
      Object.keys(block.reasoningContent?.reasoningText ?? block).join(),
    )
  }
  expect(await kinds('openai.gpt-oss-20b-1:0')).toEqual(['text', 'text'])
  const thinking = { additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1024 } } }
  expect(await kinds(CLAUDE, thinking)).toEqual(['signature,text', 'text'])
  const body = await (await post('converse', { messages: [said('Hi')] }, 'us.deepseek.r1-v1:0')).json()
  expect(body.output.message.content.map((block: object) => Object.keys(block)[0])).toEqual([
    'text',
    'reasoningContent',
  ])
})

test('gives back members of the native answer that the request names', async () => {
  const { post, bytes } = bedrockLab()
  const body = { messages: [said('Hi')], additionalModelResponseFieldPaths: ['/delta/stop_sequence', '/stop_sequence'] }
  expect(await (await post('converse', body)).json()).toHaveProperty('additionalModelResponseFields', {
    stop_sequence: null,
  })
  const frames = framesOf(await bytes(post('converse-stream', body)))
  expect(frames.at(-2)!.data.additionalModelResponseFields).toEqual({ delta: { stop_sequence: null } })
})

test('breaks a stream off with an exception and nothing after it', async () => {
  const { simulation, post, bytes } = bedrockLab()
  simulation.provider('bedrock').cutStreamAfter({ tokens: 3 }, 'error')
  const response = await post('converse-stream', { messages: [said('Tell me about the sea.')] })
  expect(response.status).toBe(200)
  const last = framesOf(await bytes(Promise.resolve(response))).at(-1)!
  expect(last.headers).toEqual({
    ':exception-type': 'serviceUnavailableException',
    ':content-type': 'application/json',
    ':message-type': 'exception',
  })
  expect(last.payload).toBe('{"message":"Bedrock is unable to process your request."}')
})

test('reads documents whose words are in the open', async () => {
  const { simulation, post } = bedrockLab()
  const document = { format: 'txt', name: 'facts', source: { bytes: btoa('The sea is wide.') } }
  expect((await post('converse', { messages: [user({ text: 'Summarise.' }, { document })] })).status).toBe(200)
  expect(JSON.stringify(simulation.exchanges[0]!.request)).toContain('The sea is wide.')
})
