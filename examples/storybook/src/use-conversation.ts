import { useRef, useState } from 'react'
import type { ChatMessage, ChatPart, ChatViewProps } from './chat-view.tsx'

export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly text: string
}

/** Asks a model: yields all parts of the answer so far, whenever there is more. */
export type Ask = (turns: readonly Turn[], signal: AbortSignal) => AsyncIterable<readonly ChatPart[]>

/** A conversation over an SDK that streams; what {@link ChatViewProps} needs but the title. */
export function useConversation(ask: Ask): Omit<ChatViewProps, 'title'> {
  const [messages, setMessages] = useState<readonly ChatMessage[]>([])
  const [status, setStatus] = useState<ChatViewProps['status']>('ready')
  const [error, setError] = useState('')
  const controller = useRef<AbortController>(null)

  async function answer(asked: readonly ChatMessage[]): Promise<void> {
    const current = new AbortController()
    controller.current = current
    setMessages(asked)
    setStatus('waiting')
    try {
      for await (const parts of ask(asked.map(turnOf), current.signal)) {
        setStatus('streaming')
        setMessages([...asked, { id: `message-${asked.length}`, role: 'assistant', parts }])
      }
      setStatus('ready')
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
      setStatus(current.signal.aborted ? 'ready' : 'failed')
    }
  }
  const send = (text: string) =>
    answer([...messages, { id: `message-${messages.length}`, role: 'user', parts: [{ type: 'text', text }] }])
  return {
    messages,
    status,
    error,
    onSend: (text) => void send(text),
    onStop: () => controller.current?.abort(),
    onRetry: () => void answer(messages.slice(0, messages.findLastIndex(({ role }) => role === 'user') + 1)),
  }
}

function turnOf({ role, parts }: ChatMessage): Turn {
  return { role, text: parts.map((part) => (part.type === 'text' ? part.text : '')).join('') }
}
