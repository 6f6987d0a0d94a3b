import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { expect, test, vi } from 'vitest'
import { createSimulation, type SimulationOptions } from '../../handlers/index.ts'
import { matchers } from '../../handlers/faces/matchers.ts'

const user = (content: string) => [{ role: 'user' as const, content }]

function lab(options: SimulationOptions = {}) {
  const llm = createSimulation(options)
  const openai = new OpenAI({ apiKey: 'k', fetch: llm.fetch, maxRetries: 0 })
  const ask = (content: string) => openai.chat.completions.create({ model: 'gpt-4o', messages: user(content) })
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const words = () => warned.mock.calls.map(([first]) => String(first)).join('\n')
  return { llm, openai, ask, words, warned }
}

test('a scripted rate limit says one time in its body and its headers, also one below a second', async () => {
  const { llm } = lab()
  const bodies = async (provider: string, url: string, model: string, headers: object) => {
    const response = await llm.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ model, max_tokens: 5, messages: user('hi') }),
    })
    expect(response.status, provider).toBe(429)
    return { text: await response.text(), headers: response.headers }
  }
  const ways = [
    ['openai', 'https://api.openai.com/v1/chat/completions', 'gpt-4o', { authorization: 'Bearer k' }],
    ['groq', 'https://api.groq.com/openai/v1/chat/completions', 'openai/gpt-oss-20b', { authorization: 'Bearer k' }],
    [
      'anthropic',
      'https://api.anthropic.com/v1/messages',
      'claude-haiku-4-5',
      { 'x-api-key': 'k', 'anthropic-version': '2023-06-01' },
    ],
  ] as const
  for (const [provider, url, model, headers] of ways) {
    llm.provider(provider).failNext(1, { kind: 'rate_limit', retryAfterMs: 20_000 })
    const long = await bodies(provider, url, model, headers)
    expect(long.headers.get('retry-after'), provider).toBe('20')
    if (provider !== 'anthropic') expect(long.text).toContain('Please try again in 20s.')
    llm.provider(provider).failNext(1, { kind: 'rate_limit', retryAfterMs: 1 })
    const short = await bodies(provider, url, model, headers)
    expect(short.headers.get('retry-after-ms'), provider).toBe('1')
    if (provider !== 'anthropic') expect(short.text).toContain('Please try again in 1ms.')
  }
})

test('Anthropic’s SDK waits no second where a scripted wait is a millisecond', async () => {
  const { llm } = lab()
  llm.provider('anthropic').failNext(2, { kind: 'rate_limit', retryAfterMs: 1 })
  const timers = vi.spyOn(globalThis, 'setTimeout')
  const client = new Anthropic({ apiKey: 'k', fetch: llm.fetch })
  await client.messages.create({ model: 'claude-haiku-4-5', max_tokens: 5, messages: user('hi') })
  expect(timers.mock.calls.map(([, ms]) => ms).filter((ms) => ms! >= 100 && ms! < 100_000)).toEqual([])
  expect(llm.exchanges.map(({ status }) => status)).toEqual([429, 429, 200])
  timers.mockRestore()
})

test('a budget and a limit say what is spent, what was asked, and what to do', async () => {
  const { llm, ask } = lab({ budgetUsd: 0.0002, limits: { openai: { tokensPerMinute: 20 } } })
  llm.when('hi').reply('Good morning, and a good day.')
  await ask('hi')
  await expect(ask('x'.repeat(400))).rejects.toThrow()
  expect(llm.last!.note).toBe(
    'The request counts 102, more than the simulated limit tokensPerMinute of 20 ever has. Raise it with limits: { openai: { tokensPerMinute: … } }.',
  )
  await ask('hi')
  await expect(ask('hi, '.repeat(17))).rejects.toThrow()
  expect(llm.last!.note).toMatch(
    /^The simulated limit tokensPerMinute of 20 is spent: \d+ is left, the request counts 19\. Raise it/,
  )
  const poor = lab({ budgetUsd: 0.0001 })
  poor.llm.when('hi').reply('Good morning, and a good day.')
  await poor.ask('hi')
  await expect(poor.ask('hi')).rejects.toThrow('exceeded your current quota')
  expect(poor.llm.last!.note).toBe(
    'budgetUsd 0.0001 would be exceeded: 0.0001 USD are spent, and this answer costs 0.0001. Raise budgetUsd, or begin anew with llm.reset().',
  )
})

test('a limit that the provider does not count is named', async () => {
  const { ask, words } = lab({ limits: { openai: { outputTokensPerMinute: 5 } } })
  await ask('hi')
  expect(words()).toContain(
    'limits.openai.outputTokensPerMinute holds nothing back: OpenAI does not count what was written.',
  )
})

