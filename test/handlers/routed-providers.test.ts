import { expect, test } from 'vitest'
import { createManualClock, createSimulation } from '../../handlers/index.ts'

const NOW = Date.UTC(2026, 7, 20, 12, 0, 0)
const messages = [{ role: 'user', content: 'What is 2 + 2?' }]
const tools = [{ type: 'function', function: { name: 'add', parameters: { type: 'object', properties: {} } } }]

function lab() {
  return createSimulation({ seed: 7, clock: createManualClock(NOW) })
}

async function post(
  llm: ReturnType<typeof lab>,
  url: string,
  body: unknown,
  headers: object = { authorization: 'Bearer key' },
) {
  const response = await llm.fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { response, text: await response.text() }
}

function chunksOf(text: string): any[] {
  return text
    .split(/\r?\n\r?\n/)
    .filter((frame) => frame.startsWith('data: {'))
    .map((frame) => JSON.parse(frame.slice(6)))
}

const OPENROUTER = 'https://openrouter.ai/api/v1'

test('OpenRouter names generation, provider and cost, in the order of the wire', async () => {
  const llm = lab()
  llm.when('2 + 2').reply('4')
  const { response, text } = await post(llm, `${OPENROUTER}/chat/completions`, {
    model: 'openai/gpt-4o-mini',
    messages,
  })
  const body = JSON.parse(text)
  expect(Object.keys(body)).toEqual([
    'id',
    'object',
    'created',
    'model',
    'provider',
    'system_fingerprint',
    'service_tier',
    'choices',
    'usage',
  ])
  expect(body.id).toMatch(new RegExp(`^gen-${NOW / 1000}-[0-9A-Za-z]{20}$`))
  expect(response.headers.get('x-generation-id')).toBe(body.id)
  expect(body).toMatchObject({ provider: 'OpenAI', choices: [{ finish_reason: 'stop', native_finish_reason: 'stop' }] })
  const { cost, cost_details: parts } = body.usage
  expect(parts.upstream_inference_prompt_cost + parts.upstream_inference_completions_cost).toBeCloseTo(cost, 12)
  expect(llm.usage().costUsd).toBeCloseTo(cost, 12)
  const found = await llm.fetch(`${OPENROUTER}/generation?id=${body.id}`, { headers: { authorization: 'Bearer key' } })
  expect(await found.json()).toMatchObject({ data: { id: body.id, total_cost: cost, native_tokens_completion: 1 } })
})

test('OpenRouter streams comments, the role in every delta, and the last chunk again with usage', async () => {
  const body = { model: 'anthropic/claude-haiku-4.5', messages, stream: true, reasoning: { effort: 'low' } }
  const { text } = await post(lab(), `${OPENROUTER}/chat/completions`, body)
  expect(text.startsWith(': OPENROUTER PROCESSING\n\n')).toBe(true)
  expect(text.endsWith('data: [DONE]\n\n')).toBe(true)
  const chunks = chunksOf(text)
  expect(chunks.slice(0, -1).every(({ choices: [one] }) => one.delta.role === 'assistant')).toBe(true)
  expect(chunks[0].choices[0].delta.reasoning_details[0]).toMatchObject({ type: 'reasoning.text', index: 0 })
  const signed = chunks.filter(({ choices: [one] }) => one.delta.reasoning_details?.[0].signature)
  expect(signed).toHaveLength(1)
  expect(chunks.at(-2).choices[0]).toMatchObject({ finish_reason: 'stop', native_finish_reason: 'end_turn' })
  expect(chunks.at(-1)).toMatchObject({ choices: [{ finish_reason: 'stop' }], usage: { is_byok: false } })
})

test('OpenRouter answers by the first model of the list that exists, at no cost for free ones', async () => {
  const body = { model: 'nobody/nothing', models: ['deepseek/deepseek-chat:free'], messages }
  const { text } = await post(lab(), `${OPENROUTER}/chat/completions`, body)
  expect(JSON.parse(text)).toMatchObject({ model: 'deepseek/deepseek-chat:free', usage: { cost: 0 } })
})

