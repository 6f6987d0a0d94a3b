import { expect, test } from 'vitest'
import { errorOf, messages, setUp, textOf } from './setup.ts'

const two = { model: 'groq/llama-3.3-70b-versatile', models: ['openai/gpt-4o-mini'] }

test('asks the provider that is named, by its rules, limits and prices, and tells what it decided', async () => {
  const { llm, gateway, client } = setUp({ latencyMs: 300 })
  llm.when('sea').reply('Deep.')
  const { data, response } = await client.chat.completions
    .create({ model: 'anthropic/claude-haiku-4-5', messages })
    .withResponse()
  expect(data.choices[0]?.message).toMatchObject({ role: 'assistant', content: 'Deep.', refusal: null })
  expect(data).toMatchObject({ object: 'chat.completion', model: expect.stringContaining('claude-haiku-4-5') })
  const exchange = llm.last!
  expect(exchange).toMatchObject({ provider: 'anthropic', endpoint: 'anthropic.gateway-chat', status: 200 })
  expect(data.usage?.prompt_tokens).toBe(exchange.usage.inputTokens)
  expect(exchange.costUsd).toBeGreaterThan(0)
  expect(Number(response.headers.get('x-route-actual-usd'))).toBeCloseTo(exchange.costUsd, 9)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'x-route-decision': 'anthropic:claude-haiku-4-5',
    'x-route-attempts': '1',
    'x-route-attempted': 'anthropic:claude-haiku-4-5=200',
    'x-route-fallback': 'false',
  })
  for (const name of ['reason', 'strategy', 'confidence', 'estimate-usd', 'eta-ms'])
    expect(response.headers.get(`x-route-${name}`)).toMatch(/./)
  expect(gateway.history).toMatchObject([
    { id: 'gw_1', model: 'anthropic/claude-haiku-4-5', status: 200, attempts: [{ status: 200, latencyMs: 300 }] },
  ])
  expect(gateway.attempts[0]?.exchange).toBe(exchange)
})

test('takes provider/model, provider:model, a bare id, auto and router', async () => {
  const { llm, client } = setUp()
  const asked = async (model: string) => {
    await client.chat.completions.create({ model, messages })
    return `${llm.last!.provider}:${llm.last!.request.model}`
  }
  expect(await asked('openai/gpt-4o-mini')).toBe('openai:gpt-4o-mini')
  expect(await asked('openai:gpt-4o-mini')).toBe('openai:gpt-4o-mini')
  expect(await asked('gpt-4o-mini')).toBe('openai:gpt-4o-mini')
  expect(await asked('groq/openai/gpt-oss-120b')).toBe('groq:openai/gpt-oss-120b')
  expect(await asked('auto')).toMatch(/^(openai|anthropic|groq):/)
  expect(await asked('router')).toMatch(/^(openai|anthropic|groq):/)
})

test('asks the second of a list where the first has no room', async () => {
  const { llm, gateway, client } = setUp()
  llm.provider('groq').failNext(1, { kind: 'rate_limit', retryAfterMs: 7000 })
  const { data, response } = await client.chat.completions.create({ ...two, messages }).withResponse()
  expect(data.model).toMatch(/^gpt-4o-mini/)
  expect(response.headers.get('x-route-attempted')).toBe('groq:llama-3.3-70b-versatile=429, openai:gpt-4o-mini=200')
  expect(response.headers.get('x-route-attempts')).toBe('2')
  expect(response.headers.get('x-route-fallback')).toBe('true')
  expect(response.headers.get('x-route-decision')).toBe('openai:gpt-4o-mini')
  expect(gateway.stats().fallbackCount).toBe(1)
  expect(llm.exchanges.map(({ provider, status }) => [provider, status])).toEqual([
    ['groq', 429],
    ['openai', 200],
  ])
})

test('of what the router ranks, another provider than the failing one is asked next; that one cools down until the clock has passed', async () => {
  const { llm, gateway, client } = setUp({}, { router: { cooldown: { timeMs: 10_000 } } })
  const asked = async () => {
    const { response } = await client.chat.completions.create({ model: 'auto', messages }).withResponse()
    return response.headers.get('x-route-attempted')!.split(', ')
  }
  const [usual] = await asked()
  const key = usual!.split('=')[0]!
  const [provider] = key.split(':') as [string]
  llm.provider(provider).failNext(1, { kind: 'rate_limit', retryAfterMs: 1000 })
  const [first, second] = await asked()
  expect(first).toBe(`${key}=429`)
  expect(second).toMatch(/=200$/)
  expect(second!.split(':')[0]).not.toBe(provider)
  expect(gateway.stats().fallbackCount).toBe(1)
  expect((await asked())[0]).not.toContain(`${key}=`)
  await llm.clock.sleep(10_001)
  expect(await asked()).toEqual([`${key}=200`])
})

