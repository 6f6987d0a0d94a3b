import type { Row, Source } from './refuses.ts'

const user = { role: 'user', content: 'hi' }
const call = { id: 'callcall1', type: 'function', function: { name: 'weather', arguments: '{}' } }
const tool = { type: 'function', function: { name: 'weather', parameters: { type: 'object', properties: {} } } }
const image = { type: 'image_url', image_url: { url: 'https://pictures.test/a.png' } }

/** Chat requests that most APIs of OpenAI's kind refuse, as what they change of a good one. */
export const BAD = {
  'half a body': '{"model":',
  'a list as body': '[]',
  'no body': '',
  'no model': { model: undefined },
  'a number as model': { model: 5 },
  'an unknown model': { model: 'nope' },
  'no messages': { messages: undefined },
  'empty messages': { messages: [] },
  'a text as messages': { messages: 'hi' },
  'texts as messages': { messages: ['hi'] },
  'no role': { messages: [{ content: 'a' }] },
  'an unknown role': { messages: [{ role: 'usr', content: 'a' }] },
  'no content': { messages: [{ role: 'user' }] },
  'a number as content': { messages: [{ role: 'user', content: 5 }] },
  'an unknown part': { messages: [{ role: 'user', content: [{ type: 'dance' }] }] },
  'an image': { messages: [{ role: 'user', content: [image] }] },
  'an unknown member': { foo: 1 },
  'a temperature above 2': { temperature: 3 },
  'a temperature as text': { temperature: 'hot' },
  'a top_p above 1': { top_p: 2 },
  'no answers': { n: 0 },
  'tokens as text': { max_tokens: 'many' },
  'half a token': { max_tokens: 1.5 },
  'no tokens': { max_tokens: 0 },
  'more tokens than any model has': { max_tokens: 10_000_000 },
  'a penalty above 2': { frequency_penalty: 3 },
  'five stops': { stop: ['a', 'b', 'c', 'd', 'e'] },
  'stream as text': { stream: 'yes' },
  'an object as tools': { tools: {} },
  'a tool without a name': { tools: [{ type: 'function', function: {} }] },
  'a tool of an unknown type': { tools: [{ type: 'dance' }] },
  'a text as parameters': { tools: [{ type: 'function', function: { name: 'a', parameters: 'x' } }] },
  'a demanded tool where there is none': { tool_choice: 'required' },
  'a demanded tool that is not there': {
    tools: [tool],
    tool_choice: { type: 'function', function: { name: 'other' } },
  },
  'an unknown tool choice': { tools: [tool], tool_choice: 'maybe' },
  'an unknown format': { response_format: { type: 'xml' } },
  'a format as text': { response_format: 'json' },
  'a format without its schema': { response_format: { type: 'json_schema' } },
  'JSON mode without the word': { response_format: { type: 'json_object' } },
  'an assistant’s last word': { messages: [user, { role: 'assistant', content: 'a' }] },
  'two questions in a row': { messages: [user, user] },
  'an unanswered call': { messages: [user, { role: 'assistant', content: '', tool_calls: [call] }, user] },
  'an answer without a call': { messages: [user, { role: 'tool', content: '1', tool_call_id: 'callcall1' }] },
  'an answer without an id': {
    messages: [user, { role: 'assistant', content: '', tool_calls: [call] }, { role: 'tool', content: '1' }],
  },
  'more than the window': { messages: [{ role: 'user', content: 'word '.repeat(1_100_000) }] },
} as const satisfies Record<string, object | string>

/** Answers by the name of the bad request: status, body, and where the words come from. */
export type Answers = Partial<Record<keyof typeof BAD, readonly [status: number, body: unknown, source?: Source]>>

/** Rows of the bad requests that a provider refuses. */
export function rowsOf(answers: Answers): Row[] {
  // The names of the table.
  const names = Object.keys(answers) as (keyof typeof BAD)[]
  return names.map((name) => [name, BAD[name], ...answers[name]!])
}
