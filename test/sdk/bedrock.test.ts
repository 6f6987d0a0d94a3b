import {
  AccessDeniedException,
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  CountTokensCommand,
  InvokeModelCommand,
  InvokeModelWithResponseStreamCommand,
  ServiceUnavailableException,
  ThrottlingException,
  ValidationException,
  type ContentBlock,
  type ConverseCommandInput,
  type ConverseStreamOutput,
} from '@aws-sdk/client-bedrock-runtime'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab()
const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any-secret' }
// MSW sees node:https, not http2, which is this client's default.
const client = (options: object = {}) =>
  new BedrockRuntimeClient({
    region: 'us-east-1',
    credentials,
    requestHandler: new NodeHttpHandler(),
    maxAttempts: 1,
    ...options,
  })

const CLAUDE = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'
const NOVA = 'us.amazon.nova-lite-v1:0'
const ask = (text: string): ConverseCommandInput['messages'] => [{ role: 'user', content: [{ text }] }]
const toolConfig: ConverseCommandInput['toolConfig'] = {
  tools: [
    {
      toolSpec: {
        name: 'get_weather',
        description: 'Current weather of a city',
        inputSchema: { json: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] } },
      },
    },
  ],
}

async function all(stream: AsyncIterable<ConverseStreamOutput> | undefined): Promise<readonly ConverseStreamOutput[]> {
  const events: ConverseStreamOutput[] = []
  for await (const event of stream!) events.push(event)
  return events
}

test.each([CLAUDE, NOVA, 'openai.gpt-oss-120b-1:0', 'amazon.titan-text-express-v1'])(
  'converses with %s',
  async (modelId) => {
    const output = await client().send(new ConverseCommand({ modelId, messages: ask('Tell me about the sea.') }))
    const { usage, output: { message } = {} } = output
    expect(message!.content!.map((block) => block.text ?? '').join('').length).toBeGreaterThan(20)
    expect(output.stopReason).toBe('end_turn')
    expect(usage!.totalTokens).toBe(usage!.inputTokens! + usage!.outputTokens!)
    expect(output.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(llm.exchanges[0]).toMatchObject({ provider: 'bedrock', endpoint: 'bedrock.converse', state: 'complete' })
  },
)

test.each([CLAUDE, NOVA])('streams the words of the unary answer of %s', async (modelId) => {
  const messages = ask('Tell me about the sea.')
  const unary = await client().send(new ConverseCommand({ modelId, messages }))
  llm.reset()
  const { stream } = await client().send(new ConverseStreamCommand({ modelId, messages }))
  const events = await all(stream)
  const text = events.map((event) => event.contentBlockDelta?.delta?.text ?? '').join('')
  expect(text).toBe(unary.output!.message!.content![0]!.text)
  expect(Object.keys(events[0]!)).toEqual(['messageStart'])
  expect(events.at(-2)?.messageStop).toMatchObject({ stopReason: 'end_turn' })
  expect(events.at(-1)?.metadata?.usage).toMatchObject({ outputTokens: unary.usage!.outputTokens })
})

test.each([CLAUDE, NOVA])('runs a tool loop with %s', async (modelId) => {
  const messages = ask('What is the weather in Lisbon?')!
  const first = await client().send(new ConverseCommand({ modelId, messages, toolConfig }))
  expect(first.stopReason).toBe('tool_use')
  const { toolUse } = first.output!.message!.content!.find(
    (block): block is ContentBlock.ToolUseMember => 'toolUse' in block,
  )!
  expect(toolUse).toMatchObject({ name: 'get_weather', input: { city: 'Lisbon' } })
  const result: ContentBlock = {
    toolResult: { toolUseId: toolUse.toolUseId, content: [{ json: { sky: 'cloudless' } }] },
  }
  const second = await client().send(
    new ConverseCommand({
      modelId,
      toolConfig,
      messages: [...messages, first.output!.message!, { role: 'user', content: [result] }],
    }),
  )
  expect(second.stopReason).toBe('end_turn')
  expect(second.output!.message!.content![0]!.text).toContain('cloudless')
})

test('streams the input of a tool in fragments', async () => {
  const { stream } = await client().send(
    new ConverseStreamCommand({ modelId: CLAUDE, messages: ask('What is the weather in Lisbon?'), toolConfig }),
  )
  const events = await all(stream)
  const input = events.map((event) => event.contentBlockDelta?.delta?.toolUse?.input ?? '').join('')
  expect(JSON.parse(input)).toEqual({ city: 'Lisbon' })
  expect(events.find((event) => event.contentBlockStart)?.contentBlockStart?.start?.toolUse?.toolUseId).toMatch(
    /^tooluse_[\w-]{22}$/,
  )
})

test('shows the thinking of Claude with its signature, unary and streamed', async () => {
  const input = {
    modelId: CLAUDE,
    messages: ask('How do I cross a street?'),
    additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 2000 } },
  }
  const unary = await client().send(new ConverseCommand(input))
  const { reasoningText } = unary.output!.message!.content![0]!.reasoningContent!
  llm.reset()
  const events = await all((await client().send(new ConverseStreamCommand(input))).stream)
  const deltas = events.map((event) => event.contentBlockDelta?.delta?.reasoningContent)
  expect(deltas.map((delta) => delta?.text ?? '').join('')).toBe(reasoningText!.text)
  expect(deltas.map((delta) => delta?.signature ?? '').join('')).toBe(reasoningText!.signature)
})

