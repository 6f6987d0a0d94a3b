import type { Model } from '../../../src/models.ts'
import { traitsOf } from '../models.ts'
import { effectiveThinking } from './check-model.ts'
import { checkToolPairs } from './check-tool-pairs.ts'
import { blocksOf } from './content-blocks.ts'
import { refused } from './issues.ts'
import type { MessageParam, MessagesRequest } from './wire.ts'

/** Refuses a conversation that the Messages API does not take. */
export function checkMessages(wire: MessagesRequest, model: Model): void {
  const { messages } = wire
  const traits = traitsOf(model)
  if (messages.length === 0) throw refused('messages: at least one message is required')
  const system = messages.findIndex(({ role }) => role === 'system')
  if (system >= 0 && !traits.systemInMessages) {
    throw refused(
      'messages: Unexpected role "system". The Messages API accepts a top-level `system` parameter, not "system" as an input message role.',
    )
  }
  for (const [index, { role, content }] of messages.entries()) {
    if (content === undefined && role !== 'system') throw refused(`messages.${index}.content: Field required`)
  }
  if (messages[0]!.role !== 'user') throw refused('messages: first message must use the "user" role')
  for (const index of messages.keys()) checkContent(messages, index)
  checkTexts(wire)
  checkPrefill(messages.at(-1)!, traits.prefillAllowed)
  checkToolPairs(messages)
  if (effectiveThinking(wire, traits).type === 'enabled') checkThinkingFirst(messages)
}

function checkContent(messages: readonly MessageParam[], index: number): void {
  const message = messages[index]!
  const isFinalAssistant = index === messages.length - 1 && message.role === 'assistant'
  const { content } = message
  if ((content === '' || content?.length === 0) && !isFinalAssistant) {
    throw refused(
      `messages.${index}: all messages must have non-empty content except for the optional final assistant message`,
    )
  }
  if (content === '') return
  for (const block of blocksOf(message)) {
    if (block.type !== 'text') continue
    if (block.text === '') throw refused('messages: text content blocks must be non-empty')
    if (block.text.trim() === '') throw refused('messages: text content blocks must contain non-whitespace text')
  }
}

function checkTexts({ system, stop_sequences: stops }: MessagesRequest): void {
  if (Array.isArray(system) && system.some(({ text }: { readonly text: string }) => text === '')) {
    throw refused('system: text content blocks must be non-empty')
  }
  if (stops?.some((stop) => stop.trim() === ''))
    throw refused('stop_sequences: each stop sequence must contain non-whitespace')
}

/** An assistant message at the end is a prefill, unless the API itself paused that turn. */
function checkPrefill(last: MessageParam, isAllowed: boolean): void {
  if (last.role !== 'assistant') return
  const blocks = blocksOf(last)
  const final = blocks.at(-1)
  const isPaused = blocks.some(
    ({ type }) => type.startsWith('server_tool') || type.startsWith('mcp_tool') || type === 'compaction',
  )
  if (!isAllowed && !isPaused) {
    throw refused(
      'This model does not support assistant message prefill. The conversation must end with a user message.',
    )
  }
  if (final?.type === 'text' && final.text !== final.text.trimEnd()) {
    throw refused('messages: final assistant content cannot end with trailing whitespace')
  }
}

/** Budget-style thinking: the assistant turn of a running tool loop begins with its thinking. */
function checkThinkingFirst(messages: readonly MessageParam[]): void {
  const index = messages.findLastIndex(({ role }) => role === 'assistant')
  const first = index < 0 ? undefined : blocksOf(messages[index]!)[0]
  if (!first || first.type === 'thinking' || first.type === 'redacted_thinking') return
  const isLoop = blocksOf(messages[index]!).some(({ type }) => type === 'tool_use')
  const isPrefill = index === messages.length - 1
  if (!isLoop && !isPrefill) return
  throw refused(
    `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking`,
  )
}
