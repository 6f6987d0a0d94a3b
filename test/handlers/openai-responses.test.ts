import { expect, test } from 'vitest'
import { createManualClock, createSimulation } from '../../handlers/index.ts'
import type { Answer } from '../../src/reply/answer.ts'

const URL = 'https://api.openai.com/v1/responses'
const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const weather = { type: 'function', name: 'get_weather', description: '', parameters, strict: true }

async function raw(body: object, reply?: Answer) {
  const llm = createSimulation({ clock: createManualClock(1_786_478_593_000) })
  if (reply !== undefined) llm.when(() => true).reply(reply)
  const response = await llm.fetch(URL, {
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'gpt-4o', input: 'Hello there.', ...body }),
  })
  return { response, text: await response.text() }
}

const unary = async (body: object, reply?: Answer) => JSON.parse((await raw(body, reply)).text)

async function events(body: object, reply?: Answer): Promise<any[]> {
  const { text } = await raw({ stream: true, ...body }, reply)
  const frames = text.split('\n\n').filter(Boolean)
  return frames.map((frame) => {
    const [event, data] = frame.split('\n')
    const parsed = JSON.parse(data!.slice('data: '.length))
    expect(event).toBe(`event: ${parsed.type}`)
    return parsed
  })
}

const types = (all: readonly any[]) => all.map(({ type }) => type.replace('response.', ''))

test('writes the body with two spaces, floats as floats, nothing but ASCII and no line end', async () => {
  const { response, text } = await raw({}, 'Café 漢')
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(text).toContain('\n  "temperature": 1.0,')
  expect(text).toContain('\n  "frequency_penalty": 0.0,')
  expect(text).toContain('"text": "Caf\\u00e9 \\u6f22"')
  expect(text.endsWith('\n}')).toBe(true)
})

test('answers all members in the order of the wire, unset ones as null', async () => {
  const body = await unary({}, 'Paris.')
  expect(Object.keys(body).join(' ')).toBe(
    'id object created_at status background billing completed_at error frequency_penalty incomplete_details instructions max_output_tokens max_tool_calls model moderation output parallel_tool_calls presence_penalty previous_response_id prompt_cache_key prompt_cache_retention reasoning safety_identifier service_tier store temperature text tool_choice tool_usage tools top_logprobs top_p truncation usage user metadata',
  )
  expect(body).toMatchObject({
    object: 'response',
    created_at: 1_786_478_593,
    status: 'completed',
    model: 'gpt-4o-2024-08-06',
    service_tier: 'default',
    billing: { payer: 'developer' },
  })
  expect(body.output).toEqual([
    {
      id: expect.stringMatching(/^msg_[0-9a-f]{50}$/),
      type: 'message',
      status: 'completed',
      content: [{ type: 'output_text', annotations: [], logprobs: [], text: 'Paris.' }],
      role: 'assistant',
    },
  ])
  expect(body).not.toHaveProperty('output_text')
})

test('gives ids that share the conversation and tell the time', async () => {
  const { id, created_at, output } = await unary({}, 'Paris.')
  expect(id).toMatch(/^resp_[0-9a-f]{16}00[0-9a-f]{12}81(9[0-9a-f]|a[0-3])[0-9a-f]{16}$/)
  expect(Number.parseInt(id.slice(23, 31), 16)).toBe(created_at)
  expect(output[0].id.slice(4, 20)).toBe(id.slice(5, 21))
})

test.each([
  ['gpt-4o', 1, { context: null, effort: null, summary: null }, 'in_memory'],
  ['gpt-5-mini', 1, { context: 'current_turn', effort: 'medium', mode: 'standard', summary: null }, 'in_memory'],
  ['gpt-5.2', 0.98, { context: 'current_turn', effort: 'none', mode: 'standard', summary: null }, '24h'],
  ['gpt-5.6-sol', 0.98, { context: 'all_turns', effort: 'medium', mode: 'standard', summary: null }, '24h'],
])('echoes the defaults of %s', async (model, top_p, reasoning, prompt_cache_retention) => {
  expect(await unary({ model }, 'Hi.')).toMatchObject({ top_p, reasoning, prompt_cache_retention })
})

test('echoes tools with what was left out', async () => {
  const tools = [
    weather,
    { type: 'web_search' },
    { type: 'file_search', vector_store_ids: ['vs_1'] },
    { type: 'mcp', server_label: 'a', server_url: 'https://mcp.test/x', headers: { key: 'secret' } },
  ]
  const body = await unary({ tools }, 'Hi.')
  expect(body.tools[0]).toEqual({
    type: 'function',
    description: null,
    name: 'get_weather',
    output_schema: null,
    parameters,
    strict: true,
  })
  expect(body.tools[1]).toMatchObject({ search_context_size: 'medium', user_location: { country: 'US' } })
  expect(body.tools[2]).toMatchObject({ max_num_results: 20, filters: null })
  expect(body.tools[3]).toMatchObject({ server_url: 'https://mcp.test/<redacted>', headers: { key: '<redacted>' } })
})