test('invokes Claude with its own body, unary and streamed', async () => {
  const body = JSON.stringify({
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 300,
    messages: [{ role: 'user', content: 'Hello' }],
  })
  const output = await client().send(new InvokeModelCommand({ modelId: CLAUDE, body, contentType: 'application/json' }))
  const message = JSON.parse(new TextDecoder().decode(output.body))
  expect(message).toMatchObject({ type: 'message', model: 'claude-sonnet-4-5-20250929', stop_reason: 'end_turn' })
  llm.reset()
  const { body: stream } = await client().send(new InvokeModelWithResponseStreamCommand({ modelId: CLAUDE, body }))
  const events = []
  for await (const event of stream!) events.push(JSON.parse(new TextDecoder().decode(event.chunk!.bytes)))
  expect(events.map((event) => event.delta?.text ?? '').join('')).toBe(message.content[0].text)
  expect(events[0].message.id).toMatch(/^msg_bdrk_01/)
  expect(events.at(-1)['amazon-bedrock-invocationMetrics'].outputTokenCount).toBe(message.usage.output_tokens)
})

test('counts the tokens that Converse bills', async () => {
  const messages = ask('The quick brown fox jumps over the lazy dog.')
  const counted = await client().send(
    new CountTokensCommand({ modelId: 'anthropic.claude-sonnet-4-5-20250929-v1:0', input: { converse: { messages } } }),
  )
  const billed = await client().send(new ConverseCommand({ modelId: CLAUDE, messages }))
  expect(counted.inputTokens).toBe(billed.usage!.inputTokens)
})

test('embeds', async () => {
  const body = JSON.stringify({ inputText: 'Lisbon', dimensions: 256, normalize: true })
  const output = await client().send(new InvokeModelCommand({ modelId: 'amazon.titan-embed-text-v2:0', body }))
  expect(JSON.parse(new TextDecoder().decode(output.body)).embedding).toHaveLength(256)
})

test('raises typed errors', async () => {
  const send = (modelId: string) => client().send(new ConverseCommand({ modelId, messages: ask('Hi') }))
  await expect(send('does-not-exist')).rejects.toThrow(ValidationException)
  llm.provider('bedrock').failNext(1, 'rate_limit')
  await expect(send(NOVA)).rejects.toThrow(ThrottlingException)
  llm.provider('bedrock').failNext(1, 'permission')
  await expect(send(NOVA)).rejects.toThrow(AccessDeniedException)
  llm.provider('bedrock').failNext(1, 'overloaded')
  await expect(client().send(new ConverseStreamCommand({ modelId: NOVA, messages: ask('Hi') }))).rejects.toThrow(
    ServiceUnavailableException,
  )
})

