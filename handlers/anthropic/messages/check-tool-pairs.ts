import { blocksOf } from './content-blocks.ts'
import { refused } from './issues.ts'
import type { MessageParam } from './wire.ts'

/** Every call of a tool is answered at the start of the next turn, and every result answers a call of the turn before. */
export function checkToolPairs(messages: readonly MessageParam[]): void {
  const seen = new Set<string>()
  let open: ReadonlySet<string> = new Set()
  let callsAt = -1
  for (const [index, message] of messages.entries()) {
    if (message.role === 'system') continue
    const calls = callIdsOf(message)
    for (const id of calls) {
      if (seen.has(id)) throw refused('messages: `tool_use` ids must be unique')
      seen.add(id)
    }
    if (message.role === 'assistant') {
      // Consecutive messages of one role are one turn.
      open = new Set(messages[index - 1]?.role === 'assistant' ? [...open, ...calls] : calls)
      callsAt = index
      if (messages[index + 1]?.role !== 'assistant') checkAnswered(messages, index, open)
    } else checkResults(message, index, open, callsAt)
  }
}

function callIdsOf(message: MessageParam): readonly string[] {
  return blocksOf(message).flatMap((block) => (block.type === 'tool_use' ? [block.id] : []))
}

/** The results count that stand before anything else in the next turn. */
function checkAnswered(messages: readonly MessageParam[], index: number, calls: ReadonlySet<string>): void {
  if (calls.size === 0) return
  const rest = messages.slice(index + 1)
  const end = rest.findIndex(({ role }) => role === 'assistant')
  const turn = (end < 0 ? rest : rest.slice(0, end)).flatMap((message) =>
    message.role === 'user' ? blocksOf(message) : [],
  )
  const leading = turn.slice(
    0,
    Math.max(
      0,
      turn.findIndex(({ type }) => type !== 'tool_result'),
    ),
  )
  const results = turn.every(({ type }) => type === 'tool_result') ? turn : leading
  const answered = new Set(results.flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : [])))
  const missing = [...calls].filter((id) => !answered.has(id))
  if (missing.length === 0) return
  throw refused(
    `messages.${index}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`,
  )
}

function checkResults(message: MessageParam, index: number, calls: ReadonlySet<string>, callsAt: number): void {
  for (const [at, block] of blocksOf(message).entries()) {
    if (block.type !== 'tool_result' || (callsAt >= 0 && calls.has(block.tool_use_id))) continue
    throw refused(
      `messages.${index}.content.${at}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${block.tool_use_id}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`,
    )
  }
}
