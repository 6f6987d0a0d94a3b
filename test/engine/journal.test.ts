import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { expect, test } from 'vitest'
import { createManualClock, createSimulation, genAiAttributes } from '../../handlers/index.ts'

const user = (content: string) => [{ role: 'user' as const, content }]

async function text(stream: AsyncIterable<{ choices: { delta: { content?: string | null } }[] }>) {
  let all = ''
  for await (const { choices } of stream) all += choices[0]?.delta.content ?? ''
  return all
}

function lab(options: Parameters<typeof createSimulation>[0] = {}) {
  const llm = createSimulation(options)
  const openai = new OpenAI({ apiKey: 'sk-secret', fetch: llm.fetch, maxRetries: 0 })
  const ask = (content: string) => openai.chat.completions.create({ model: 'gpt-4o-mini', messages: user(content) })
  return { llm, openai, ask }
}

test('finds exchanges by what was asked and by what came of it', async () => {
  const { llm, ask } = lab()
  llm.when('weather').callTool('get_weather', { city: 'Paris' })
  llm.provider('openai').failNext(1, 'overloaded')
  await expect(ask('first')).rejects.toThrow('503')
  await ask('the weather')
  expect(llm.last?.prompt).toBe('the weather')
  expect(llm.filter('WEATHER')).toEqual([llm.last])
  expect(llm.filter({ status: 503 })).toEqual([llm.exchanges[0]])
  expect(llm.filter({ toolCall: 'get_weather', model: /mini/, state: 'complete' })).toHaveLength(1)
  expect(llm.filter({ toolCall: 'get_news' })).toEqual([])
  expect(llm.filter((exchange) => exchange.error !== undefined)).toHaveLength(1)
  expect(llm.provider('openai').last).toBe(llm.last)
  expect(llm.provider('anthropic').last).toBeUndefined()
  expect(llm.provider('openai').usage()).toEqual(llm.usage())
})

test('waits for exchanges of an app that nobody awaits, those before included', async () => {
  const { llm, ask } = lab()
  await ask('one')
  const waiting = llm.waitFor({ provider: 'openai' }, { count: 2 })
  const second = ask('two')
  const exchanges = await waiting
  expect(exchanges.map(({ prompt, state }) => [prompt, state])).toEqual([
    ['one', 'complete'],
    ['two', 'complete'],
  ])
  await second
})

test('waits for a stream that has begun, so that a test can leave it', async () => {
  const clock = createManualClock()
  const { llm, openai } = lab({ clock, latency: { ttftMs: 100, tokensPerSecond: 10 } })
  const stream = openai.chat.completions.create({ model: 'gpt-4o', messages: user('sea'), stream: true })
  const begun = llm.waitFor({ state: 'streaming' })
  await clock.advance(150)
  const [exchange] = await begun
  ;(await stream).controller.abort()
  await llm.waitFor({ state: 'aborted' })
  expect(exchange.state).toBe('aborted')
})

test('gives up by the clock of the simulation and shows what there was', async () => {
  const clock = createManualClock()
  const { llm, ask } = lab({ clock })
  await ask('one')
  const waiting = expect(llm.waitFor('two', { timeoutMs: 500 })).rejects.toThrow(
    /waitFor\("two"\) waited 500 ms for 1 and found 0\. 1 exchange, \d+ tokens, 0\.\d{6} USD\n {2}ex_1 openai\.chat gpt-4o-mini/,
  )
  await clock.advance(500)
  await waiting
  const reset = expect(llm.waitFor('three')).rejects.toThrow('The simulation was reset')
  llm.reset()
  await reset
  expect(() => llm.waitFor('x', { count: 0 })).toThrow('count must be a whole number from 1, not 0.')
})

test('tells listeners what happens, until they stop', async () => {
  const { llm, openai, ask } = lab()
  const heard: string[] = []
  const stops = (['exchange', 'stream', 'end'] as const).map((event) =>
    llm.on(event, ({ id, state }) => heard.push(`${id} ${event} ${state}`)),
  )
  await ask('one')
  llm.reset()
  const stream = await openai.chat.completions.create({ model: 'gpt-4o', messages: user('sea'), stream: true })
  for await (const chunk of stream) expect(chunk.object).toBe('chat.completion.chunk')
  expect(heard).toEqual([
    'ex_1 exchange pending',
    'ex_1 end complete',
    'ex_1 exchange pending',
    'ex_1 stream streaming',
    'ex_1 end complete',
  ])
  stops.forEach((stop) => stop())
  await ask('two')
  expect(heard).toHaveLength(5)
})

test('an exchange that a reset ends counts neither in the sums nor for listeners', async () => {
  const clock = createManualClock()
  const { llm, openai } = lab({ clock, latency: { ttftMs: 100, tokensPerSecond: 10 }, budgetUsd: 1 })
  const ended: string[] = []
  llm.on('end', ({ id }) => ended.push(id))
  const answer = openai.chat.completions.create({ model: 'gpt-4o', messages: user('sea'), stream: true })
  const begun = llm.waitFor({ state: 'streaming' })
  await clock.advance(150)
  await begun
  llm.reset()
  await expect(text(await answer)).rejects.toThrow('reset')
  expect(ended).toEqual([])
  expect(llm.usage().costUsd).toBe(0)
})

