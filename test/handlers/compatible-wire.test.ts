import { expect, test } from 'vitest'
import { createSimulation } from '../../handlers/index.ts'

const WEATHER = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}

function simulation() {
  const llm = createSimulation({ clock: 'virtual' })
  llm.when('weather').callTool('get_weather', { city: 'Paris' })
  llm.when('markup').reply('a <b> & c')
  return llm
}

async function ask(url: string, body: object): Promise<Response> {
  return simulation().fetch(`${url}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer any-key', 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [{ role: 'user', content: 'Tell me about the sea.' }], ...body }),
  })
}

async function events(url: string, body: object): Promise<readonly any[]> {
  const text = await (await ask(url, { stream: true, ...body })).text()
  expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  const lines = text.split('\n\n').filter((line) => line.startsWith('data: {'))
  return lines.map((line) => JSON.parse(line.slice(6)))
}

const weather = { messages: [{ role: 'user', content: 'the weather' }], tools: [WEATHER] }

const GROQ = 'https://api.groq.com/openai/v1'
const LLAMA = 'llama-3.3-70b-versatile'

test('Groq: keys in the order of the wire, times that add up, Go’s escapes and a line break at the end', async () => {
  const response = await ask(GROQ, { model: LLAMA, messages: [{ role: 'user', content: 'markup' }] })
  const text = await response.text()
  expect(text).toContain(String.raw`a \u003cb\u003e \u0026 c`)
  expect(text.endsWith('}\n')).toBe(true)
  const body = JSON.parse(text)
  expect(Object.keys(body)).toEqual(
    'id object created model choices usage usage_breakdown system_fingerprint x_groq service_tier'.split(' '),
  )
  expect(body.x_groq.id).toMatch(/^req_01[0-9a-hjkmnp-tv-z]{24}$/)
  expect(response.headers.get('x-request-id')).toBe(body.x_groq.id)
  const { prompt_time, completion_time, total_time } = body.usage
  expect(total_time).toBeCloseTo(prompt_time + completion_time, 9)
})

test('Groq: a call has no content and nine characters, and streams in one chunk', async () => {
  const { choices } = (await (await ask(GROQ, { model: LLAMA, ...weather })).json()) as any
  expect(choices[0].message).toEqual({
    role: 'assistant',
    tool_calls: [
      {
        id: expect.stringMatching(/^[0-9a-z]{9}$/) as unknown,
        type: 'function',
        function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
      },
    ],
  })
  const chunks = await events(GROQ, { model: LLAMA, ...weather })
  expect(chunks.map((chunk) => Object.keys(chunk.choices[0].delta))).toEqual([['role', 'content'], ['tool_calls'], []])
  expect(chunks[0].x_groq).toEqual({ id: expect.any(String) as unknown, seed: expect.any(Number) as unknown })
  expect(chunks[2].x_groq.usage).toEqual(chunks[2].usage)
})

test('Groq: reasoning is parsed, raw or hidden', async () => {
  const qwen = { model: 'qwen/qwen3-32b' }
  const message = async (body: object) => ((await (await ask(GROQ, body)).json()) as any).choices[0].message
  expect((await message(qwen)).content).toMatch(/^<think>\n[^]+\n<\/think>\n\n./)
  expect(Object.keys(await message({ ...qwen, reasoning_format: 'parsed' }))).toEqual(['role', 'content', 'reasoning'])
  expect(Object.keys(await message({ ...qwen, reasoning_format: 'hidden' }))).toEqual(['role', 'content'])
  const streamed = await events(GROQ, qwen)
  const text = streamed.map((chunk) => chunk.choices[0].delta.content ?? '').join('')
  expect(text).toBe((await message(qwen)).content)
})

test('Groq: words a generation that failed', async () => {
  const llm = createSimulation()
  llm.provider('groq').failNext(1, { kind: 'invalid_request', code: 'tool_use_failed' })
  const response = await llm.fetch(`${GROQ}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer any-key', 'content-type': 'application/json' },
    body: JSON.stringify({ model: LLAMA, ...weather }),
  })
  expect(await response.json()).toMatchObject({
    error: { code: 'tool_use_failed', failed_generation: '{"name":"get_weather","arguments":{}}' },
  })
})

const MISTRAL = 'https://api.mistral.ai/v1'

