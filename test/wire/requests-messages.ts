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
  'error 400': { body: { ...json, messages: [{ role: 'user', content: '' }] } },
  'error 401': { body: json, apiKeys: ['sk-ant-another-key'] },
  'error 404': { body: { ...json, model: 'no-such-model' } },
}
