import type { WireRequest } from '../openai/chat-completions/wire.ts'

/** What is wrong with a tool choice: there are no tools, or none of that name; undefined where a tool can be chosen. */
export function toolChoiceProblem({
  tool_choice: choice,
  tools,
}: Pick<WireRequest, 'tool_choice' | 'tools'>): 'no-tools' | { readonly name: string } | undefined {
  const names = (tools ?? []).map((tool) => (tool.type === 'function' ? tool.function.name : tool.type))
  const named = typeof choice === 'object' && choice !== null && 'function' in choice ? choice.function : undefined
  const isDemanded = choice === 'required' || typeof named?.name === 'string'
  if (isDemanded && names.length === 0) return 'no-tools'
  return typeof named?.name === 'string' && !names.includes(named.name) ? { name: named.name } : undefined
}
