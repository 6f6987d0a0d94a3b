import type { Choice } from '../../src/completion.ts'

/** The reasoning that an answer shows; undefined where it shows none. */
export function reasoningOf(choice: Pick<Choice, 'content'>): string | undefined {
  const text = choice.content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
  return text === '' ? undefined : text
}

/** Finish reasons in OpenAI's words, as most compatible APIs use them. */
export { CHAT_FINISH_REASON as FINISH_REASON } from '../../src/reply/chat-body.ts'