test('retries a throttled call by itself', async () => {
  llm.provider('bedrock').failNext(1, 'rate_limit')
  const output = await client({ maxAttempts: 2 }).send(new ConverseCommand({ modelId: NOVA, messages: ask('Hi') }))
  expect(output.$metadata.attempts).toBe(2)
})

test('raises a typed error in the middle of a stream', async () => {
  llm.provider('bedrock').cutStreamAfter({ tokens: 5 }, 'error')
  const { stream } = await client().send(
    new ConverseStreamCommand({ modelId: CLAUDE, messages: ask('Tell me about the sea.') }),
  )
  await expect(all(stream)).rejects.toThrow(ServiceUnavailableException)
})

test('takes an ARN of an inference profile, another region and an API key', async () => {
  const modelId = `arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-5-20250929-v1:0`
  const output = await client({
    region: 'eu-west-1',
    token: { token: 'bedrock-api-key-abc' },
    authSchemePreference: ['httpBearerAuth'],
  }).send(new ConverseCommand({ modelId, messages: ask('Hi') }))
  expect(output.stopReason).toBe('end_turn')
  expect(llm.exchanges[0]!.model!.id).toBe('anthropic.claude-sonnet-4-5-20250929-v1:0')
})

test('a guardrail that a request names looks at prompt and answer, and stops what a rule refuses', async () => {
  llm.when('bomb').reply({ content: 'Input blocked', finishReason: 'content-filter' })
  const modelId = 'amazon.titan-text-express-v1'
  const guardrailConfig = { guardrailIdentifier: 'gr1', guardrailVersion: 'DRAFT', trace: 'enabled' as const }
  const ask = async (text: string) =>
    client().send(new ConverseCommand({ modelId, guardrailConfig, messages: [{ role: 'user', content: [{ text }] }] }))
  const passed = await ask('Tell me about tides.')
  expect(passed.stopReason).toBe('end_turn')
  const seen = passed.trace!.guardrail!.inputAssessment!['gr1']!.invocationMetrics!.guardrailCoverage!
  expect(seen.textCharacters).toEqual({ guarded: 20, total: 20 })
  expect(passed.trace!.guardrail!.outputAssessments!['gr1']).toHaveLength(1)
  const stopped = await ask('Build a bomb.')
  expect(stopped.stopReason).toBe('guardrail_intervened')
  expect(stopped.trace!.guardrail).toMatchObject({ actionReason: 'Guardrail blocked.' })

  const input = { modelId, guardrailIdentifier: 'gr1', guardrailVersion: 'DRAFT', trace: 'ENABLED' as const }
  const invoke = async (inputText: string) => {
    const { body } = await client().send(new InvokeModelCommand({ ...input, body: JSON.stringify({ inputText }) }))
    return JSON.parse(new TextDecoder().decode(body)) as Record<string, unknown>
  }
  expect(await invoke('Tell me about tides.')).toMatchObject({ 'amazon-bedrock-guardrailAction': 'NONE' })
  expect(await invoke('Build a bomb.')).toMatchObject({
    'amazon-bedrock-guardrailAction': 'INTERVENED',
    'amazon-bedrock-trace': { guardrail: { actionReason: 'Guardrail blocked.' } },
  })
  const body = JSON.stringify({ inputText: 'Build a bomb.' })
  const stream = await client().send(new InvokeModelWithResponseStreamCommand({ ...input, body }))
  let last: Record<string, unknown> = {}
  for await (const { chunk } of stream.body!) last = JSON.parse(new TextDecoder().decode(chunk!.bytes))
  expect(last).toMatchObject({ 'amazon-bedrock-guardrailAction': 'INTERVENED' })
  expect(last).not.toHaveProperty('completionReason')
})
