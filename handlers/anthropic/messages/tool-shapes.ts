import type { Field, Shape } from '../../../src/validation.ts'
import { ANY, cacheControl, FLAG, listOf, nullable, object, oneOf, OPEN, required, TEXT } from './block-shapes.ts'

const shared: Readonly<Record<string, Field>> = {
  type: TEXT,
  cache_control: cacheControl,
  allowed_callers: nullable(listOf(TEXT)),
  defer_loading: nullable(FLAG),
  strict: nullable(FLAG),
  input_examples: nullable(listOf(ANY)),
}

/** The caller's own tool, whatever its `type` says about it. */
const custom: Shape = object({
  ...shared,
  description: nullable(TEXT),
  eager_input_streaming: nullable(FLAG),
  input_schema: required({ type: 'object', fields: { type: required(oneOf('object')) }, open: true }),
  name: required({ type: 'string', pattern: '^[a-zA-Z0-9_-]{1,128}$' }),
})

/** Anthropic's tools; type and name are a fixed pair. Members that only the API reads are not checked. */
const named = (name: string): Shape => ({
  type: 'object',
  fields: { ...shared, name: required(oneOf(name)) },
  open: true,
})

/** Who runs a tool: the caller, or Anthropic inside the answer. */
export type ToolSide = 'client' | 'server'

interface KnownTool {
  readonly side: ToolSide
  readonly name: string
}

const client = (name: string): KnownTool => ({ side: 'client', name })
const server = (name: string): KnownTool => ({ side: 'server', name })

/** Anthropic's tools by their dated type [4.1, 4.3; SDK 1.12.0]. */
const KNOWN: Readonly<Record<string, KnownTool>> = {
  bash_20241022: client('bash'),
  bash_20250124: client('bash'),
  text_editor_20241022: client('str_replace_editor'),
  text_editor_20250124: client('str_replace_editor'),
  text_editor_20250429: client('str_replace_based_edit_tool'),
  text_editor_20250728: client('str_replace_based_edit_tool'),
  computer_20241022: client('computer'),
  computer_20250124: client('computer'),
  computer_20251124: client('computer'),
  memory_20250818: client('memory'),
  web_search_20250305: server('web_search'),
  web_search_20260209: server('web_search'),
  web_search_20260318: server('web_search'),
  web_fetch_20250910: server('web_fetch'),
  web_fetch_20260209: server('web_fetch'),
  web_fetch_20260309: server('web_fetch'),
  web_fetch_20260318: server('web_fetch'),
  code_execution_20250522: server('code_execution'),
  code_execution_20250825: server('code_execution'),
  code_execution_20260120: server('code_execution'),
  code_execution_20260521: server('code_execution'),
  advisor_20260301: server('advisor'),
  tool_search_tool_bm25: server('tool_search_tool_bm25'),
  tool_search_tool_bm25_20251119: server('tool_search_tool_bm25'),
  tool_search_tool_regex: server('tool_search_tool_regex'),
  tool_search_tool_regex_20251119: server('tool_search_tool_regex'),
}

/** Sets of tools, which have no name of their own. */
const TOOLSETS = ['mcp_toolset', 'browser_toolset_20260801', 'computer_toolset_20260801'] as const

/** Every kind of tool; one without a type is `custom`. */
export const tool: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    custom,
    ...Object.fromEntries(Object.entries(KNOWN).map(([type, { name }]) => [type, named(name)])),
    ...Object.fromEntries(TOOLSETS.map((type) => [type, OPEN])),
  },
}

/** Anthropic's tool of this type; undefined for the caller's own and for toolsets. */
export function knownTool(type: string | null | undefined): KnownTool | undefined {
  return type != null && Object.hasOwn(KNOWN, type) ? KNOWN[type] : undefined
}

export const toolChoice: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    any: object({ type: TEXT, disable_parallel_tool_use: FLAG }),
    auto: object({ type: TEXT, disable_parallel_tool_use: FLAG }),
    none: object({ type: TEXT }),
    tool: object({ type: TEXT, disable_parallel_tool_use: FLAG, name: required(TEXT) }),
  },
}
