import type { PartInput } from '../../src/reply/answer.ts'
import type { Ask } from './replay.ts'

const messages = [{ role: 'user', content: 'What is the weather in Paris and in Rome?' }]
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] }
const tools = [{ type: 'function', function: { name: 'get_weather', parameters } }]
const call: PartInput = { type: 'tool-call', name: 'get_weather', arguments: { city: 'Paris' } }
const refusal: PartInput = { type: 'refusal', text: 'I cannot help with that.' }
const text = 'It is sunny there.'

interface Models {
  readonly model: string
  /** One whose answers have no `logprobs` member. */
  readonly plainModel: string
  /** One whose answers have no fingerprint. */
  readonly oldModel: string
}

/** Requests for chat completions. */
export function chatRequests({ model, plainModel, oldModel }: Models): Readonly<Record<string, Ask>> {
  const json = { model, messages }
  const stream = { ...json, stream: true }
  const usage = { ...stream, stream_options: { include_usage: true } }
  return {
    'json text': { body: json, reply: text },
    'json text -logprobs': { body: { ...json, model: plainModel }, reply: text },
    'json refusal': { body: json, reply: [refusal] },
    'json tool-call': { body: { ...json, tools }, reply: [call] },
    'json tool-calls': { body: { ...json, tools }, reply: [call, call] },
    'stream text': { body: { ...stream, model: oldModel }, reply: text },
    'stream text +usage': { body: usage, reply: text },
    'stream text +usage -logprobs': { body: { ...usage, model: plainModel }, reply: text },
    'stream refusal +usage': { body: usage, reply: [refusal] },
    'stream tool-call': { body: { ...stream, tools }, reply: [call] },
    'stream tool-call +usage': { body: { ...usage, tools }, reply: [call] },
    'stream tool-calls': { body: { ...stream, model: oldModel, tools }, reply: [call, call] },
    'stream tool-calls +usage': { body: { ...usage, tools }, reply: [call, call] },
    'error 400': { body: { model: plainModel, messages, stop: ['.'] } },
    'error 401': { body: json, apiKeys: ['sk-another-key'] },
    'error 404': { body: { model: 'no-such-model', messages } },
  }
}