test('Mistral: names the model as asked, spaces arguments, and holds back the last delta', async () => {
  const response = await ask(MISTRAL, { model: 'mistral-large-latest', ...weather })
  const body = (await response.json()) as any
  expect(Object.keys(body)).toEqual(['id', 'created', 'model', 'usage', 'object', 'choices'])
  expect(body.model).toBe('mistral-large-latest')
  expect(body.choices[0].message.tool_calls[0]).toMatchObject({ function: { arguments: '{"city": "Paris"}' } })
  expect(response.headers.get('x-ratelimit-tokens-query-cost')).toBe(String(body.usage.total_tokens))
  expect(response.headers.get('mistral-correlation-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/)
  const chunks = await events(MISTRAL, { model: 'mistral-large-latest' })
  expect(chunks[0]).not.toHaveProperty('p')
  for (const chunk of chunks.slice(1)) expect('abcdefghijklmnopqrstuvwxyz0123456789'.startsWith(chunk.p)).toBe(true)
  const last = chunks.at(-1)
  expect(last.choices[0]).toMatchObject({
    finish_reason: 'stop',
    delta: { content: expect.stringMatching(/./) as unknown },
  })
  expect(last.usage.total_tokens).toBe(last.usage.prompt_tokens + last.usage.completion_tokens)
})

test('Mistral: thinks in parts of the content, the first one open', async () => {
  const chunks = await events(MISTRAL, { model: 'magistral-medium-latest' })
  const contents = chunks.map((chunk) => chunk.choices[0].delta.content)
  expect(contents.slice(0, 2)).toEqual(['', ''])
  expect(contents[2][0]).toEqual({
    type: 'thinking',
    thinking: [{ type: 'text', text: expect.any(String) as unknown }],
  })
  expect(contents[3][0].closed).toBe(true)
  expect(typeof contents.at(-1)).toBe('string')
})

test('Together: the role in every delta, the text twice, a bare array of models', async () => {
  const model = 'meta-llama/Llama-3.3-70B-Instruct-Turbo'
  const body = (await (await ask('https://api.together.ai/v1', { model })).json()) as any
  expect(body).toMatchObject({ prompt: [], choices: [{ message: { tool_calls: [] } }], usage: { cached_tokens: 0 } })
  const chunks = await events('https://api.together.xyz/v1', { model })
  for (const { choices } of chunks) {
    expect(choices[0].delta.role).toBe('assistant')
    expect(choices[0].text).toBe(choices[0].delta.content)
  }
  expect(chunks.map(({ usage }) => usage === null)).toEqual(chunks.map((_, index) => index < chunks.length - 1))
  const list = await simulation().fetch('https://api.together.ai/v1/models', { headers: { authorization: 'Bearer k' } })
  expect(Array.isArray(await list.json())).toBe(true)
})

const DEEPSEEK = 'https://api.deepseek.com'

test('DeepSeek: old names are served by V4, usage is null until the last chunk, reasoning comes first', async () => {
  const body = (await (await ask(DEEPSEEK, { model: 'deepseek-chat' })).json()) as any
  expect(body.model).toBe('deepseek-v4-flash')
  const { prompt_tokens, prompt_cache_hit_tokens, prompt_cache_miss_tokens } = body.usage
  expect(prompt_cache_hit_tokens + prompt_cache_miss_tokens).toBe(prompt_tokens)
  const chunks = await events(`${DEEPSEEK}/v1`, { model: 'deepseek-reasoner' })
  expect(chunks[0].choices[0].delta).toEqual({ role: 'assistant', content: null, reasoning_content: '' })
  expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true)
  expect(chunks.at(-1).choices[0].delta).toEqual({ content: '', reasoning_content: null })
})

test('DeepSeek: keeps a slow stream alive with comments', async () => {
  const latency = { ttftMs: 60_000, ttftSigma: 0, tokensPerSecond: 100, speedSigma: 0 }
  const llm = createSimulation({ clock: 'virtual', latency })
  const response = await llm.fetch(`${DEEPSEEK}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer any-key', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'deepseek-chat', stream: true, messages: [{ role: 'user', content: 'hi' }] }),
  })
  expect(await response.text()).toMatch(/^: keep-alive\n\n/)
})

test('DeepSeek: fills a gap and tells the balance', async () => {
  const llm = createSimulation()
  const headers = { authorization: 'Bearer any-key', 'content-type': 'application/json' }
  const filled = await llm.fetch(`${DEEPSEEK}/beta/completions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'deepseek-chat', prompt: 'def add(a, b):', suffix: 'return c', echo: true }),
  })
  expect(await filled.json()).toMatchObject({
    object: 'text_completion',
    choices: [{ text: expect.stringMatching(/^def add/) as unknown }],
  })
  const balance = await llm.fetch(`${DEEPSEEK}/user/balance`, { headers })
  expect(await balance.json()).toMatchObject({ is_available: true, balance_infos: [{ total_balance: '110.00' }] })
})

test('xAI: leaves reasoning out of the completion’s tokens, tells the cost in ticks', async () => {
  const llm = simulation()
  const body = { model: 'grok-3-mini', messages: [{ role: 'user', content: 'Tell me about the sea.' }] }
  const init = {
    method: 'POST',
    headers: { authorization: 'Bearer any-key', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  const { usage } = (await (await llm.fetch('https://api.x.ai/v1/chat/completions', init)).json()) as any
  expect(usage.total_tokens).toBe(
    usage.prompt_tokens + usage.completion_tokens + usage.completion_tokens_details.reasoning_tokens,
  )
  expect(usage.cost_in_usd_ticks / 1e10).toBeCloseTo(llm.exchanges[0]!.costUsd, 9)
})

test('xAI: the role stands in the first delta, finish reasons only at the end, usage in a chunk of its own', async () => {
  const chunks = await events('https://api.x.ai/v1', {
    model: 'grok-3',
    ...weather,
    stream_options: { include_usage: true },
  })
  expect(chunks.map((chunk) => chunk.choices[0])).toEqual([
    {
      index: 0,
      delta: {
        tool_calls: [
          {
            id: expect.stringMatching(/^call_\d{8}$/) as unknown,
            function: { name: 'get_weather', arguments: '{"city":"Paris"}' },
            index: 0,
            type: 'function',
          },
        ],
        role: 'assistant',
      },
    },
    { index: 0, delta: {}, finish_reason: 'tool_calls' },
    undefined,
  ])
  const text = await events('https://api.x.ai/v1', { model: 'grok-3' })
  expect(Object.keys(text[0].choices[0].delta)).toEqual(['content', 'role'])
  expect(Object.keys(text[1].choices[0])).toEqual(['index', 'delta'])
})