test('reads as text and as data, without keys', async () => {
  const { llm, ask } = lab()
  llm.when('weather').callTool('get_weather', { city: 'Paris' })
  await ask('the weather')
  const anthropic = new Anthropic({ apiKey: 'sk-secret', fetch: llm.fetch })
  await anthropic.messages.create({ model: 'claude-haiku-4-5', max_tokens: 5, messages: user('x'.repeat(100)) })
  expect(String(llm.exchanges[0])).toMatch(
    /^ex_1 openai\.chat gpt-4o-mini-2024-07-18 200 complete: "the weather" -> get_weather\(\{"city":"Paris"\}\) \(\d+ \+ \d+ tokens\)$/,
  )
  expect(String(llm).split('\n')).toHaveLength(3)
  const data = JSON.parse(JSON.stringify(llm)) as ReturnType<typeof llm.toJSON>
  expect(data.usage.exchanges).toBe(2)
  expect(data.exchanges[0]).toMatchObject({
    request: { model: 'gpt-4o-mini' },
    answer: { toolCalls: [{ name: 'get_weather', arguments: '{"city":"Paris"}' }], finishReason: 'tool-calls' },
    state: 'complete',
  })
  expect(data.exchanges[0]!.answer).not.toHaveProperty('sent')
  expect(JSON.stringify(llm)).not.toContain('secret')
})

test('reads as far as it has left, and says how it ended early', async () => {
  const clock = createManualClock()
  const { llm, openai, ask } = lab({ clock, latency: { ttftMs: 100, tokensPerSecond: 10 } })
  const answer = 'one two three four five six seven eight'
  llm.when('count').reply(answer)
  llm.when('weather').callTool('get_weather', { city: 'Paris' })
  const tools = [{ type: 'function' as const, function: { name: 'get_weather' } }]
  const streamed = (prompt: string) =>
    openai.chat.completions.create({ model: 'gpt-4o-mini', messages: user(prompt), stream: true, tools })
  const left = () => / -> (.*?)(?: \(\d+ \+ \d+ tokens\))?$/.exec(String(llm.last))![1]!

  const counting = streamed('count')
  await llm.waitFor({ state: 'pending' })
  expect(left()).toBe('not answered yet')
  await clock.advance(150)
  const stream = await counting
  const read = text(stream)
  await clock.advance(200)
  expect(left()).toMatch(/^"one two .*" so far$/)
  expect(answer.startsWith(left().slice(1, -8))).toBe(true)
  const far = left().slice(0, -7)
  const sent = () => (llm.last!.toJSON().answer as { sent?: string }).sent
  expect(JSON.stringify(sent())).toBe(far)
  stream.controller.abort()
  await read
  expect(left()).toBe(`${far}, then the client left`)
  expect(JSON.stringify(sent())).toBe(far)
  expect(far).not.toContain('eight')

  llm.fault({ how: 'socket', at: 'tool-call', next: 1 })
  const calling = streamed('weather').then(text)
  const lost = expect(calling).rejects.toThrow('terminated')
  await llm.waitFor({ prompt: 'weather', state: 'pending' })
  await clock.advance(60_000)
  await lost
  expect(left()).toMatch(/^get_weather\(.*\), then cut off$/)
  expect(left()).not.toContain('Paris"}')
  expect(llm.last!.usage.outputTokens % 1).toBe(0)

  llm.fault({ how: 'socket', at: { share: 0.5 }, next: 1 })
  const broken = expect(ask('count')).rejects.toThrow()
  await llm.waitFor({ prompt: 'count', state: 'pending' })
  await clock.advance(60_000)
  await broken
  expect(left()).toBe(`a part of "${answer}", then cut off`)
})

test('the budget sees what streams cost that ended early', async () => {
  const { llm, openai, ask } = lab({ budgetUsd: 0.0001 })
  llm.when('long').reply('sea '.repeat(100))
  llm.provider('openai').cutStreamAfter({ tokens: 1 }, 'socket')
  const stream = await openai.chat.completions.create({ model: 'gpt-4o-mini', messages: user('long'), stream: true })
  await expect(text(stream)).rejects.toThrow(/./)
  const spent = llm.usage().costUsd
  expect(spent).toBeLessThan(0.00001)
  await ask('long')
  await expect(ask('long')).rejects.toThrow('429')
})

test('says what a span of OpenTelemetry carries', async () => {
  const { llm, openai } = lab({ latency: { ttftMs: 250 }, clock: 'virtual' })
  const body = { model: 'gpt-4o', messages: user('sea'), max_tokens: 3, temperature: 0.5, stop: 'x' }
  const answer = await openai.chat.completions.create(body)
  llm.provider('openai').failNext(1, 'rate_limit')
  await expect(openai.embeddings.create({ model: 'text-embedding-3-small', input: 'sea' })).rejects.toThrow('429')
  await openai.chat.completions.create({ ...body, stream: true }).then(text)
  const google = { contents: [{ parts: [{ text: 'sea' }] }] }
  await llm.fetch('https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent?key=k', {
    method: 'POST',
    body: JSON.stringify(google),
  })
  const [chat, failed, streamed, gemini] = llm.exchanges.map(genAiAttributes)
  expect(chat).toEqual({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.response.model': answer.model,
    'gen_ai.usage.input_tokens': answer.usage!.prompt_tokens,
    'gen_ai.usage.output_tokens': 3,
    'gen_ai.request.max_tokens': 3,
    'gen_ai.request.temperature': 0.5,
    'gen_ai.request.stop_sequences': ['x'],
    'gen_ai.output.type': 'text',
    'gen_ai.response.finish_reasons': ['length'],
    'server.address': 'api.openai.com',
  })
  expect(failed).toMatchObject({ 'gen_ai.operation.name': 'embeddings', 'error.type': '429' })
  expect(streamed).toMatchObject({
    'gen_ai.request.stream': true,
    'gen_ai.response.time_to_first_chunk': llm.exchanges[2]!.schedule.ttftMs / 1000,
  })
  expect(gemini).toMatchObject({ 'gen_ai.operation.name': 'generate_content', 'gen_ai.provider.name': 'gcp.gemini' })
})
