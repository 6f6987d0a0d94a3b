import OpenAI from 'openai'
import { ChatView } from './chat-view.tsx'
import { useConversation, type Ask } from './use-conversation.ts'

/** A GPT, asked from the page by the official SDK at its default address. */
const ask: Ask = async function* (turns, signal) {
  const client = new OpenAI({ apiKey: 'any', dangerouslyAllowBrowser: true, maxRetries: 0 })
  const stream = await client.chat.completions.create(
    {
      model: 'gpt-4o-mini',
      messages: turns.map(({ role, text }) => ({ role, content: text })),
      stream: true,
    },
    { signal },
  )
  let text = ''
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? ''
    if (text) yield [{ type: 'text', text }]
  }
}

/** A chat over the openai package. */
export function OpenAiChat() {
  return <ChatView title="openai in the page" {...useConversation(ask)} />
}
