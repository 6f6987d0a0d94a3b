import { dataOf, type Answer, type Ask, type Driver } from './driver.ts'

function input({ prompt = 'Tell me about the sea.', toolResult }: Ask): object[] {
  const user = { role: 'user', content: prompt }
  if (!toolResult) return [user]
  const { name, arguments: args, result } = toolResult
  return [
    user,
    { type: 'function_call', call_id: 'call_1', name, arguments: JSON.stringify(args) },
    { type: 'function_call_output', call_id: 'call_1', output: result },
  ]
}

function finishOf(response: any): string {
  if (response?.incomplete_details) return response.incomplete_details.reason
  return (response?.output ?? []).some((item: any) => item.type === 'function_call') ? 'calls' : response?.status
}

function read(response: any): Answer {
  const items = response.output
  const parts = items.flatMap((item: any) => (item.type === 'message' ? item.content : []))
  const calls = items.filter((item: any) => item.type === 'function_call')
  return {
    text: parts.map((part: any) => part.text ?? part.refusal).join(''),
    toolCalls: calls.map((call: any) => ({
      id: call.call_id,
      name: call.name,
      arguments: JSON.parse(call.arguments),
    })),
    finish: finishOf(response),
    inputTokens: response.usage.input_tokens,
    outputTokens: response.usage.output_tokens,
  }
}

const ENDS = /event: response\.(completed|incomplete)\ndata: [^\n]*\n\n$/

/** OpenAI's Responses API. */
export const openaiResponsesDriver: Driver = {
  provider: 'openai',
  url: 'https://api.openai.com/v1/responses',
  model: 'gpt-4o-mini',
  headers: (key) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' }),
  body: (ask, stream) => ({
    model: ask.model ?? 'gpt-4o-mini',
    input: input(ask),
    ...(stream ? { stream: true } : {}),
    ...(ask.tools ? { tools: ask.tools.map((tool) => ({ type: 'function', ...tool })) } : {}),
    ...(ask.toolChoice ? { tool_choice: ask.toolChoice } : {}),
    ...(ask.maxTokens ? { max_output_tokens: ask.maxTokens } : {}),
  }),
  read,
  readStream(text) {
    const events = dataOf(text)
    const last = events.at(-1)?.response
    const deltas = events.filter((event) => /output_text\.delta|refusal\.delta/.test(event.type))
    const said = deltas.map((event) => event.delta).join('')
    const done = events.filter((event) => event.type === 'response.function_call_arguments.done')
    const items = events.filter((event) => event.type === 'response.output_item.added').map((event) => event.item)
    return {
      text: said,
      toolCalls: done.map((event) => {
        const call = items.find((item) => item.id === event.item_id)
        return { id: call.call_id, name: call.name, arguments: JSON.parse(event.arguments) }
      }),
      finish: finishOf(last),
      inputTokens: last?.usage?.input_tokens,
      outputTokens: last?.usage?.output_tokens,
    }
  },
  finish: { stop: 'completed', length: 'max_output_tokens', tools: 'calls', stopSequence: 'completed' },
  status: { overloaded: 503, unknownModel: 400 },
  isTerminated: (text) => ENDS.test(text),
  contentType: 'text/event-stream; charset=utf-8',
  leastTokens: 16,
  without: { stop: 'the Responses API takes no stop sequences' },
  tooLong: { words: 250_000, text: /exceeds the context window of this model/ },
}
