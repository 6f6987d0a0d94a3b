import type { PartInput } from '../../src/reply/answer.ts'
import type { Ask } from './replay.ts'

const json = {
  model: 'claude-haiku-4-5',
  max_tokens: 2000,
  messages: [{ role: 'user', content: 'What is the weather in Paris and in Rome?' }],
}
const stream = { ...json, stream: true }
const thinking = { type: 'enabled', budget_tokens: 1024 }
const tools = [{ name: 'get_weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }]
const call: PartInput = { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }
const thought: PartInput = { type: 'reasoning', text: 'They ask for the weather.' }
const sunny: PartInput = { type: 'text', text: 'It is sunny there.' }
const headers = { 'anthropic-beta': 'context-management-2025-06-27' }

const betas = (...names: readonly string[]) => ({ headers: { 'anthropic-beta': names.join(',') } })
const pages = Array.from({ length: 10 }, (_, index) => ({
  url: `https://page.example/${index}`,
  title: `Page ${index}`,
  text: 'It is sunny there.',
}))
const search: PartInput = { type: 'server-tool', name: 'web_search', arguments: { query: 'weather' }, result: pages }
const cited: PartInput = {
  type: 'text',
  text: 'It is sunny there. And warm.',
  citations: [{ ...pages[0]!, citedText: 'It is sunny there.', start: 0, end: 18 }],
}
const searching = { tools: [{ type: 'web_search_20260318', name: 'web_search' }] }
const deferring = {
  model: 'claude-sonnet-4-6',
  tools: [
    { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' },
    { ...tools[0], defer_loading: true },
  ],
}
const toolSearch: PartInput = {
  type: 'server-tool',
  name: 'tool_search_tool_regex',
  arguments: { pattern: 'weather' },
  result: ['get_weather'],
}
const question = [{ type: 'text', text: 'Is it sunny? Use the document.' }]
const advice: PartInput = { type: 'server-tool', name: 'advisor', result: 'Look outside.' }
const advised = {
  ...stream,
  model: 'claude-sonnet-5',
  tools: [{ type: 'advisor_20260301', name: 'advisor', model: 'claude-opus-4-8' }],
}
const ran: PartInput = {
  type: 'server-tool',
  name: 'code_execution',
  arguments: { code: 'print(3 * 4)' },
  result: '12\n',
}
const coding = { model: 'claude-sonnet-4-5', tools: [{ type: 'code_execution_20260120', name: 'code_execution' }] }
const notes = {
  type: 'document',
  title: 'notes.txt',
  source: { type: 'text', media_type: 'text/plain', data: 'It is sunny in Rome.' },
  citations: { enabled: true },
}

/** Requests for Anthropic's messages. */
export const messagesRequests: Readonly<Record<string, Ask>> = {
  'json text': { body: json, reply: [sunny] },
  'json reasoning text': { body: { ...json, thinking }, reply: [thought, sunny] },
  'json reasoning text +context_management': { body: { ...json, thinking }, headers, reply: [thought, sunny] },
  'json tool-call': { body: { ...json, tools }, reply: [call] },
  'json tool-calls': { body: { ...json, tools }, reply: [call, call] },
  'stream text': { body: stream, reply: [sunny] },
  'stream text +context_management': { body: stream, headers, reply: [sunny] },
  'stream reasoning text': { body: { ...stream, thinking }, reply: [thought, sunny] },
  'stream reasoning text +context_management': { body: { ...stream, thinking }, headers, reply: [thought, sunny] },
  'stream reasoning tool-call +context_management': {
    body: { ...stream, thinking, tools },
    headers,
    reply: [thought, call],
  },
  'stream tool-call': { body: { ...stream, tools }, reply: [call] },
  'json server-tool text +citations +web_search': { body: { ...json, ...searching }, reply: [search, cited] },
  'stream server-tool text +citations +web_search': {
    body: { ...stream, ...searching },
    reply: [search, sunny, cited],
  },
  'json server-tool text +container +bash_code_execution': { body: { ...json, ...coding }, reply: [ran, sunny] },
  'json text server-tool text tool-call +context_management +tool_search_tool_regex': {
    body: { ...json, ...deferring },
    headers,
    reply: [sunny, toolSearch, sunny, call],
  },
  'stream text server-tool text tool-call +context_management +tool_search_tool_regex': {
    body: { ...stream, ...deferring },
    headers,
    reply: [sunny, toolSearch, sunny, call],
  },
  'stream reasoning text server-tool text +iterations +advisor': {
    body: advised,
    ...betas('advisor-tool-2026-03-01'),
    reply: [thought, sunny, advice, sunny],
  },
  'stream text +citations': {
    body: { ...stream, messages: [{ role: 'user', content: [...question, notes] }] },
    reply: [
      { type: 'text', text: 'It is sunny.', citations: [{ title: 'notes.txt', citedText: 'It is sunny in Rome.' }] },
    ],
  },
  'stream text +context_management +iterations': {
    body: stream,
    ...betas('context-management-2025-06-27', 'compact-2026-01-12'),
    reply: [sunny],
  },
  'error 400': { body: { ...json, messages: [{ role: 'user', content: '' }] } },
  'error 401': { body: json, apiKeys: ['sk-ant-another-key'] },
  'error 404': { body: { ...json, model: 'no-such-model' } },
}