test('streams text in the grammar of the wire, one token a delta, without [DONE]', async () => {
  const all = await events({}, 'Paris is fine.')
  expect(types(all)).toEqual([
    'created',
    'in_progress',
    'output_item.added',
    'content_part.added',
    ...Array.from({ length: 4 }, () => 'output_text.delta'),
    'output_text.done',
    'content_part.done',
    'output_item.done',
    'completed',
  ])
  expect(all.map((event) => event.sequence_number)).toEqual(all.map((_, index) => index))
  expect(Object.keys(all[4])).toEqual([
    'type',
    'content_index',
    'delta',
    'item_id',
    'logprobs',
    'obfuscation',
    'output_index',
    'sequence_number',
  ])
  expect(all[0].response).toMatchObject({ status: 'in_progress', service_tier: 'auto', usage: null, output: [] })
  expect(all[0].response).not.toHaveProperty('billing')
  expect(all.at(-1).response).toMatchObject({ status: 'completed', service_tier: 'default' })
  expect(all.at(-1).response.output).toEqual([all.at(-2).item])
})

test('pads deltas to multiples of 16 characters unless told not to', async () => {
  const deltas = (await events({}, 'Grüße 👩‍👩‍👧‍👦, Paris is fine.')).filter((event) => 'delta' in event)
  for (const { delta, obfuscation } of deltas) {
    expect(([...delta].length + obfuscation.length) % 16).toBe(0)
    expect(obfuscation).toMatch(/^[A-Za-z0-9]{0,15}$/)
  }
  const plain = await events({ stream_options: { include_obfuscation: false } }, 'Paris is fine.')
  expect(plain.some((event) => 'obfuscation' in event)).toBe(false)
})

test('streams calls one after another: function and custom', async () => {
  const tools = [weather, { type: 'custom', name: 'run' }]
  const reply: Answer = [
    { type: 'tool-call', name: 'get_weather', arguments: { city: 'Oslo' } },
    { type: 'tool-call', name: 'run', arguments: '1 + 1' },
  ]
  const all = await events({ tools }, reply)
  expect(types(all).filter((type) => !type.endsWith('delta'))).toEqual([
    'created',
    'in_progress',
    'output_item.added',
    'function_call_arguments.done',
    'output_item.done',
    'output_item.added',
    'custom_tool_call_input.done',
    'output_item.done',
    'completed',
  ])
  const [call, custom] = all.at(-1).response.output
  expect(call).toMatchObject({ type: 'function_call', status: 'completed', arguments: '{"city":"Oslo"}' })
  expect(call.id).toMatch(/^fc_/)
  expect(call.call_id).toMatch(/^call_[0-9A-Za-z]{24}$/)
  expect(custom).toMatchObject({ type: 'custom_tool_call', input: '1 + 1', name: 'run' })
})

test('shows a summary of the reasoning on request only, and its encrypted content anew each time', async () => {
  const reply: Answer = [
    { type: 'reasoning', text: '**Greeting**\n\nThey say hello.' },
    { type: 'text', text: 'Hello.' },
  ]
  const include = ['reasoning.encrypted_content']
  const all = await events({ model: 'gpt-5', reasoning: { summary: 'auto' }, include }, reply)
  expect(types(all).filter((type) => type.startsWith('reasoning') && !type.endsWith('delta'))).toEqual([
    'reasoning_summary_part.added',
    'reasoning_summary_text.done',
    'reasoning_summary_part.done',
  ])
  const [added, done] = all.filter((event) => event.item?.type === 'reasoning').map((event) => event.item)
  const [final] = all.at(-1).response.output
  expect(done.summary).toEqual([{ type: 'summary_text', text: '**Greeting**\n\nThey say hello.' }])
  const contents = [added, done, final].map((item) => item.encrypted_content)
  expect(new Set(contents).size).toBe(3)
  for (const content of contents) expect(content).toMatch(/^gAAAAA[\w-]+==$/)

  const hidden = await events({ model: 'gpt-5' }, reply)
  expect(types(hidden).slice(2, 4)).toEqual(['output_item.added', 'output_item.done'])
  expect(hidden[3].item).toEqual({ id: hidden[2].item.id, type: 'reasoning', content: [], summary: [] })
})

