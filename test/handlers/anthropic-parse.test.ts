import { expect, test } from 'vitest'
import { anthropic } from '../../handlers/anthropic/index.ts'
import { filesOf } from '../../handlers/anthropic/files/stored-file.ts'
import { parse } from '../../handlers/anthropic/messages/parse.ts'
import { MockProvider } from '../../src/mock-provider.ts'
import type { Call } from '../../src/provider.ts'
import { createStore } from '../../src/store.ts'
import { Simulation } from '../../src/simulation.ts'

const HEADERS = { 'x-api-key': 'k', 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }
const base = {
  model: 'claude-sonnet-4-6',
  max_tokens: 2000,
  messages: [{ role: 'user', content: 'Tell me about rivers.' }],
}
function setUp() {
  const provider = new MockProvider(anthropic)
  const simulation = new Simulation({}, [provider])
  const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) =>
    simulation.fetch('https://api.anthropic.com/v1/messages', {
      method: 'POST',
      headers: { ...HEADERS, ...headers },
      body: JSON.stringify(body),
    })
  return { provider, simulation, post }
}

function callOf(body: unknown, more: object = {}): Call {
  const text = JSON.stringify(body)
  const url = new URL('https://api.anthropic.com/v1/messages?beta=true')
  return {
    method: 'POST',
    url,
    params: {},
    headers: new Headers(HEADERS),
    text,
    json: JSON.parse(text),
    jsonError: undefined,
    models: anthropic.models,
    nowMs: 0,
    validation: 'strict',
    form: undefined,
    store: createStore(),
    ...more,
  }
}

test('accepts every feature of the beta clients', () => {
  const body = {
    ...base,
    system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }],
    tools: [
      {
        name: 'add',
        description: '',
        input_schema: { type: 'object', properties: {}, $schema: 'x' },
        strict: false,
        cache_control: { type: 'ephemeral', ttl: '1h' },
        defer_loading: true,
        eager_input_streaming: true,
      },
      { type: 'web_search_20260318', name: 'web_search', allowed_callers: ['direct'], max_uses: 3 },
      { type: 'code_execution_20260120', name: 'code_execution' },
      { type: 'bash_20250124', name: 'bash' },
      { type: 'mcp_toolset', mcp_server_name: 'x' },
    ],
    tool_choice: { type: 'auto', disable_parallel_tool_use: true },
    mcp_servers: [{ type: 'url', name: 'x', url: 'https://x.test', authorization_token: null }],
    container: { id: null, skills: [{ type: 'anthropic', skill_id: 'pptx', version: 'latest' }] },
    context_management: { edits: [{ type: 'clear_tool_uses_20250919' }] },
    output_config: { effort: 'low', task_budget: { type: 'tokens', total: 1 } },
    metadata: { user_id: 'u' },
    service_tier: 'standard_only',
    fallbacks: [{ model: 'claude-haiku-4-5' }],
    speed: 'standard',
    thread: { type: 'create' },
    thinking: { type: 'adaptive', display: 'summarized' },
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Hi', citations: null, cache_control: null },
          {
            type: 'document',
            source: { type: 'text', media_type: 'text/plain', data: 'x' },
            title: null,
            context: 'c',
            citations: { enabled: true },
          },
          { type: 'document', source: { type: 'url', url: 'https://x.test/a.pdf' } },
          {
            type: 'search_result',
            source: 's',
            title: 't',
            content: [{ type: 'text', text: 'x' }],
            citations: { enabled: true },
          },
          { type: 'image', source: { type: 'url', url: 'https://x.test/a.png' } },
          { type: 'container_upload', file_id: 'file_1' },
        ],
      },
      {
        role: 'assistant',
        content: [
          {
            type: 'server_tool_use',
            id: 'srvtoolu_1',
            name: 'web_search',
            input: { query: 'x' },
            caller: { type: 'direct' },
          },
          { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
          { type: 'tool_use', id: 'toolu_1', name: 'add', input: {}, caller: { type: 'direct' } },
        ],
      },
      {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: 'toolu_1',
            content: [{ type: 'tool_reference', tool_name: 'add' }],
            is_error: false,
          },
        ],
      },
    ],
  }
  const store = createStore()
  const file = { id: 'file_1', filename: 'a', mimeType: 'text/csv', bytes: new Uint8Array(), createdAtMs: 0 }
  filesOf(store).set(file.id, { ...file, isDownloadable: false })
  const request = parse(callOf(body, { store }))
  expect(request.tools.map(({ name }) => name)).toEqual(['add', 'bash'])
  expect(request).toMatchObject({
    parallelToolCalls: false,
    reasoning: { effort: 'low', visible: true, budgetTokens: 1000 },
  })
})

test('continues a thread from what it holds, or says that it is lost', async () => {
  const { simulation, post } = setUp()
  simulation.when('rivers').reply('The Nile.')
  const created = await post({ ...base, system: 'Be brief.', thread: { type: 'create' } })
  const { id } = (await created.json()) as { id: string }
  const messages = [{ role: 'user', content: 'And lakes?' }]
  const next = { ...base, messages, thread: { type: 'continue', previous_message_id: id } }
  expect((await post(next)).status).toBe(200)
  expect(simulation.exchanges[1]!.request).toMatchObject({
    messages: [
      { role: 'system' },
      { role: 'user' },
      { role: 'assistant', content: [{ type: 'text', text: 'The Nile.' }] },
      { role: 'user' },
    ],
  })
  simulation.reset()
  const response = await post(next)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ error: { details: { error_code: 'thread_not_found' } } })
})