test('a fault of the request is answered as it is, with no second attempt', async () => {
  const { llm, client } = setUp()
  llm.provider('groq').failNext(1, { kind: 'invalid_request', message: 'no such thing' })
  const error = await errorOf(client.chat.completions.create({ ...two, messages }))
  expect(error).toMatchObject({ status: 400 })
  expect(error.message).toContain('no such thing')
  expect(error.headers?.get('x-route-attempts')).toBe('1')
  expect(llm.exchanges).toHaveLength(1)
  const mistyped = { ...two, messages, temperature: 'hot' as never }
  expect(await errorOf(client.chat.completions.create(mistyped))).toMatchObject({ status: 400, param: 'temperature' })
})

test.each([
  ['overloaded', 2],
  ['server_error', 2],
  ['bad_gateway', 2],
  ['timeout', 2],
  ['not_found', 2],
  ['quota', 2],
  ['auth', 1],
  ['permission', 1],
  ['invalid_request', 1],
  ['content_filter', 1],
  ['context_length', 1],
] as const)('%s: %i attempts', async (kind, attempts) => {
  const { llm, client } = setUp()
  llm.provider('groq').failNext(1, kind)
  await client.chat.completions.create({ ...two, messages }).catch(() => {})
  expect(llm.exchanges).toHaveLength(attempts)
})

test('a lost connection and a provider that never answers are failed over, too', async () => {
  const { llm, gateway, client } = setUp({}, { timeoutMs: 5000 })
  llm.provider('groq').fault({ how: 'socket', at: 'headers', next: 1 })
  await client.chat.completions.create({ ...two, messages })
  llm.provider('groq').fault({ how: 'stall', at: 'headers', next: 1 })
  gateway.router.reset()
  const { response } = await client.chat.completions.create({ ...two, messages }).withResponse()
  expect(response.headers.get('x-route-attempted')).toBe('groq:llama-3.3-70b-versatile=timeout, openai:gpt-4o-mini=200')
  expect(gateway.attempts.map(({ status, latencyMs }) => [status, latencyMs])).toEqual([
    ['network', 0],
    [200, 0],
    ['timeout', 5000],
    [200, 0],
  ])
})

test('a prompt that is too long is only shown to a model with a larger window; refused content only to whom the options name', async () => {
  const { llm, client } = setUp({}, { failOver: { contentFilter: ['openai:gpt-4o'], auth: true } })
  llm.provider('groq').failNext(1, 'context_length')
  const models = ['groq/openai/gpt-oss-20b', 'groq/llama-3.1-8b-instant', 'anthropic/claude-haiku-4-5']
  await client.chat.completions.create({ model: 'groq/llama-3.3-70b-versatile', models, messages } as never)
  expect(llm.exchanges.map(({ request }) => request.model)).toEqual(['llama-3.3-70b-versatile', 'claude-haiku-4-5'])
  llm.reset()
  llm.provider('groq').failNext(1, 'content_filter')
  await client.chat.completions.create({ ...two, messages })
  expect(llm.exchanges.map(({ request }) => request.model)).toEqual(['llama-3.3-70b-versatile', 'gpt-4o'])
  llm.reset()
  llm.provider('groq').failNext(1, 'auth')
  await client.chat.completions.create({ ...two, messages })
  expect(llm.exchanges).toHaveLength(2)
})

test('asks the same candidate again first where it is told to, after what retry-after says', async () => {
  const { llm, client } = setUp({}, { retry: { attempts: 1 } })
  llm.provider('groq').failNext(1, { kind: 'rate_limit', retryAfterMs: 7000 })
  const { response } = await client.chat.completions.create({ ...two, messages }).withResponse()
  expect(response.headers.get('x-route-attempted')).toBe(
    'groq:llama-3.3-70b-versatile=429, groq:llama-3.3-70b-versatile=200',
  )
  expect(llm.exchanges[1]!.receivedAtMs - llm.exchanges[0]!.receivedAtMs).toBe(7000)
})

test('streams in OpenAI’s shape whoever answers', async () => {
  const { llm, client } = setUp({ latency: 'realistic' })
  const stream = await client.chat.completions.create({
    model: 'anthropic/claude-haiku-4-5',
    messages,
    stream: true,
    stream_options: { include_usage: true },
  })
  let text = ''
  let outputTokens = 0
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? ''
    outputTokens = chunk.usage?.completion_tokens ?? outputTokens
  }
  expect(text).toBe(llm.last!.text)
  expect(outputTokens).toBe(llm.last!.usage.outputTokens)
  expect(llm.last).toMatchObject({ state: 'complete', provider: 'anthropic' })
})

