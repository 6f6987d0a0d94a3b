import Anthropic from '@anthropic-ai/sdk'
import { expect, test } from 'vitest'
import { startLab } from './lab.ts'

const { llm } = startLab({ clock: 'virtual' })
const client = () => new Anthropic({ apiKey: 'sk-ant-any', maxRetries: 0 })
const ask = (content: string, model = 'claude-haiku-4-5') => ({
  model,
  max_tokens: 2000,
  messages: [{ role: 'user' as const, content }],
})
const webSearch = { type: 'web_search_20250305', name: 'web_search' } as const

test('searches the web where the question is about today, the same unary and streamed', async () => {
  const body = { ...ask('What is the latest news about the harbour of Lisbon?'), tools: [webSearch] }
  const unary = await client().messages.create(body)
  const [use, result, ...texts] = unary.content
  expect(use).toMatchObject({ type: 'server_tool_use', name: 'web_search', input: { query: expect.any(String) } })
  expect(result).toMatchObject({ type: 'web_search_tool_result', caller: { type: 'direct' } })
  if (use?.type !== 'server_tool_use' || result?.type !== 'web_search_tool_result') throw new Error('no search')
  expect(use.id).toMatch(/^srvtoolu_01/)
  expect(result.tool_use_id).toBe(use.id)
  const pages = result.content as Anthropic.WebSearchResultBlock[]
  const cited = texts.flatMap((block) => (block.type === 'text' ? (block.citations ?? []) : []))
  expect(cited.length).toBeGreaterThan(0)
  for (const one of cited) {
    if (one.type !== 'web_search_result_location') throw new Error(one.type)
    expect(pages.map(({ url }) => url)).toContain(one.url)
    expect(one.encrypted_index).toHaveLength(200)
  }
  expect(unary.usage.server_tool_use).toEqual({ web_search_requests: 1, web_fetch_requests: 0 })
  llm.reset()
  const stream = client().messages.stream(body)
  const starts: number[] = []
  stream.on('streamEvent', (event) => {
    if (event.type === 'message_start') starts.push(event.message.usage.input_tokens)
  })
  const streamed = await stream.finalMessage()
  expect(streamed.content).toEqual(unary.content)
  expect(streamed.usage.output_tokens).toBe(unary.usage.output_tokens)
  // The model reads its prompt again, with the results.
  expect(unary.usage.input_tokens).toBeGreaterThan(2 * starts[0]!)
})

