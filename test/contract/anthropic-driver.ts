import { dataOf, type Ask, type Driver } from './driver.ts'

function messages({ prompt = 'Tell me about the sea.', toolResult }: Ask): object[] {
  const user = { role: 'user', content: prompt }
  if (!toolResult) return [user]
  const { name, arguments: input, result } = toolResult
  return [
    user,
    { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name, input }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: result }] },
  ]
}

/** Anthropic messages. */
export const anthropicDriver: Driver = {
  provider: 'anthropic',
  url: 'https://api.anthropic.com/v1/messages',
  model: 'claude-haiku-4-5',
  headers: (key) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01', 'content-type': 'application/json' }),
  body: (ask, stream) => ({
    model: ask.model ?? 'claude-haiku-4-5',
    max_tokens: ask.maxTokens ?? 4096,
    messages: messages(ask),
    ...(stream ? { stream: true } : {}),
    ...(ask.tools ? { tools: ask.tools.map(({ name, parameters }) => ({ name, input_schema: parameters })) } : {}),
    ...(ask.toolChoice ? { tool_choice: { type: ask.toolChoice === 'required' ? 'any' : 'none' } } : {}),
    ...(ask.stop ? { stop_sequences: ask.stop } : {}),
  }),
  read(body: any) {
    const calls = body.content.filter((block: any) => block.type === 'tool_use')
    return {
      text: body.content.map((block: any) => block.text ?? '').join(''),
      toolCalls: calls.map(({ id, name, input }: any) => ({ id, name, arguments: input })),
      finish: body.stop_reason,
      inputTokens: body.usage.input_tokens,
      outputTokens: body.usage.output_tokens,
    }
  },
  readStream(text) {
    const events = dataOf(text)
    const blocks: any[] = []
    for (const event of events) {
      if (event.type === 'content_block_start') blocks[event.index] = { ...event.content_block, json: '' }
      if (event.type !== 'content_block_delta') continue
      blocks[event.index].text = (blocks[event.index].text ?? '') + (event.delta.text ?? '')
      blocks[event.index].json += event.delta.partial_json ?? ''
    }
    const end = events.find((event) => event.type === 'message_delta')
    const calls = blocks.filter((block) => block.type === 'tool_use')
    return {
      text: blocks.map((block) => block.text ?? '').join(''),
      toolCalls: calls.map(({ id, name, json }) => ({ id, name, arguments: JSON.parse(json || '{}') })),
      finish: end?.delta.stop_reason,
      inputTokens: events[0]?.message.usage.input_tokens,
      outputTokens: end?.usage.output_tokens,
    }
  },
  finish: { stop: 'end_turn', length: 'max_tokens', tools: 'tool_use', stopSequence: 'stop_sequence' },
  status: { overloaded: 529, unknownModel: 404 },
  isTerminated: (text) => /event: message_stop\ndata: [^\n]*\n\n$/.test(text),
  contentType: 'text/event-stream; charset=utf-8',
}