test('a rule that never answers can be found, and says what it lacks', async () => {
  const { llm, ask, words } = lab()
  llm.when('capitol of France').reply('Paris.')
  const used = llm.when({ model: 'gpt' }).reply('Yes.')
  await ask('What is the capital of France?')
  expect(llm.unusedRules.map(String)).toEqual(['when("capitol of France")'])
  expect(used.calls).toBe(1)
  expect(llm.explain(llm.last!)).toContain('prompt does not contain "capitol of France"')
  llm.when({ model: /claude/, provider: 'opnai' }).reply('No.')
  llm.when({ endpoint: 'antropic.messages' }).reply('No.')
  expect(words()).toContain('A rule for { provider: "opnai" } matches nothing. Did you mean "openai"?')
  expect(words()).toContain('A rule for { endpoint: "antropic.messages" } matches nothing. Did you mean "anthropic"?')
  llm.when({ provider: 'mine-to-come' }).reply('Later.')
  expect(words()).not.toContain('mine-to-come')
  await ask('hello')
  expect(llm.explain(llm.last!)).toContain('model does not match /claude/')
})

test('a rule that calls a tool again after its result is named', async () => {
  const { llm, openai, words, warned } = lab()
  const rule = llm.when('weather').callTool('get_weather', { city: 'Paris' })
  const tools = [{ type: 'function' as const, function: { name: 'get_weather' } }]
  const messages: OpenAI.ChatCompletionMessageParam[] = user('the weather')
  const round = async () => {
    const { choices } = await openai.chat.completions.create({ model: 'gpt-4o', messages, tools })
    const { message } = choices[0]!
    messages.push(message)
    for (const call of message.tool_calls ?? [])
      messages.push({ role: 'tool', tool_call_id: call.id, content: '22 degrees' })
  }
  await round()
  expect(warned).not.toHaveBeenCalled()
  await round()
  expect(words()).toContain(
    'openai.chat: when("weather") calls get_weather({"city":"Paris"}) again, though the conversation ends with the result of that call',
  )
  expect(rule.calls).toBe(2)
  // What is bounded, or has its place, calls on purpose.
  const call = { type: 'tool-call' as const, name: 'get_weather', arguments: { city: 'Oslo' } }
  for (const add of [
    () => llm.when('weather').callTool('get_weather', { city: 'Oslo' }).times(2),
    () => llm.when('weather').inSequence([call], [call], 'Done.'),
    () => llm.when('weather').turns([call], [call], 'Done.'),
    () => llm.script([{ when: 'weather', reply: [call] }, { reply: [call] }]),
  ]) {
    llm.reset()
    warned.mockClear()
    messages.length = 1
    add()
    await round()
    await round()
    expect(llm.exchanges.map(({ toolCalls }) => toolCalls.length)).toEqual([1, 1])
    expect(warned).not.toHaveBeenCalled()
  }
})

test('impossible values are shown as they are, with what to write', () => {
  const { llm } = lab()
  expect(() => createSimulation({ budgetUsd: '1' as never })).toThrow('budgetUsd must be a number 0 or above, not "1".')
  expect(() => createSimulation({ budget: 1 } as never)).toThrow('Did you mean "budgetUsd"?')
  expect(() => createSimulation({ limits: { anthropic: 'tier1' as never } })).toThrow(
    'no tier "tier1". Did you mean "tier-1"?',
  )
  expect(() => createSimulation({ limits: { open_ai: {} } })).toThrow('Did you mean "openai"?')
  expect(() => createSimulation({ seed: {} as never })).toThrow('seed must be a number or a text, not {}.')
  expect(() => llm.configure({ seed: null as never })).toThrow('seed must be a number or a text, not null.')
  expect(() => llm.provider('openai').failNext('rate_limit' as never)).toThrow(
    `failNext takes how many requests fail, then what with: failNext(1, 'rate_limit'). "rate_limit" is no whole number.`,
  )
  expect(() => matchers.toHaveRetried(5 as never)).toThrow('expect(llm), not expect(5)')
})

test('a model that there is none of: the nearest, or some of those that there are', async () => {
  const { llm } = lab()
  const client = new Anthropic({ apiKey: 'k', fetch: llm.fetch, maxRetries: 0 })
  const ask = (model: string) => client.messages.create({ model, max_tokens: 5, messages: user('hi') })
  await expect(ask('claude-hiku-4-5')).rejects.toThrow('model: claude-hiku-4-5')
  expect(llm.last!.note).toBe('Anthropic has no model "claude-hiku-4-5" here. Did you mean "claude-haiku-4-5"?')
  await expect(ask('gpt-4o')).rejects.toThrow()
  expect(llm.last!.note).toMatch(
    /^Anthropic has no model "gpt-4o" here\. It is a model of OpenAI, .*: was the request meant to go there\? Anthropic has: claude-.*, claude-.* and \d+ more\.$/,
  )
  await expect(ask('my-own')).rejects.toThrow()
  expect(llm.last!.note).toMatch(/^Anthropic has no model "my-own" here\. Anthropic has: claude-/)
})

test("addresses of data have no host: openai's SDK asks one before it uploads, without a word", async () => {
  const { llm, warned } = lab()
  vi.stubGlobal('fetch', llm.fetch)
  const client = new OpenAI({ apiKey: 'k' })
  expect((await client.files.create({ file: new File(['{}'], 'a.jsonl'), purpose: 'batch' })).bytes).toBe(2)
  expect(await (await llm.fetch('data:,deep')).text()).toBe('deep')
  vi.unstubAllGlobals()
  expect(warned).not.toHaveBeenCalled()
})
