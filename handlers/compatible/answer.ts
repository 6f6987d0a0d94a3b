import type { Choice, FinishReason } from '../../src/completion.ts'

/** The reasoning that an answer shows; undefined where it shows none. */
export function reasoningOf(choice: Pick<Choice, 'content'>): string | undefined {
  const text = choice.content.map((part) => (part.type === 'reasoning' ? part.text : '')).join('')
  return text === '' ? undefined : text
}

/** Finish reasons in OpenAI's words, as most compatible APIs use them. */
export const FINISH_REASON: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  'stop-sequence': 'stop',
  length: 'length',
  'context-window': 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
  refusal: 'stop',
  error: 'stop',
}
