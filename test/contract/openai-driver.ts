import { dataOf, type Ask, type Driver } from './driver.ts'

function messages({ prompt = 'Tell me about the sea.', toolResult }: Ask): object[] {
  const user = { role: 'user', content: prompt }
  if (!toolResult) return [user]
  const { name, arguments: args, result } = toolResult
  const call = { id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(args) } }
  return [
    user,
    { role: 'assistant', content: null, tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_1', content: result },
  ]
}

function parsed(calls: readonly any[]) {
  return calls.map((call) => ({
    id: call.id,
    name: call.function.name,
    arguments: JSON.parse(call.function.arguments),
  }))
}

/** OpenAI chat completions, and every provider that speaks them. */
export const openaiDriver: Driver = {
  provider: 'openai',
  url: 'https://api.openai.com/v1/chat/completions',
  model: 'gpt-4o-mini',
  headers: (key) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' }),
  body: (ask, stream) => ({
    model: ask.model ?? 'gpt-4o-mini',
    messages: messages(ask),
    ...(stream ? { stream: true, stream_options: { include_usage: true } } : {}),
    ...(ask.tools ? { tools: ask.tools.map((tool) => ({ type: 'function', function: tool })) } : {}),
    ...(ask.toolChoice ? { tool_choice: ask.toolChoice } : {}),
    ...(ask.maxTokens ? { max_completion_tokens: ask.maxTokens } : {}),
    ...(ask.stop ? { stop: ask.stop } : {}),
  }),
  read(body: any) {
    const [{ message, finish_reason }] = body.choices
    return {
      text: message.content ?? message.refusal ?? '',
      toolCalls: parsed(message.tool_calls ?? []),
      finish: finish_reason,
      inputTokens: body.usage.prompt_tokens,
      outputTokens: body.usage.completion_tokens,
    }
  },
  readStream(text) {
    const chunks = dataOf(text).filter((data) => data !== '[DONE]' && !data.error)
    const deltas = chunks.flatMap((chunk) => chunk.choices.map((choice: any) => choice.delta))
    const calls: any[] = []
    for (const part of deltas.flatMap((delta) => delta.tool_calls ?? [])) {
      calls[part.index] ??= { id: part.id, function: { name: part.function.name, arguments: '' } }
      calls[part.index].function.arguments += part.function.arguments
    }
    const usage = chunks.at(-1)?.usage
    return {
      text: deltas.map((delta) => delta.content ?? delta.refusal ?? '').join(''),
      toolCalls: parsed(calls),
      finish: chunks.flatMap((chunk) => chunk.choices).findLast((choice: any) => choice.finish_reason)?.finish_reason,
      inputTokens: usage?.prompt_tokens,
      outputTokens: usage?.completion_tokens,
    }
  },
  finish: { stop: 'stop', length: 'length', tools: 'tool_calls', stopSequence: 'stop' },
  status: { overloaded: 503, unknownModel: 404 },
  isTerminated: (text) => text.endsWith('data: [DONE]\n\n'),
  contentType: 'text/event-stream; charset=utf-8',
}
