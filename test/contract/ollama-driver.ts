import type { Ask, Driver } from './driver.ts'

function messages({ prompt = 'Tell me about the sea.', toolResult }: Ask): object[] {
  const user = { role: 'user', content: prompt }
  if (!toolResult) return [user]
  const { name, arguments: args, result } = toolResult
  return [
    user,
    { role: 'assistant', content: '', tool_calls: [{ function: { name, arguments: args } }] },
    { role: 'tool', tool_name: name, content: result },
  ]
}

function linesOf(text: string): readonly any[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter((line) => !line.error)
}

/** The one end of a call is `stop`; whether there was one is told by its message. */
function answerOf(lines: readonly any[]) {
  const last = lines.at(-1)
  const calls = lines.flatMap(({ message }) => message.tool_calls ?? [])
  return {
    text: lines.map(({ message }) => message.content).join(''),
    toolCalls: calls.map(({ id, function: called }) => ({ id, name: called.name, arguments: called.arguments })),
    finish: last?.done_reason,
    inputTokens: last?.prompt_eval_count,
    outputTokens: last?.eval_count,
  }
}

/** Ollama's own chat: lines of JSON. */
export const ollamaDriver: Driver = {
  provider: 'ollama',
  url: 'http://127.0.0.1:11434/api/chat',
  model: 'llama3.2',
  headers: (key) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' }),
  body: (ask, stream) => ({
    model: ask.model ?? 'llama3.2',
    messages: messages(ask),
    stream,
    ...(ask.tools ? { tools: ask.tools.map((tool) => ({ type: 'function', function: tool })) } : {}),
    options: {
      ...(ask.maxTokens ? { num_predict: ask.maxTokens } : {}),
      ...(ask.stop ? { stop: ask.stop } : {}),
    },
  }),
  read: (body) => answerOf([body]),
  readStream: (text) => answerOf(linesOf(text)),
  finish: { stop: 'stop', length: 'length', tools: 'stop', stopSequence: 'stop' },
  status: { overloaded: 503, unknownModel: 404 },
  isTerminated: (text) => linesOf(text).at(-1)?.done === true,
  contentType: 'application/x-ndjson',
  unknownPath: { path: /^404 page not found$/, method: /^405 method not allowed$/ },
  without: {
    keys: 'a server on one’s own machine asks for no key',
    toolChoice: 'the native API has no tool choice',
    prices: 'models on one’s own machine cost nothing, so that no budget is ever spent',
    window: 'a prompt that is larger than the window is cut, not refused',
    fullConversation: 'a chat without messages loads the model and is answered',
  },
}