test('searches where a tool choice forces it, in allowed places, as often as allowed', async () => {
  const tool = { ...webSearch, allowed_domains: ['harbour.example'], max_uses: 1 }
  const choice = { type: 'tool', name: 'web_search' } as const
  const forced = await client().messages.create({ ...ask('Tell me about tides.'), tools: [tool], tool_choice: choice })
  const [, result] = forced.content
  expect(result).toMatchObject({ content: [{ url: expect.stringMatching(/^https:\/\/harbour\.example\//) }] })
  const use = (query: string) => ({
    type: 'server-tool' as const,
    id: '',
    name: 'web_search',
    arguments: JSON.stringify({ query }),
    result: [{ url: 'https://a.example/', title: 'A', text: 'One.' }],
  })
  llm.when('twice').reply([use('one'), use('two'), { type: 'text', text: 'Done.' }])
  const { content } = await client().messages.create({ ...ask('Search twice.'), tools: [tool] })
  expect(content[3]).toMatchObject({
    type: 'web_search_tool_result',
    content: { type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' },
  })
})

test('runs code in a container that the next request can name, and writes files that can be downloaded', async () => {
  const anthropic = client()
  const old = [{ type: 'code_execution_20250522', name: 'code_execution' }] as const
  const shell = [{ type: 'code_execution_20250825', name: 'code_execution' }] as const
  const first = await anthropic.beta.messages.create({ ...ask('Compute 3 * 12390.'), tools: [...old] })
  expect(first.content).toMatchObject([
    { type: 'server_tool_use', name: 'code_execution', input: { code: 'print(3 * 12390)\n' } },
    {
      type: 'code_execution_tool_result',
      content: { type: 'code_execution_result', stdout: '37170\n', return_code: 0 },
    },
    { type: 'text', text: expect.stringContaining('37170') },
  ])
  const { id } = first.container!
  expect(id).toMatch(/^container_011C/)
  const next = await anthropic.beta.messages.create({ ...ask('Compute 4 * 5.'), tools: [...shell], container: id })
  expect(next.container!.id).toBe(id)
  expect(next.content[0]).toMatchObject({
    name: 'bash_code_execution',
    input: { command: expect.stringMatching(/^python3/) },
  })
  llm.when('table').reply([
    {
      type: 'server-tool',
      id: '',
      name: 'code_execution',
      arguments: JSON.stringify({ code: 'write()' }),
      result: { stdout: 'ok\n', files: [{ filename: 'table.csv', text: 'a,b\n', mediaType: 'text/csv' }] },
    },
    { type: 'text', text: 'Here it is.' },
  ])
  const stream = anthropic.beta.messages.stream({ ...ask('Write a table.'), tools: [...shell] })
  const { content, container } = await stream.finalMessage()
  expect(container).toMatchObject({ id: expect.any(String) })
  const ran = content[1]
  if (ran?.type !== 'bash_code_execution_tool_result' || ran.content.type !== 'bash_code_execution_result')
    throw new Error('no run')
  const [file] = ran.content.content
  const download = await anthropic.beta.files.download(file!.file_id)
  expect(await download.text()).toBe('a,b\n')
  expect(await anthropic.beta.files.retrieveMetadata(file!.file_id)).toMatchObject({ downloadable: true })
})

test('finds a deferred tool before it calls it, once', async () => {
  const tools = [
    { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' } as const,
    {
      name: 'get_weather',
      description: 'Get the weather for a specific location',
      input_schema: { type: 'object' as const, properties: { location: { type: 'string' } }, required: ['location'] },
      defer_loading: true,
    },
  ]
  const question = ask('What is the weather in Lisbon?', 'claude-sonnet-4-6')
  const first = await client().messages.create({ ...question, tools })
  expect(first.content).toMatchObject([
    { type: 'server_tool_use', name: 'tool_search_tool_regex', input: { pattern: 'weather' } },
    { type: 'tool_search_tool_result', content: { tool_references: [{ tool_name: 'get_weather' }] } },
    { type: 'tool_use', name: 'get_weather' },
  ])
  expect(first.stop_reason).toBe('tool_use')
  const call = first.content[2] as Anthropic.ToolUseBlock
  const messages: Anthropic.MessageParam[] = [
    ...question.messages,
    { role: 'assistant', content: first.content as Anthropic.ContentBlockParam[] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'sunny' }] },
  ]
  const second = await client().messages.create({ ...question, messages, tools })
  expect(second.content).toMatchObject([{ type: 'text', text: expect.stringContaining('sunny') }])
})

test('pauses a turn, and begins the next answer with the result that it owes', async () => {
  const use = { type: 'server-tool', id: '', name: 'web_search', arguments: '{"query":"tides"}' } as const
  llm
    .when('slow')
    .reply([
      { type: 'text', text: 'Let me look.' },
      { ...use, result: undefined },
    ])
    .once()
  const question = ask('Search slowly for news of the tides.')
  const paused = await client().messages.create({ ...question, tools: [webSearch] })
  expect(paused.stop_reason).toBe('pause_turn')
  const open = paused.content.at(-1) as Anthropic.ServerToolUseBlock
  const echo = { role: 'assistant' as const, content: paused.content as Anthropic.ContentBlockParam[] }
  const body = { ...question, messages: [...question.messages, echo], tools: [webSearch] }
  const resumed = await client().messages.stream(body).finalMessage()
  expect(resumed.content[0]).toMatchObject({ type: 'web_search_tool_result', tool_use_id: open.id })
  expect(resumed.stop_reason).toBe('end_turn')
})

test('scripts MCP servers, advisers and errors', async () => {
  const anthropic = client()
  const part = { type: 'server-tool', id: '' } as const
  llm.when('echo').reply([
    { ...part, name: 'box.echo', arguments: '{"message":"hi"}', result: 'hi' },
    { type: 'text', text: 'hi' },
  ])
  const mcp = await anthropic.beta.messages.create({
    ...ask('Use echo.'),
    betas: ['mcp-client-2025-11-20'],
    mcp_servers: [{ type: 'url', name: 'box', url: 'https://mcp.example/' }],
    tools: [{ type: 'mcp_toolset', mcp_server_name: 'box' }],
  })
  expect(mcp.content.slice(0, 2)).toMatchObject([
    { type: 'mcp_tool_use', id: expect.stringMatching(/^mcptoolu_01/), name: 'echo', server_name: 'box' },
    { type: 'mcp_tool_result', is_error: false, content: [{ type: 'text', text: 'hi' }] },
  ])
  llm.when('advice').reply([
    { ...part, name: 'advisor', arguments: '{}', result: 'Ship it.' },
    { type: 'text', text: 'Four.' },
  ])
  const advised = await anthropic.beta.messages.create({
    ...ask('Take advice.', 'claude-sonnet-5'),
    betas: ['advisor-tool-2026-03-01'],
    tools: [{ type: 'advisor_20260301', name: 'advisor', model: 'claude-opus-4-8' }],
  })
  const [first, advice, last] = advised.usage.iterations!
  expect([first!.type, advice!.type, last!.type]).toEqual(['message', 'advisor_message', 'message'])
  expect(first!.input_tokens + last!.input_tokens).toBe(advised.usage.input_tokens)
  expect(first!.output_tokens + last!.output_tokens).toBe(advised.usage.output_tokens)
  llm.when('fetch').reply([
    {
      ...part,
      name: 'web_fetch',
      arguments: '{"url":"https://x.example/"}',
      result: 'url_not_accessible',
      isError: true,
    },
    { type: 'text', text: 'No.' },
  ])
  const failed = await anthropic.beta.messages.create({
    ...ask('Please fetch it.'),
    tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }],
  })
  expect(failed.content[1]).toMatchObject({
    content: { type: 'web_fetch_tool_result_error', error_code: 'url_not_accessible' },
  })
})

test('fetches the pages that a prompt names', async () => {
  const { content, usage } = await client().beta.messages.create({
    ...ask('Sum up https://a.example/tides for me.'),
    tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }],
  })
  expect(content[1]).toMatchObject({
    type: 'web_fetch_tool_result',
    content: { type: 'web_fetch_result', url: 'https://a.example/tides', content: { source: { type: 'text' } } },
  })
  expect(usage.server_tool_use).toEqual({ web_search_requests: 0, web_fetch_requests: 1 })
})

test('counts what tools gave back in earlier turns, opaque fields aside', async () => {
  const count = (title: string, encrypted_content: string) => {
    const use = {
      type: 'server_tool_use' as const,
      id: 'srvtoolu_1',
      name: 'web_search' as const,
      input: { query: 'x' },
    }
    const page = { type: 'web_search_result' as const, title, url: 'https://a.example/', encrypted_content }
    const result = { type: 'web_search_tool_result' as const, tool_use_id: use.id, content: [page] }
    const messages = [...ask('Search.').messages, { role: 'assistant' as const, content: [use, result] }]
    const next = { role: 'user' as const, content: 'And now?' }
    return client().messages.countTokens({ model: 'claude-haiku-4-5', messages: [...messages, next] })
  }
  const short = await count('Tides', 'Eo')
  expect((await count('Tides of the northern seas, and how they are foretold', 'Eo')).input_tokens).toBeGreaterThan(
    short.input_tokens + 5,
  )
  expect(await count('Tides', 'Eo'.repeat(500))).toEqual(short)
})
