import Anthropic from '@anthropic-ai/sdk'
import { RECIPE, WEATHER, type Chat, type Message } from '../chat.ts'

const client = new Anthropic({ apiKey: 'any', dangerouslyAllowBrowser: true, maxRetries: 0 })

export const anthropic: Chat = {
  title: 'Anthropic',
  models: ['claude-haiku-4-5', 'claude-sonnet-4-5'],
  async *ask({ model, messages, kind, signal }) {
    const stream = client.messages.stream(
      {
        model,
        max_tokens: 2048,
        messages: messages.map(toAnthropic),
        ...(kind === 'plain' ? { thinking: { type: 'enabled' as const, budget_tokens: 1024 } } : {}),
        ...(kind === 'tools'
          ? {
              tools: [
                { name: WEATHER.name, description: WEATHER.description, input_schema: schema(WEATHER.parameters) },
              ],
            }
          : {}),
        ...(kind === 'json'
          ? {
              output_config: {
                format: { type: 'json_schema' as const, schema: RECIPE as unknown as Record<string, unknown> },
              },
            }
          : {}),
      },
      { signal },
    )
    for await (const event of stream) {
      if (event.type !== 'content_block_delta') continue
      if (event.delta.type === 'text_delta') yield { type: 'text', text: event.delta.text }
      if (event.delta.type === 'thinking_delta') yield { type: 'reasoning', text: event.delta.thinking }
    }
    for (const block of (await stream.finalMessage()).content) {
      if (block.type !== 'tool_use') continue
      yield { type: 'call', call: { id: block.id, name: block.name, input: block.input as Record<string, unknown> } }
    }
  },
}

const schema = (parameters: object) => parameters as Anthropic.Tool.InputSchema

function toAnthropic(message: Message): Anthropic.MessageParam {
  if (message.role === 'user') return { role: 'user', content: message.text }
  if (message.role === 'tool')
    return { role: 'user', content: [{ type: 'tool_result', tool_use_id: message.call.id, content: message.result }] }
  return {
    role: 'assistant',
    content: [
      ...(message.text === '' ? [] : [{ type: 'text' as const, text: message.text }]),
      ...message.calls.map(({ id, name, input }) => ({ type: 'tool_use' as const, id, name, input })),
    ],
  }
}