test('OpenRouter keeps reasoning from answers that exclude it, and proves hidden reasoning', async () => {
  const ask = async (model: string, reasoning?: object) => {
    const { text } = await post(lab(), `${OPENROUTER}/chat/completions`, { model, messages, reasoning })
    return JSON.parse(text).choices[0].message
  }
  expect(await ask('openai/gpt-5-mini')).toMatchObject({
    reasoning: null,
    reasoning_details: [{ type: 'reasoning.encrypted', format: 'openai-responses-v1' }],
  })
  expect(await ask('deepseek/deepseek-r1', { exclude: true })).not.toHaveProperty('reasoning_details')
})

const AZURE = 'https://acme.openai.azure.com/openai'
const KEY = { 'api-key': '0123456789abcdef0123456789abcdef' }

test('Azure answers a deployment in alphabetical order with filter results', async () => {
  const url = `${AZURE}/deployments/team-gpt-4.1-mini/chat/completions?api-version=2024-10-21`
  const { response, text } = await post(lab(), url, { model: 'ignored', messages }, KEY)
  const body = JSON.parse(text)
  expect(Object.keys(body)).toEqual(Object.keys(body).toSorted())
  expect(body).toMatchObject({
    model: 'gpt-4.1-mini-2025-04-14',
    prompt_filter_results: [{ prompt_index: 0 }],
    choices: [{ content_filter_results: { hate: { filtered: false, severity: 'safe' } }, logprobs: null }],
  })
  expect(body).not.toHaveProperty('service_tier')
  expect(response.headers.get('x-ms-deployment-name')).toBe('team-gpt-4.1-mini')
  expect(response.headers.get('cf-ray')).toBeNull()
})

test('Azure opens streams with a chunk of prompt results and pads the others', async () => {
  const { text } = await post(lab(), `${AZURE}/v1/chat/completions`, { model: 'prod', messages, stream: true }, KEY)
  const [first, role, content, ...rest] = chunksOf(text)
  expect(first).toMatchObject({ choices: [], created: 0, id: '', model: '', object: '' })
  expect(role.choices[0]).toMatchObject({ content_filter_results: {}, delta: { role: 'assistant' } })
  expect(Object.keys(content.choices[0].content_filter_results)).toContain('self_harm')
  expect(rest.at(-1).choices[0]).toMatchObject({ content_filter_results: {}, delta: {}, finish_reason: 'stop' })
  for (const { obfuscation, ...chunk } of [role, content, ...rest]) {
    const bare = JSON.stringify(chunk).replace(/"content_filter_results":\{(?:[^{}]|\{[^{}]*\})*\},/, '')
    const length = new TextEncoder().encode(bare).length
    expect((length + obfuscation.length) % 16).toBe(0)
  }
})

const OLLAMA = 'http://localhost:11434'

test('Ollama streams lines unless asked otherwise, the last one with metrics', async () => {
  const llm = lab()
  llm.when('2 + 2').reply('It is 4.')
  const { response, text } = await post(llm, `${OLLAMA}/api/chat`, { model: 'llama3.2', messages }, {})
  expect(response.headers.get('content-type')).toBe('application/x-ndjson')
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ message }) => message.content).join('')).toBe('It is 4.')
  const last = lines.at(-1)
  expect(last).toMatchObject({ model: 'llama3.2', done: true, done_reason: 'stop' })
  expect(last.total_duration).toBeGreaterThanOrEqual(
    last.load_duration + last.prompt_eval_duration + last.eval_duration,
  )
  expect(llm.usage().costUsd).toBe(0)
})

test('Ollama gives arguments as an object natively and as text below /v1', async () => {
  const llm = lab()
  llm.when('2 + 2').callTool('add', { a: 2 })
  const native = await post(llm, `${OLLAMA}/api/chat`, { model: 'llama3.2', messages, tools, stream: false }, {})
  expect(JSON.parse(native.text).message.tool_calls).toMatchObject([
    { function: { index: 0, name: 'add', arguments: { a: 2 } } },
  ])
  const compatible = await post(llm, `${OLLAMA}/v1/chat/completions`, { model: 'llama3.2', messages, tools }, {})
  const { choices, id, system_fingerprint } = JSON.parse(compatible.text)
  expect(choices[0].message.tool_calls[0].function).toEqual({ name: 'add', arguments: '{"a":2}' })
  expect([id, system_fingerprint]).toEqual([expect.stringMatching(/^chatcmpl-\d{1,3}$/), 'fp_ollama'])
})

