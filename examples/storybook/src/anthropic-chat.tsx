import Anthropic from '@anthropic-ai/sdk'
import { ChatView } from './chat-view.tsx'
import { useConversation, type Ask } from './use-conversation.ts'

/** Claude, asked from the page by the official SDK at its default address. */
const ask: Ask = async function* (turns, signal) {
  const client = new Anthropic({ apiKey: 'any', dangerouslyAllowBrowser: true, maxRetries: 0 })
  const stream = await client.messages.create(
    {
      model: 'claude-sonnet-4-5',
      max_tokens: 4096,
      thinking: { type: 'enabled', budget_tokens: 1024 },
      messages: turns.map(({ role, text }) => ({ role, content: text })),
      stream: true,
    },
    { signal },
  )
  let thinking = ''
  let text = ''
  for await (const event of stream) {
    if (event.type !== 'content_block_delta') continue
    if (event.delta.type === 'thinking_delta') thinking += event.delta.thinking
    if (event.delta.type === 'text_delta') text += event.delta.text
    yield [
      ...(thinking ? [{ type: 'reasoning', text: thinking, isDone: text !== '' } as const] : []),
      ...(text ? [{ type: 'text', text } as const] : []),
    ]
  }
}

/** A chat over the Anthropic SDK. */
export function AnthropicChat() {
  return <ChatView title="Anthropic SDK in the page" {...useConversation(ask)} />
}
