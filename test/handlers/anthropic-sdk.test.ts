import Anthropic from '@anthropic-ai/sdk'
import { betaZodTool } from '@anthropic-ai/sdk/helpers/beta/zod'
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { anthropic } from '../../handlers/anthropic/index.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import type { SimulationOptions } from '../../src/options.ts'
import { Simulation } from '../../src/simulation.ts'

function setUp(options: SimulationOptions = {}) {
  const simulation = new Simulation(options, [new MockProvider(anthropic)])
  const client = new Anthropic({ apiKey: 'sk-ant-test', fetch: simulation.fetch, maxRetries: 0 })
  return { simulation, client }
}

const HAIKU = 'claude-haiku-4-5'
const hello = {
  model: HAIKU,
  max_tokens: 200,
  messages: [{ role: 'user', content: 'Say something about gardens.' }],
} as const
const params = () => ({ ...hello, messages: hello.messages.map((message) => ({ ...message })) })

const weather = {
  name: 'get_weather',
  description: 'Current weather of a city',
  input_schema: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
} satisfies Anthropic.Tool

describe('messages', () => {
  test('answers with the dated model, one text block and counted usage', async () => {
    const { client, simulation } = setUp()
    const message = await client.messages.create(params())
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      model: 'claude-haiku-4-5-20251001',
      stop_reason: 'end_turn',
      stop_sequence: null,
    })
    expect(message.content).toHaveLength(1)
    expect(message.usage).toMatchObject({
      service_tier: 'standard',
      inference_geo: 'not_available',
      cache_creation_input_tokens: 0,
    })
    expect(message.usage.output_tokens).toBe(simulation.exchanges[0]!.usage.outputTokens)
    expect(message._request_id).toMatch(/^req_011C[1-9A-HJ-NP-Za-km-z]{20}$/)
  })

  test('streams what the unary answer says, by the stream helper', async () => {
    const whole = await setUp().client.messages.create(params())
    const streamed = await setUp().client.messages.stream(params()).finalMessage()
    const { _request_id, ...body } = whole as typeof whole & { _request_id?: string }
    expect(streamed.content).toMatchObject(body.content)
    expect(streamed.usage.output_tokens).toBe(body.usage.output_tokens)
    expect(streamed.id).toBe(body.id)
  })

  test('calls a tool, and answers from its result', async () => {
    const { client } = setUp()
    const ask = { role: 'user', content: 'What is the weather in Paris?' } as const
    const first = await client.messages.create({ ...params(), messages: [ask], tools: [weather] })
    expect(first.stop_reason).toBe('tool_use')
    const call = first.content.find((block) => block.type === 'tool_use')!
    expect(call).toMatchObject({ name: 'get_weather', caller: { type: 'direct' }, input: { city: expect.any(String) } })
    expect(call.id).toMatch(/^toolu_01[1-9A-HJ-NP-Za-km-z]{22}$/)
    const result = { type: 'tool_result', tool_use_id: call.id, content: '22 degrees and sunny' } as const
    const messages = [
      ask,
      { role: 'assistant', content: first.content },
      { role: 'user', content: [result] },
    ] as Anthropic.MessageParam[]
    const second = await client.messages.create({ ...params(), messages, tools: [weather] })
    expect(second.stop_reason).toBe('end_turn')
    expect(JSON.stringify(second.content)).toContain('22 degrees and sunny')
  })

  test('streams the arguments of a tool call as fragments of spaced JSON', async () => {
    const { client } = setUp()
    const stream = client.messages.stream({
      ...params(),
      tools: [weather],
      tool_choice: { type: 'tool', name: 'get_weather' },
    })
    const fragments: string[] = []
    stream.on('inputJson', (delta) => fragments.push(delta))
    const message = await stream.finalMessage()
    const [block] = message.content
    expect(fragments[0]).toBe('')
    expect(fragments.join('')).toContain('{"city": "')
    expect(block).toMatchObject({ type: 'tool_use', input: JSON.parse(fragments.join('')) })
  })

  test('forces some tool where tool_choice is any, and none where it is none', async () => {
    const { client } = setUp()
    const forced = await client.messages.create({ ...params(), tools: [weather], tool_choice: { type: 'any' } })
    expect(forced.stop_reason).toBe('tool_use')
    const barred = await client.messages.create({
      ...params(),
      messages: [{ role: 'user', content: 'weather in Rome?' }],
      tools: [weather],
      tool_choice: { type: 'none' },
    })
    expect(barred.stop_reason).toBe('end_turn')
  })

  test('thinks in a block with a signature, unary and streamed', async () => {
    const body = { ...params(), max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 1024 } } as const
    const whole = await setUp().client.messages.create({ ...body, messages: [...body.messages] })
    expect(whole.content.map(({ type }) => type)).toEqual(['thinking', 'text'])
    expect(whole.content[0]).toMatchObject({ signature: expect.stringMatching(/^E[A-Za-z0-9+/]{200,}$/) })
    expect(whole.usage.output_tokens_details?.thinking_tokens).toBeGreaterThan(10)
    const streamed = await setUp()
      .client.messages.stream({ ...body, messages: [...body.messages] })
      .finalMessage()
    expect(streamed.content).toMatchObject(whole.content)
  })

  test('takes its own thinking back in the next turn', async () => {
    const { client } = setUp()
    const body = { ...params(), max_tokens: 4000, thinking: { type: 'enabled', budget_tokens: 1024 } } as const
    const first = await client.messages.create({ ...body, messages: [...body.messages] })
    const messages = [
      ...body.messages,
      { role: 'assistant', content: first.content },
      { role: 'user', content: 'More.' },
    ] as Anthropic.MessageParam[]
    await expect(client.messages.create({ ...body, messages })).resolves.toMatchObject({ stop_reason: 'end_turn' })
  })

  test('hides the thinking of models that omit it, and bills it', async () => {
    const message = await setUp().client.messages.create({ ...params(), model: 'claude-sonnet-5', max_tokens: 4000 })
    expect(message.content[0]).toMatchObject({ type: 'thinking', thinking: '', signature: expect.stringMatching(/^E/) })
    expect(message.usage.output_tokens_details!.thinking_tokens).toBeGreaterThan(0)
    const streamed = await setUp()
      .client.messages.stream({ ...params(), model: 'claude-sonnet-5', max_tokens: 4000 })
      .finalMessage()
    expect(streamed.content).toMatchObject(message.content)
  })

  test('ends at a stop sequence and names it', async () => {
    const { client, simulation } = setUp()
    simulation.when('gardens').reply('one two three four')
    const message = await client.messages.create({ ...params(), stop_sequences: ['three'] })
    expect(message).toMatchObject({
      content: [{ text: 'one two ' }],
      stop_reason: 'stop_sequence',
      stop_sequence: 'three',
    })
  })

  test('ends at max_tokens', async () => {
    const { client, simulation } = setUp()
    simulation.when('gardens').reply('Gardens are places where people grow many kinds of plants for pleasure.')
    const message = await client.messages.create({ ...params(), max_tokens: 5 })
    expect(message).toMatchObject({ stop_reason: 'max_tokens', usage: { output_tokens: 5 } })
  })

  test('parses structured output by the client', async () => {
    const { client } = setUp()
    const format = zodOutputFormat(z.object({ name: z.string(), age: z.number() }))
    const message = await client.messages.parse({ ...params(), output_config: { format } })
    expect(message.parsed_output).toEqual({ name: expect.any(String), age: expect.any(Number) })
  })

  test('refuses with status 200 and stop_details', async () => {
    const { client, simulation } = setUp()
    simulation.when('gardens').reply([{ type: 'refusal', text: 'I cannot help with that.' }])
    const message = await client.messages.create(params())
    const details = { type: 'refusal', category: null, explanation: 'I cannot help with that.' }
    expect(message).toMatchObject({ content: [], stop_reason: 'refusal', stop_details: details })
    await expect(client.messages.stream(params()).finalMessage()).resolves.toMatchObject({
      content: [],
      stop_reason: 'refusal',
      stop_details: details,
    })
  })
})

