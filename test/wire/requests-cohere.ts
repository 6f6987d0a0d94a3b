import type { PartInput } from '../../src/reply/answer.ts'
import type { Ask } from './replay.ts'

const model = 'command-a-03-2025'
const thinking = 'command-a-reasoning-08-2025'
const messages = [{ role: 'user', content: 'What is the weather in Paris and in Rome?' }]
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tools = [{ type: 'function', function: { name: 'get_weather', parameters } }]
const documents = [{ id: 'doc:0', data: { title: 'report.txt', text: 'Sunny all day in Paris.' } }]
const json = { model, messages }
const stream = { ...json, stream: true }
const call: PartInput = { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }
const thought: PartInput = { type: 'reasoning', text: 'They ask for the weather.' }
const text: PartInput = { type: 'text', text: 'It will be so.' }
/** The words of the document are cited. */
const cited: PartInput = { type: 'text', text: 'There, sunny all day it is.' }
/** A tool has answered: its words are cited. */
const answered = [
  ...messages,
  {
    role: 'assistant',
    tool_calls: [
      { id: 'get_weather_0123456789ab', type: 'function', function: { name: 'get_weather', arguments: '{}' } },
    ],
  },
  { role: 'tool', tool_call_id: 'get_weather_0123456789ab', content: 'Sunny all day.' },
]
/** Ids begin with the tool's name, which the facts of one recording hold. */
const best = 'best_language_to_learn'
const bestTools = [{ type: 'function', function: { name: best, parameters: { type: 'object' } } }]
const bestCall = { id: `${best}_0123456789ab`, type: 'function', function: { name: best, arguments: '{}' } }
const bestAnswered = [
  ...messages,
  { role: 'assistant', tool_calls: [bestCall] },
  { role: 'tool', tool_call_id: bestCall.id, content: 'Sunny all day.' },
]
const image = { type: 'image_url', image_url: { url: 'https://pictures.test/a.png' } }
const seen = [{ role: 'user', content: [{ type: 'text', text: 'What is this?' }, image] }]

/** Requests for Cohere's chat. */
export const cohereChatRequests: Readonly<Record<string, Ask>> = {
  'json text': { body: json, reply: [text] },
  'json text +citations': { body: { ...json, messages: answered, tools }, reply: [cited] },
  'json text +reasoning_tokens +image_tokens': {
    body: { model: 'command-a-plus-05-2026', messages: seen },
    reply: [text],
  },
  'json reasoning text': { body: { ...json, model: thinking }, reply: [thought, text] },
  'json reasoning text +reasoning_tokens': { body: { ...json, model: thinking }, reply: [thought, text] },
  'json reasoning text +citations +reasoning_tokens': {
    body: { ...json, model: thinking, documents },
    reply: [thought, cited],
  },
  'json tool-call': { body: { ...json, tools }, reply: [call] },
  'json tool-calls': { body: { ...json, tools }, reply: [call, call] },
  'stream text': { body: stream, reply: [text] },
  'stream text +citations': {
    body: { ...stream, messages: bestAnswered, tools: bestTools },
    reply: [{ type: 'text', text: 'Sunny all day it will be.' }],
  },
  'stream reasoning text +citations +reasoning_tokens': {
    body: { ...stream, model: thinking, documents },
    reply: [thought, { type: 'text', text: 'There, sunny all day it is, yes, in Paris they say.' }],
  },
  'stream tool-call': {
    body: { ...stream, tools: bestTools },
    reply: [{ type: 'tool-call', name: best, arguments: {} }],
  },
  'stream tool-calls': { body: { ...stream, tools }, reply: [call, call] },
  'error 401': { body: json, apiKeys: ['another-key'] },
}

const messageV1 = { model, message: 'What is the weather in Paris?' }
const old = { ...messageV1, model: 'command' }

/** Requests for the chat of version 1. */
export const cohereChatV1Requests: Readonly<Record<string, Ask>> = {
  'json text': { body: messageV1, reply: [text] },
  'json text +cached_tokens': { body: messageV1, reply: [text] },
  'json text +warnings': { body: old, reply: [text], day: '2025-09-14' },
  'stream text +warnings': { body: { ...old, stream: true }, reply: [text], day: '2025-09-14' },
  'error 404': { body: { ...messageV1, model: 'command-r' }, day: '2026-01-17' },
}

const texts = { texts: ['hello', 'world'], input_type: 'search_document', embedding_types: ['float'] }

/** Requests for embeddings. */
export const cohereEmbedRequests: Readonly<Record<string, Ask>> = {
  'json empty': { body: { ...texts, model: 'embed-english-v3.0' } },
  'json empty +image_tokens': { body: { ...texts, model: 'embed-v4.0' } },
  'error 404': { body: { ...texts, model: 'nonexistent' } },
}

/** Requests for rankings, of both versions. */
export const cohereRerankRequests: Readonly<Record<string, Ask>> = {
  'json empty': {
    body: { model: 'rerank-v3.5', query: 'France', documents: ['Paris is in France.', 'Lima is in Peru.'], top_n: 1 },
  },
}