test('Ollama loads, lists and unloads models', async () => {
  const llm = lab()
  const running = async () => (await (await llm.fetch(`${OLLAMA}/api/ps`)).json()) as { models: { name: string }[] }
  expect(
    JSON.parse((await post(llm, `${OLLAMA}/api/generate`, { model: 'llama3', stream: false }, {})).text),
  ).toMatchObject({ done_reason: 'load' })
  expect((await running()).models.map(({ name }) => name)).toEqual(['llama3:latest'])
  const unload = await post(
    llm,
    `${OLLAMA}/api/chat`,
    { model: 'llama3', messages: [], keep_alive: 0, stream: false },
    {},
  )
  expect(JSON.parse(unload.text)).toMatchObject({ done_reason: 'unload' })
  expect((await running()).models).toEqual([])
  expect(await (await llm.fetch(`${OLLAMA}/`)).text()).toBe('Ollama is running')
})

test('Perplexity repeats the message so far in every chunk and ends without a terminator', async () => {
  const llm = lab()
  llm.when('2 + 2').reply('It is four.')
  const body = { model: 'sonar', messages, stream: true }
  const { text } = await post(llm, 'https://api.perplexity.ai/chat/completions', body)
  expect(text).not.toContain('[DONE]')
  const chunks = chunksOf(text)
  expect(chunks.map(({ choices: [one] }) => one.delta.content).join('')).toBe('It is four.')
  expect(chunks.at(-1)).toMatchObject({
    object: 'chat.completion.done',
    usage: { search_context_size: 'low', cost: { request_cost: 0.005 } },
    choices: [{ message: { content: 'It is four.' }, finish_reason: 'stop' }],
  })
  expect(chunks[0].citations).toEqual(chunks[0].search_results.map(({ url }: { url: string }) => url))
})

test('Cerebras and Z.ai name the request twice', async () => {
  const cerebras = await post(lab(), 'https://api.cerebras.ai/v1/chat/completions', { model: 'gpt-oss-120b', messages })
  const body = JSON.parse(cerebras.text)
  expect(cerebras.response.headers.get('inference-id')).toBe(body.id)
  expect(body.choices[0].message.reasoning.length).toBeGreaterThan(0)
  expect(body.time_info.total_time).toBeGreaterThan(body.time_info.completion_time)
  const zai = await post(lab(), 'https://api.z.ai/api/paas/v4/chat/completions', { model: 'glm-4.7', messages })
  expect(JSON.parse(zai.text).id).toMatch(/^20260820200000[0-9a-f]{16}$/)
  expect(JSON.parse(zai.text).request_id).toBe(JSON.parse(zai.text).id)
})

