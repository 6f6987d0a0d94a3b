import { textOf, toolCallsOf } from '../../src/completion.ts'
import { simulateAnswer } from '../../src/generate/model.ts'
import type { Model } from '../../src/models.ts'
import type { CompletionRequest, Message, ToolDefinition } from '../../src/request.ts'

/** A model of a tier by its price. */
export function modelAt(outputUsdPerMillion: number): Model {
  const prices = [{ inputUsdPerMillion: 1, outputUsdPerMillion }]
  return { id: 'm', contextWindow: 100_000, maxOutputTokens: 10_000, capabilities: [], tokenizer: 'o200k', prices }
}

export function said(role: Message['role'], text: string): Message {
  return { role, content: [{ type: 'text', text }] }
}

/** A request in engine terms, a chat of one prompt unless told otherwise. */
export function request(prompt: string, other: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    operation: 'chat',
    model: 'm',
    stream: false,
    wire: undefined,
    messages: [said('user', prompt)],
    tools: [],
    toolChoice: 'auto',
    parallelToolCalls: true,
    responseFormat: { type: 'text' },
    stopSequences: [],
    n: 1,
    ...other,
  }
}

/** What the model says to a prompt. */
export async function textFor(
  prompt: string,
  seed = 1,
  other: Partial<CompletionRequest> = {},
  usd = 5,
): Promise<string> {
  return textOf(await simulateAnswer(request(prompt, other), modelAt(usd), seed))
}

/** The tools that the model calls for a prompt. */
export async function callsFor(
  prompt: string,
  tools: readonly ToolDefinition[],
  other: Partial<CompletionRequest> = {},
) {
  const choice = await simulateAnswer(request(prompt, { tools, ...other }), modelAt(5), 1)
  return toolCallsOf(choice).map(({ name, arguments: args, kind }) => [
    name,
    kind === 'custom' ? args : JSON.parse(args),
  ])
}

/** A tool with these parameters; those in `optional` are not required. */
export function tool(
  name: string,
  properties: Record<string, object>,
  optional: readonly string[] = [],
  description = '',
): ToolDefinition {
  const required = Object.keys(properties).filter((key) => !optional.includes(key))
  return { name, description, parameters: { type: 'object', properties, required } }
}
