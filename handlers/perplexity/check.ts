import type { WireRequest } from '../openai/chat-completions/wire.ts'
import { refused } from './errors.ts'

const ASKS = ['user', 'tool', 'function']

/** Instructions first, then questions and answers by turns, a question last (public reports of 2025); throws the first refusal. */
export function checkTurns({ messages }: WireRequest): void {
  const firstTurn = messages.findIndex(({ role }) => role !== 'system' && role !== 'developer')
  const turns = firstTurn < 0 ? [] : messages.slice(firstTurn)
  const alternate = turns.every(({ role }, index) => {
    if (role !== 'assistant' && !ASKS.includes(role)) return false
    const before = turns[index - 1]?.role
    // Several calls have several answers.
    return role === 'tool' && before === 'tool'
      ? true
      : (role === 'assistant') === (index > 0 && before !== 'assistant')
  })
  if (!alternate)
    throw refused(
      'After the (optional) system message(s), user or tool message(s) should alternate with assistant message(s).',
    ).with({ type: 'invalid_message' })
  if (!ASKS.includes(messages.at(-1)!.role))
    throw refused('Last message must have role `user` or `tool`.').with({ type: 'invalid_message' })
}
