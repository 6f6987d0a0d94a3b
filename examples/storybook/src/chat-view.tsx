import { useState, type FormEvent } from 'react'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'

export type ChatPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reasoning'; readonly text: string; readonly isDone: boolean }
  | { readonly type: 'tool'; readonly name: string; readonly input: unknown; readonly output?: unknown }

export interface ChatMessage {
  readonly id: string
  readonly role: 'user' | 'assistant'
  readonly parts: readonly ChatPart[]
}

export interface ChatViewProps {
  readonly title: string
  readonly messages: readonly ChatMessage[]
  /** `waiting`: asked, and nothing has come yet. */
  readonly status: 'ready' | 'waiting' | 'streaming' | 'failed'
  readonly error?: string
  onSend(text: string): void
  onStop(): void
  onRetry(): void
}

/** A chat, whatever is behind it. */
export function ChatView({ title, messages, status, error, onSend, onStop, onRetry }: ChatViewProps) {
  const [text, setText] = useState('')
  const isBusy = status === 'waiting' || status === 'streaming'
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() === '' || isBusy) return
    onSend(text)
    setText('')
  }
  return (
    <main className="chat">
      <h1>{title}</h1>
      <ol aria-label="Conversation" aria-busy={isBusy}>
        {messages.map((message) => (
          <li key={message.id} className={message.role} aria-label={message.role}>
            {message.parts.map((part, index) => (
              <Part key={index} part={part} />
            ))}
          </li>
        ))}
      </ol>
      {status === 'waiting' && <p className="waiting">Thinking …</p>}
      {status === 'failed' && (
        <div role="alert">
          <p>{error}</p>
          <button type="button" onClick={onRetry}>
            Try again
          </button>
        </div>
      )}
      <form onSubmit={send}>
        <input aria-label="Message" value={text} onChange={(event) => setText(event.target.value)} placeholder="Ask" />
        {isBusy ? (
          <button type="button" onClick={onStop}>
            Stop
          </button>
        ) : (
          <button type="submit">Send</button>
        )}
      </form>
    </main>
  )
}

function Part({ part }: { readonly part: ChatPart }) {
  if (part.type === 'text') return <Markdown remarkPlugins={[remarkGfm]}>{part.text}</Markdown>
  if (part.type === 'reasoning') {
    return (
      <details className="reasoning" open={!part.isDone}>
        <summary>{part.isDone ? 'Thought' : 'Thinking'}</summary>
        <p>{part.text}</p>
      </details>
    )
  }
  const { name, input, output } = part
  return (
    <figure className="tool" aria-label={`Tool ${name}`}>
      <figcaption>
        {name}({JSON.stringify(input) ?? ''})
      </figcaption>
      <code>{output === undefined ? 'running …' : JSON.stringify(output)}</code>
    </figure>
  )
}