const REFUSALS: readonly (readonly [
  name: string,
  url: string,
  body: unknown,
  headers: object,
  status: number,
  said: unknown,
])[] = [
  [
    'OpenRouter: no key',
    `${OPENROUTER}/chat/completions`,
    { model: 'openai/gpt-4o', messages },
    {},
    401,
    { error: { message: 'Missing Authentication header', code: 401 } },
  ],
  [
    'OpenRouter: unknown model',
    `${OPENROUTER}/chat/completions`,
    { model: 'x/y', messages },
    { authorization: 'Bearer k' },
    400,
    { error: { message: 'x/y is not a valid model ID', code: 400 } },
  ],
  [
    'OpenRouter: no provider is left',
    `${OPENROUTER}/chat/completions`,
    { model: 'openai/gpt-4o', messages, provider: { only: ['groq'] } },
    { authorization: 'Bearer k' },
    404,
    { error: { code: 404, metadata: { requested_providers: ['groq'] } } },
  ],
  [
    'OpenRouter: price below every provider',
    `${OPENROUTER}/chat/completions`,
    { model: 'openai/gpt-4o', messages, provider: { max_price: { prompt: 0.1 } } },
    { authorization: 'Bearer k' },
    404,
    { error: { code: 404 } },
  ],
  [
    'OpenRouter: no generation',
    `${OPENROUTER}/rerank`,
    { model: 'cohere/rerank-v3.5', documents: [] },
    { authorization: 'Bearer k' },
    400,
    { error: { code: 400 } },
  ],
  ['Azure: no key', `${AZURE}/v1/chat/completions`, { model: 'gpt-4o', messages }, {}, 401, { error: { code: '401' } }],
  [
    'Azure: a key as bearer',
    `${AZURE}/deployments/d1/chat/completions?api-version=2024-10-21`,
    { messages },
    { authorization: `Bearer ${KEY['api-key']}` },
    401,
    { statusCode: 401 },
  ],
  [
    'Azure: no such deployment',
    `${AZURE}/deployments/no-such/chat/completions?api-version=2024-10-21`,
    { messages },
    KEY,
    404,
    { error: { code: 'DeploymentNotFound' } },
  ],
  [
    'Azure: no version',
    `${AZURE}/deployments/gpt-4o/chat/completions`,
    { messages },
    KEY,
    404,
    { error: { code: '404', message: 'Resource not found' } },
  ],
  [
    'Azure: unknown parameter',
    `${AZURE}/v1/chat/completions`,
    { model: 'gpt-4o', messages, nope: 1 },
    KEY,
    400,
    {
      error: {
        message: 'Unrecognized request argument supplied: nope',
        type: 'invalid_request_error',
        param: null,
        code: null,
      },
    },
  ],
  [
    'Ollama: unknown model',
    `${OLLAMA}/api/chat`,
    { model: 'nope', messages },
    {},
    404,
    { error: "model 'nope' not found" },
  ],
  ['Ollama: no model', `${OLLAMA}/api/chat`, { messages }, {}, 400, { error: 'model is required' }],
  ['Ollama: no body', `${OLLAMA}/api/generate`, '', {}, 400, { error: 'missing request body' }],
  [
    'Ollama: wrong type',
    `${OLLAMA}/api/chat`,
    { model: 'llama3', messages: 'hi' },
    {},
    400,
    { error: 'json: cannot unmarshal string into Go struct field ChatRequest.messages of type []api.Message' },
  ],
  [
    'Ollama: tools for a model without',
    `${OLLAMA}/api/chat`,
    { model: 'llama3', messages, tools },
    {},
    400,
    { error: '"llama3" does not support tools' },
  ],
  [
    'Ollama: thinking for a model without',
    `${OLLAMA}/api/chat`,
    { model: 'llama3', messages, think: true },
    {},
    400,
    { error: '"llama3" does not support thinking' },
  ],
  [
    'Ollama: unknown model below /v1',
    `${OLLAMA}/v1/chat/completions`,
    { model: 'nope', messages },
    {},
    404,
    { error: { message: "model 'nope' not found", type: 'not_found_error', param: null, code: null } },
  ],
  [
    'Ollama: cloud without a key',
    'https://ollama.com/api/chat',
    { model: 'gpt-oss:120b', messages },
    {},
    401,
    { error: 'unauthorized' },
  ],
  [
    'Perplexity: no key',
    'https://api.perplexity.ai/chat/completions',
    { model: 'sonar', messages },
    {},
    401,
    { error: { type: 'invalid_api_key', code: 401 } },
  ],
  [
    'Perplexity: unknown model',
    'https://api.perplexity.ai/chat/completions',
    { model: 'gpt-4', messages },
    { authorization: 'Bearer k' },
    400,
    { error: { type: 'invalid_model', code: 400 } },
  ],
  [
    'Cerebras: no key',
    'https://api.cerebras.ai/v1/chat/completions',
    { model: 'gpt-oss-120b', messages },
    {},
    401,
    { code: 'wrong_api_key' },
  ],
  [
    'Z.ai: unknown model',
    'https://api.z.ai/api/paas/v4/chat/completions',
    { model: 'x', messages },
    { authorization: 'Bearer k' },
    400,
    { error: { code: '1211' } },
  ],
  [
    'Moonshot: unknown model',
    'https://api.moonshot.ai/v1/chat/completions',
    { model: 'x', messages },
    { authorization: 'Bearer k' },
    404,
    { error: { message: 'Not found the model x or Permission denied', type: 'resource_not_found_error' } },
  ],
]

test.each(REFUSALS)('refuses in the provider’s words: %s', async (_, url, body, headers, status, said) => {
  const { response, text } = await post(lab(), url, body, headers)
  expect(response.status).toBe(status)
  expect(JSON.parse(text)).toMatchObject(said as object)
})
