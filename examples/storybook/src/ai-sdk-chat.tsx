import { useChat } from '@ai-sdk/react'
import { DefaultChatTransport, getToolName, isToolUIPart, type UIMessage } from 'ai'
import { useMemo } from 'react'
import { ChatView, type ChatMessage, type ChatPart } from './chat-view.tsx'

const STATUS = { ready: 'ready', submitted: 'waiting', streaming: 'streaming', error: 'failed' } as const

/** A chat over AI SDK's `useChat`, which asks the app's own route. */
export function AiSdkChat({ api = '/api/chat' }: { readonly api?: string }) {
  const transport = useMemo(() => new DefaultChatTransport({ api }), [api])
  const { messages, sendMessage, status, stop, error, regenerate } = useChat({ transport })
  const shown = messages.map(messageOf).filter(({ parts }) => parts.length > 0)
  // A step begins before it has anything to show.
  const isWaiting = status === 'streaming' && shown.at(-1)?.role === 'user'
  return (
    <ChatView
      title="AI SDK, useChat"
      messages={shown}
      status={isWaiting ? 'waiting' : STATUS[status]}
      error={error?.message}
      onSend={(text) => void sendMessage({ text })}
      onStop={() => void stop()}
      onRetry={() => void regenerate()}
    />
  )
}

function messageOf({ id, role, parts }: UIMessage): ChatMessage {
  return { id, role: role === 'user' ? 'user' : 'assistant', parts: parts.flatMap(partOf) }
}

function partOf(part: UIMessage['parts'][number]): ChatPart[] {
  if (part.type === 'text') return [{ type: 'text', text: part.text }]
  if (part.type === 'reasoning') return [{ type: 'reasoning', text: part.text, isDone: part.state === 'done' }]
  if (!isToolUIPart(part)) return []
  return [{ type: 'tool', name: getToolName(part), input: part.input, output: part.output }]
}
