import OpenAI from 'openai'
import { RECIPE, WEATHER, type Chat, type Message, type ToolCall } from '../chat.ts'

const client = new OpenAI({ apiKey: 'any', dangerouslyAllowBrowser: true, maxRetries: 0 })

export const openai: Chat = {
  title: 'OpenAI',
  models: ['gpt-4o-mini', 'gpt-4.1', 'gpt-5-mini'],
  async *ask({ model, messages, kind, signal }) {
    const stream = await client.chat.completions.create(
      {
        model,
        messages: messages.map(toOpenAI),
        stream: true,
        ...(kind === 'tools' ? { tools: [{ type: 'function' as const, function: { ...WEATHER, strict: true } }] } : {}),
        ...(kind === 'json'
          ? {
              response_format: {
                type: 'json_schema' as const,
                json_schema: { name: 'recipe', strict: true, schema: RECIPE },
              },
            }
          : {}),
      },
      { signal },
    )
    const calls: { id: string; name: string; json: string }[] = []
    for await (const { choices } of stream) {
      const delta = choices[0]?.delta
      if (delta?.content) yield { type: 'text', text: delta.content }
      for (const { index, id, function: called } of delta?.tool_calls ?? []) {
        const call = (calls[index] ??= { id: id ?? '', name: called?.name ?? '', json: '' })
        call.json += called?.arguments ?? ''
      }
    }
    for (const { id, name, json } of calls) yield { type: 'call', call: { id, name, input: JSON.parse(json) } }
  },
}

function toOpenAI(message: Message): OpenAI.ChatCompletionMessageParam {
  if (message.role === 'user') return { role: 'user', content: message.text }
  if (message.role === 'tool') return { role: 'tool', tool_call_id: message.call.id, content: message.result }
  const { text, calls } = message
  return { role: 'assistant', content: text || null, ...(calls.length > 0 ? { tool_calls: calls.map(toCall) } : {}) }
}

function toCall({ id, name, input }: ToolCall): OpenAI.ChatCompletionMessageToolCall {
  return { type: 'function', id, function: { name, arguments: JSON.stringify(input) } }
}
