import type { ContentPart } from '../completion.ts'
import type { Engine } from '../engine.ts'
import type { ExchangeRecord } from '../exchange.ts'
import type { CompletionRequest } from '../request.ts'

/**
 * Tells the test author, once, of a rule that calls a tool again whose result is the last of the conversation: the last user text is the question
 * still, so that a rule for it goes on for ever.
 */
export function tellRepeated(
  content: readonly ContentPart[],
  { messages }: CompletionRequest,
  { engine, record }: { readonly engine: Engine; readonly record: ExchangeRecord },
): void {
  const { rule, verbatim } = record
  const results = messages.at(-1)?.content.filter((part) => part.type === 'tool-result') ?? []
  if (!rule?.isEndless || verbatim || results.length === 0) return
  const answered = new Set(results.map(({ toolCallId }) => toolCallId))
  const before = messages.flatMap((message) => message.content).filter((part) => part.type === 'tool-call')
  for (const part of content) {
    if (part.type !== 'tool-call') continue
    const { name, arguments: args } = part
    if (!before.some((one) => one.name === name && one.arguments === args && answered.has(one.id))) continue
    engine.warn(
      `${record.endpoint}: ${String(rule)} calls ${name}(${args}) again, though the conversation ends with the result of that call; a loop would not end. Add .once() to the rule, or after it a rule for { toolResult: true }.`,
    )
  }
}