describe('other operations', () => {
  test('counts the tokens that creation bills', async () => {
    const { client } = setUp()
    const tools = [weather]
    const { model, messages } = params()
    const { input_tokens: counted } = await client.messages.countTokens({ model, messages, tools, system: 'Be brief.' })
    const { usage } = await client.messages.create({ ...params(), tools, system: 'Be brief.' })
    expect(counted).toBe(usage.input_tokens)
    await expect(
      client.messages.countTokens({ model, messages: [{ role: 'user', content: 'hello' }] }),
    ).resolves.toMatchObject({ input_tokens: 8 })
  })

  test('lists the models in pages, newest first', async () => {
    const { client } = setUp()
    const ids: string[] = []
    for await (const model of client.models.list({ limit: 5 })) ids.push(model.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toContain('claude-haiku-4-5-20251001')
    expect(ids.length).toBeGreaterThan(10)
    const first = await client.models.list({ limit: 1 })
    expect(first).toMatchObject({ has_more: true, first_id: ids[0], last_id: ids[0] })
  })

  test('resolves an alias of a model', async () => {
    const { client } = setUp()
    await expect(client.models.retrieve(HAIKU)).resolves.toMatchObject({
      id: 'claude-haiku-4-5-20251001',
      display_name: 'Claude Haiku 4.5',
      max_input_tokens: 200_000,
      max_tokens: 64_000,
      capabilities: {
        thinking: { supported: true, types: { enabled: { supported: true }, adaptive: { supported: false } } },
      },
    })
    await expect(client.models.retrieve('claude-9')).rejects.toThrow('model: claude-9')
  })

  test('runs the beta tool runner to its end', async () => {
    const { client, simulation } = setUp()
    simulation
      .when({ prompt: /weather/i })
      .callTool('get_weather', { city: 'Paris' })
      .once()
    const tool = betaZodTool({
      name: 'get_weather',
      description: 'Weather',
      inputSchema: z.object({ city: z.string() }),
      run: ({ city }) => `Sunny in ${city}`,
    })
    const messages = [{ role: 'user' as const, content: 'What is the weather in Paris?' }]
    const runner = client.beta.messages.toolRunner({ model: HAIKU, max_tokens: 300, tools: [tool], messages })
    const final = await runner.runUntilDone()
    expect(JSON.stringify(final.content)).toContain('Sunny in Paris')
  })

  test('keeps a thread of the beta client', async () => {
    const { client, simulation } = setUp()
    simulation.when('second').reply('Two.')
    const thread = client.beta.messages.thread({ model: HAIKU, max_tokens: 100, system: 'Be brief.' })
    await thread.send({ role: 'user', content: 'first' })
    const second = await thread.send({ role: 'user', content: 'second' })
    expect(second.content).toMatchObject([{ type: 'text', text: 'Two.' }])
    expect(simulation.exchanges.map(({ status }) => status)).toEqual([200, 200])
    const { request } = simulation.exchanges[1]!
    expect(request).toMatchObject({
      messages: [{ role: 'system' }, { role: 'user' }, { role: 'assistant' }, { role: 'user' }],
    })
  })
})