test('streams refusals without padding, and ends cut answers as incomplete', async () => {
  const refused = await events({}, [{ type: 'refusal', text: 'I cannot help.' }])
  expect(types(refused)).toContain('refusal.delta')
  expect(refused.find((event) => event.type === 'response.refusal.delta')).not.toHaveProperty('obfuscation')
  expect(refused.at(-1).response.output[0].content).toEqual([{ type: 'refusal', refusal: 'I cannot help.' }])

  const cut = await events({ max_output_tokens: 16 }, 'so '.repeat(50))
  expect(cut.at(-1)).toMatchObject({
    type: 'response.incomplete',
    response: {
      status: 'incomplete',
      completed_at: null,
      incomplete_details: { reason: 'max_output_tokens' },
      output: [{ status: 'incomplete' }],
      usage: { output_tokens: 16 },
    },
  })
  expect(await unary({}, { content: 'Oh.', finishReason: 'error' })).toMatchObject({
    status: 'failed',
    error: { code: 'server_error' },
  })
})

test('reports hosted tools: search with citations, code, files, MCP and a drawn image', async () => {
  const hosted = (name: string, input: object, result: unknown): Answer => [
    { type: 'server-tool', id: '', name, arguments: JSON.stringify(input), result },
    { type: 'text', text: 'See here. Bye.', citations: [{ url: 'https://a.test/', title: 'A', start: 0, end: 9 }] },
  ]
  const search = await events({ tools: [{ type: 'web_search' }] }, hosted('web_search', { query: 'x' }, []))
  expect(types(search).slice(2, 7)).toEqual([
    'output_item.added',
    'web_search_call.in_progress',
    'web_search_call.searching',
    'web_search_call.completed',
    'output_item.done',
  ])
  expect(search[6].item.action).toEqual({ type: 'search', queries: ['x'], query: 'x' })
  const annotation = search.find((event) => event.type === 'response.output_text.annotation.added')
  expect(annotation.annotation).toEqual({
    type: 'url_citation',
    end_index: 9,
    start_index: 0,
    title: 'A',
    url: 'https://a.test/',
  })
  expect(search.at(-1).response.tool_usage.web_search.num_requests).toBe(1)

  const container = { type: 'code_interpreter', container: { type: 'auto' } }
  const include = ['code_interpreter_call.outputs']
  const code = await events({ tools: [container], include }, hosted('code_interpreter', { code: 'print(4)' }, '4'))
  expect(
    code
      .filter((event) => /code\.delta/.test(event.type))
      .map((event) => event.delta)
      .join(''),
  ).toBe('print(4)')
  expect(code.at(-1).response.output[0]).toMatchObject({ code: 'print(4)', outputs: [{ type: 'logs', logs: '4' }] })

  const server = { type: 'mcp', server_label: 'wiki', server_url: 'https://m.test', require_approval: 'never' }
  const mcp = await events({ tools: [server] }, hosted('wiki.ask', { question: 'x' }, 'An answer'))
  expect(types(mcp).slice(2, 12)).toEqual([
    'output_item.added',
    'mcp_list_tools.in_progress',
    'mcp_list_tools.completed',
    'output_item.done',
    'output_item.added',
    'mcp_call.in_progress',
    'mcp_call_arguments.delta',
    'mcp_call_arguments.done',
    'mcp_call.completed',
    'output_item.done',
  ])
  const approval = await unary({ tools: [{ ...server, require_approval: 'always' }] }, hosted('wiki.ask', {}, ''))
  expect(approval.output[1]).toMatchObject({ type: 'mcp_approval_request', name: 'ask', server_label: 'wiki' })

  const drawn = await unary({}, [{ type: 'image-output', mediaType: 'image/png', data: 'aGk=' }])
  expect(drawn.output[0]).toMatchObject({ type: 'image_generation_call', result: 'aGk=', output_format: 'png' })
})

test('gives log probabilities of every token on request', async () => {
  const include = ['message.output_text.logprobs']
  const body = await unary({ include }, 'Paris is fine.')
  const { logprobs } = body.output[0].content[0]
  expect(logprobs.map((one: any) => one.token).join('')).toBe('Paris is fine.')
  expect(logprobs[0].bytes).toEqual([80, 97, 114, 105, 115])
  const deltas = (await events({ include }, 'Paris is fine.')).filter((event) => 'delta' in event)
  expect(deltas.map((event) => event.logprobs[0].token)).toEqual(deltas.map((event) => event.delta))
})

test('marks the phase of messages from gpt-5.4 on', async () => {
  const reply: Answer = [
    { type: 'text', text: 'Let me look.' },
    { type: 'tool-call', name: 'get_weather', arguments: { city: 'Oslo' } },
  ]
  const body = await unary({ model: 'gpt-5.4', tools: [weather] }, reply)
  expect(body.output[0].phase).toBe('commentary')
  expect((await unary({ model: 'gpt-5.4' }, 'Hi.')).output[0].phase).toBe('final_answer')
})

test('sends the headers of the wire', async () => {
  const { response } = await raw({}, 'Hi.')
  expect(response.headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/)
  expect(response.headers.get('access-control-expose-headers')).toBe('X-Request-ID, CF-Ray, CF-Ray')
  expect(response.headers.get('x-ratelimit-limit-requests')).not.toBeNull()
})
