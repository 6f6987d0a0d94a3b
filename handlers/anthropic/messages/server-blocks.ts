import type { ServerToolPart } from '../../../src/completion.ts'
import type { ChatExchange } from '../../../src/exchange.ts'
import { owedUse } from './arrange.ts'
import { mcpServerOf } from './server-names.ts'
import { resultContent } from './server-results.ts'
import { wireOf } from './usage.ts'
import type { ContentBlock } from './wire-answer.ts'

const DIRECT = { caller: { type: 'direct' } } as const

/** The block with which the model uses a tool that Anthropic runs; undefined where a paused turn has shown it already. */
export function useBlock(exchange: ChatExchange, part: ServerToolPart, input: unknown): ContentBlock | undefined {
  const { id, name } = part
  if (owedUse(wireOf(exchange))?.id === id) return undefined
  const mcp = mcpServerOf(wireOf(exchange), name)
  if (mcp) return { type: 'mcp_tool_use', id, name: mcp.tool, input, server_name: mcp.server }
  // Recorded on searches for tools alone.
  return { type: 'server_tool_use', id, name, input, ...(name.startsWith('tool_search') ? DIRECT : {}) }
}

/** The block of what came of it; undefined where the turn pauses, or the token limit ends it, before that. */
export function resultBlock(exchange: ChatExchange, part: ServerToolPart): ContentBlock | undefined {
  const { id, name, result, isError = false } = part
  if (result === undefined || !isJson(part.arguments)) return undefined
  if (mcpServerOf(wireOf(exchange), name)) {
    const text = typeof result === 'string' ? result : JSON.stringify(result)
    return { type: 'mcp_tool_result', tool_use_id: id, is_error: isError, content: [{ type: 'text', text }] }
  }
  const kind = name.startsWith('tool_search') ? 'tool_search' : name
  const content = isError
    ? { type: `${kind}_tool_result_error`, error_code: typeof result === 'string' ? result : 'unavailable' }
    : resultContent(exchange, part)
  const isWeb = name === 'web_search' || name === 'web_fetch'
  return { type: `${kind}_tool_result`, tool_use_id: id, content, ...(isWeb ? DIRECT : {}) }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