test('a stream that breaks before its first word is another provider’s from its first byte; later faults end it with an error', async () => {
  const { llm, client } = setUp()
  llm.when({ provider: 'groq' }).reply('one two three four five six seven eight')
  llm.when({ provider: 'openai' }).reply('uno due tre')
  for (const fault of [
    { kind: 'overloaded' },
    { how: 'socket', at: 'start' },
    { how: 'error', at: 'start' },
    { how: 'end', at: { tokens: 0 } },
    { how: 'stall', at: 'start' },
  ] as const) {
    llm.provider('groq').fault({ ...fault, next: 1 })
    const { data, response } = await client.chat.completions.create({ ...two, messages, stream: true }).withResponse()
    expect(await textOf(data)).toEqual({ text: 'uno due tre', error: undefined })
    expect(response.headers.get('x-route-attempts')).toBe('2')
    llm.reset()
    llm.when({ provider: 'groq' }).reply('one two three four five six seven eight')
    llm.when({ provider: 'openai' }).reply('uno due tre')
  }
  for (const how of ['socket', 'error', 'end', 'stall'] as const) {
    llm.provider('groq').fault({ how, at: { tokens: 3 }, next: 1 })
    const { data, response } = await client.chat.completions.create({ ...two, messages, stream: true }).withResponse()
    const { text, error } = await textOf(data)
    expect(text).toBe('one two three')
    expect(error).toMatchObject({ message: expect.stringMatching(/./) })
    expect(response.headers.get('x-route-attempts')).toBe('1')
  }
  expect(llm.exchanges.every(({ provider }) => provider === 'groq')).toBe(true)
})

test('a client that leaves ends the attempt and what would follow', async () => {
  const { llm, gateway, client } = setUp({ clock: 'manual', latencyMs: 1000 })
  const leaving = new AbortController()
  const call = client.chat.completions.create({ ...two, messages }, { signal: leaving.signal })
  const failed = expect(call).rejects.toThrow(/abort/i)
  await expect.poll(() => llm.exchanges.length).toBe(1)
  leaving.abort()
  await failed
  expect(llm.exchanges).toMatchObject([{ state: 'aborted' }])
  expect(gateway.history).toMatchObject([{ status: 0 }])
})

test('a client that leaves a stream ends the provider’s, billed to there', async () => {
  const { llm, client } = setUp()
  llm.when('sea').reply('one two three four five six seven eight')
  const stream = await client.chat.completions.create({ ...two, messages, stream: true })
  for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break
  await expect.poll(() => llm.last?.state).toBe('aborted')
  expect(llm.last!.usage.outputTokens).toBeLessThan(4)
})

test('a client that leaves while the gateway waits to retry ends the waiting; so does a reset', async () => {
  const { llm, client } = setUp({ clock: 'manual' }, { retry: { attempts: 3 } })
  llm.fault({ kind: 'rate_limit', retryAfterMs: 30_000 })
  const leaving = new AbortController()
  const call = client.chat.completions.create({ ...two, messages }, { signal: leaving.signal })
  const failed = expect(call).rejects.toThrow(/abort/i)
  await expect.poll(() => llm.last?.state).toBe('complete')
  leaving.abort()
  await failed
  expect(llm.exchanges).toHaveLength(1)
  const second = expect(client.chat.completions.create({ ...two, messages })).rejects.toThrow()
  await expect.poll(() => llm.exchanges.filter(({ state }) => state === 'complete').length).toBe(2)
  llm.reset()
  await second
  expect(llm.exchanges).toHaveLength(0)
})

test('a hundred streams through failures are the same in every run', async () => {
  const { llm, gateway, client } = setUp({ latency: 'realistic' })
  const run = async () => {
    llm.reset()
    llm.fault({ kind: 'overloaded', probability: 0.2 })
    const texts = Array.from({ length: 100 }, async (_, index) => {
      await llm.clock.sleep(index * 100)
      const content = `What is number ${index}?`
      const body = { model: 'auto', messages: [{ role: 'user' as const, content }], stream: true as const }
      const stream = await client.chat.completions.create(body).catch((error: Error) => error)
      return stream instanceof Error ? stream.message : (await textOf(stream)).text
    })
    const tried = () =>
      gateway.attempts.map(({ provider, model, status, latencyMs }) => [provider, model, status, latencyMs])
    return JSON.stringify([await Promise.all(texts), tried()])
  }
  const first = await run()
  expect(gateway.stats().fallbackCount).toBeGreaterThan(5)
  expect((await run()) === first).toBe(true)
})
