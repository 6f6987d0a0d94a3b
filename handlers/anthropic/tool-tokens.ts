import type { Model } from '../../src/models.ts'
import type { CompletionRequest, ToolDefinition } from '../../src/request.ts'
import type { Tokenizer } from '../../src/tokens/tokenizer.ts'
import { knownTool } from './messages/tool-shapes.ts'
import type { ToolParam } from './messages/wire.ts'
import { traitsOf } from './models.ts'

/** Around each tool's definition. */
const TOOL = 15

/** Tokens that Anthropic's own tools add, by the beginning of their type. Counted from recordings; those of bash and the editor are documented. */
const BUILT_IN: readonly (readonly [type: string, tokens: number])[] = [
  ['memory', 1069],
  ['bash', 245],
  ['text_editor', 700],
  ['computer', 735],
  ['web_search', 1700],
  ['web_fetch', 1000],
  ['code_execution', 1790],
  ['tool_search', 190],
  ['advisor', 750],
]

/** Tokens of all tools: the preamble that comes with the first of them, and the definitions. */
export function toolTokens(request: CompletionRequest, model: Model, tokenizer: Tokenizer): number {
  const builtIn = builtInTokens(request.wire)
  const own = request.tools.filter(({ name }) => !builtIn.names.has(name))
  if (own.length === 0 && builtIn.names.size === 0) return 0
  const { toolOverhead } = traitsOf(model)
  const isForced = request.toolChoice !== 'auto' && request.toolChoice !== 'none'
  const definitions = own.reduce((sum, tool) => sum + TOOL + tokenizer.count(definitionText(tool)), 0)
  return (isForced ? toolOverhead.any : toolOverhead.auto) + definitions + builtIn.tokens
}

function definitionText({ name, description, parameters }: ToolDefinition): string {
  return JSON.stringify({ name, ...(description ? { description } : {}), input_schema: parameters })
}

/** Names and tokens of Anthropic's own tools; other dialects' bodies and direct calls have none. */
function builtInTokens(wire: unknown): { readonly names: ReadonlySet<string>; readonly tokens: number } {
  const offered =
    typeof wire === 'object' && wire !== null && 'tools' in wire && Array.isArray(wire.tools)
      ? (wire.tools as readonly ToolParam[])
      : []
  const tools = offered.filter(({ type }) => knownTool(type) !== undefined)
  const names = new Set(tools.map(({ type }) => knownTool(type)!.name))
  const tokens = tools.reduce(
    (sum, { type }) => sum + (BUILT_IN.find(([start]) => type!.startsWith(start))?.[1] ?? 0),
    0,
  )
  return { names, tokens }
}
