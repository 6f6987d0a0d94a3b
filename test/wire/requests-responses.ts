import type { PartInput } from '../../src/reply/answer.ts'
import type { Ask } from './replay.ts'

const json = { model: 'gpt-4o-mini', input: [{ role: 'user', content: 'What is the weather in Paris and in Rome?' }] }
const stream = { ...json, stream: true }
const encrypted = { model: 'gpt-5-nano', store: false, include: ['reasoning.encrypted_content'] }
const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}
const tool = { type: 'function', name: 'get_weather', description: 'The weather', parameters, strict: true }
const tools = [tool]
const call: PartInput = { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }
const text = { format: { type: 'json_schema', name: 'weather', schema: parameters, strict: true } }
const long: PartInput = { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris '.repeat(100) } }
const refusal: PartInput = { type: 'refusal', text: 'I cannot help with that.' }
const thought: PartInput = { type: 'reasoning', text: '', tokens: 64 }
const sunny: PartInput = { type: 'text', text: 'It is sunny there.' }
const cited: PartInput = { ...sunny, citations: [{ url: 'https://example.com/', title: 'Weather', start: 0, end: 18 }] }
const budget = { model: 'gpt-5-mini', max_output_tokens: 50 }
const queued = { model: 'gpt-5.6-sol', background: true }

function hosted(name: string, input: object): PartInput {
  return { type: 'server-tool', id: '', name, arguments: JSON.stringify(input), result: 'word' }
}

const search = hosted('web_search', { query: 'weather' })
const web = { tools: [{ type: 'web_search' }] }
const file = {
  model: 'gpt-5-mini',
  tools: [{ type: 'file_search', vector_store_ids: ['vs_68caad8bd5d88191ab766cf043d89a18'] }],
}
const fromFile: PartInput = { ...sunny, citations: [{ title: 'weather.pdf', start: 0, end: 18 }] }
const server = {
  type: 'mcp',
  server_description: 'Maps',
  headers: { 'custom-header-key': 'word' },
  server_label: 'atlas',
  server_url: 'https://mcp.example.com/mcp',
  allowed_tools: ['ask'],
  require_approval: 'never',
}
const bare = { ...server, headers: undefined, server_description: undefined }
const mcp = { instructions: 'Be brief.', model: 'o4-mini', include: ['reasoning.encrypted_content'], tools: [server] }
const connector = {
  ...server,
  headers: undefined,
  server_url: undefined,
  connector_id: 'connector_googlecalendar',
  authorization: 'word',
}
const failed: PartInput = { ...asked(), isError: true }

function asked(): Extract<PartInput, { type: 'server-tool' }> {
  return { type: 'server-tool', id: '', name: 'atlas.ask', arguments: '{"question":"weather"}', result: 'word' }
}
const deferred = { ...tool, defer_loading: true }
const searched = { model: 'gpt-5.4', tools: [deferred, { type: 'tool_search' }] }
const shell = hosted('local_shell', { command: ['ls'] })

/** Requests for responses. */
export const responsesRequests: Readonly<Record<string, Ask>> = {
  'json text': { body: json, reply: [sunny] },
  'json text +encrypted': { body: { ...json, ...encrypted }, reply: [thought, sunny] },
  'json refusal': { body: { ...json, text }, reply: [refusal] },
  'json empty +background +queued': { body: { ...json, ...queued }, reply: [sunny] },
  'json empty +incomplete': { body: { ...json, ...budget }, reply: [{ ...thought, tokens: 100 }, sunny] },
  'json tool-call': { body: { ...json, tools }, reply: [call] },
  'json tool-call +encrypted': { body: { ...json, ...encrypted, tools }, reply: [thought, call] },
  'json tool-calls': { body: { ...json, tools }, reply: [call, call] },
  'json server-tool text +web_search_call': { body: { ...json, ...web }, reply: [search, cited] },
  'json server-tool text +file_search_call': {
    body: { ...json, ...file },
    reply: [thought, hosted('file_search', { query: 'weather' }), thought, fromFile],
  },
  'json server-tool text +encrypted +mcp_list_tools +mcp_call': {
    body: { ...json, ...mcp },
    reply: [thought, asked(), thought, sunny],
  },
  'json server-tool server-tool text +encrypted +mcp_list_tools +mcp_call': {
    body: { ...json, ...mcp, tools: [connector] },
    reply: [thought, failed, thought, failed, thought, sunny],
  },
  'stream text': { body: stream, reply: [sunny] },
  'stream refusal': { body: { ...stream, text }, reply: [refusal] },
  'stream empty +incomplete': { body: { ...stream, ...budget }, reply: [{ ...thought, tokens: 100 }, sunny] },
  'stream tool-call': { body: { ...stream, model: 'gpt-5.6-luna', tools }, reply: [call] },
  'stream tool-call +incomplete': {
    body: {
      ...stream,
      ...budget,
      max_output_tokens: 100,
      tools,
      tool_choice: { type: 'function', name: 'get_weather' },
    },
    reply: [thought, long],
  },
  'stream server-tool +local_shell_call': { body: { ...stream, model: 'gpt-5-codex' }, reply: [thought, shell] },
  'stream server-tool text +web_search_call': { body: { ...stream, ...web }, reply: [search, cited] },
  'stream server-tool tool-call +tool_search_call +tool_search_output': {
    body: { ...stream, ...searched },
    reply: [hosted('tool_search', { paths: ['get_weather'] }), call],
  },
  'stream server-tool text +encrypted +mcp_list_tools +mcp_call': {
    body: { ...stream, ...mcp, tools: [bare] },
    reply: [thought, asked(), thought, sunny],
  },
  'error 400': { body: { ...json, model: 'no-such-model' } },
  'error 401': { body: json, apiKeys: ['sk-another-key'] },
}
