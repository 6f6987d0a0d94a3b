import { dataOf, type Ask, type Driver } from './driver.ts'

function messages({ prompt = 'Tell me about the sea.', toolResult }: Ask): object[] {
  const user = { role: 'user', content: prompt }
  if (!toolResult) return [user]
  const { name, arguments: args, result } = toolResult
  const id = `${name}_0123456789ab`
  const call = { id, type: 'function', function: { name, arguments: JSON.stringify(args) } }
  return [
    user,
    { role: 'assistant', tool_plan: 'I will look it up.', tool_calls: [call] },
    { role: 'tool', tool_call_id: id, content: result },
  ]
}

function parsed(calls: readonly any[]) {
  return calls.map(({ id, function: { name, arguments: text } }) => ({
    id,
    name,
    arguments: JSON.parse(text || '{}'),
  }))
}

/** Cohere's chat, version 2. */
export const cohereDriver: Driver = {
  provider: 'cohere',
  url: 'https://api.cohere.com/v2/chat',
  model: 'command-a-03-2025',
  headers: (key) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' }),
  body: (ask, stream) => ({
    model: ask.model ?? 'command-a-03-2025',
    messages: messages(ask),
    stream,
    ...(ask.tools ? { tools: ask.tools.map((tool) => ({ type: 'function', function: tool })) } : {}),
    ...(ask.toolChoice ? { tool_choice: ask.toolChoice.toUpperCase() } : {}),
    ...(ask.maxTokens ? { max_tokens: ask.maxTokens } : {}),
    ...(ask.stop ? { stop_sequences: ask.stop } : {}),
  }),
  read(body: any) {
    const { message, finish_reason: finish, usage } = body
    return {
      text: (message.content ?? []).map((block: any) => block.text ?? '').join(''),
      toolCalls: parsed(message.tool_calls ?? []),
      finish,
      inputTokens: usage.billed_units.input_tokens,
      outputTokens: usage.billed_units.output_tokens,
    }
  },
  readStream(text) {
    const events = dataOf(text).filter((data) => data !== '[DONE]')
    const calls: any[] = []
    let said = ''
    for (const { type, index, delta } of events) {
      if (type === 'content-delta') said += delta.message.content.text ?? ''
      if (type === 'tool-call-start') calls[index] = structuredClone(delta.message.tool_calls)
      if (type === 'tool-call-delta') calls[index].function.arguments += delta.message.tool_calls.function.arguments
    }
    const end = events.find((event) => event.type === 'message-end')?.delta
    return {
      text: said,
      toolCalls: parsed(calls),
      finish: end?.finish_reason,
      inputTokens: end?.usage.billed_units.input_tokens,
      outputTokens: end?.usage.billed_units.output_tokens,
    }
  },
  finish: { stop: 'COMPLETE', length: 'MAX_TOKENS', tools: 'TOOL_CALL', stopSequence: 'STOP_SEQUENCE' },
  status: { overloaded: 503, unknownModel: 404 },
  isTerminated: (text) => text.endsWith('data: [DONE]\n\n'),
  contentType: 'text/event-stream',
  unknownPath: { path: /^404 page not found$/, method: /^$/ },
  hasRetryAfter: false,
  tooLong: { words: 270_000, text: /size limit exceeded by 1\d{4} tokens/ },
}
