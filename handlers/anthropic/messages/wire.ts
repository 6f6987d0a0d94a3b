/** Marks a prefix for the prompt cache. */
export interface CacheControl {
  readonly type: 'ephemeral'
  readonly ttl?: '5m' | '1h'
}

interface Cacheable {
  readonly cache_control?: CacheControl | null
}

export interface TextBlockParam extends Cacheable {
  readonly type: 'text'
  readonly text: string
  readonly citations?: readonly unknown[] | null
}

export interface Base64Source {
  readonly type: 'base64'
  readonly media_type: string
  readonly data: string
}

export type ImageSource =
  | Base64Source
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'file'; readonly file_id: string }

export interface ImageBlockParam extends Cacheable {
  readonly type: 'image'
  readonly source: ImageSource
}

export type DocumentSource =
  | Base64Source
  | { readonly type: 'text'; readonly media_type: 'text/plain'; readonly data: string }
  | { readonly type: 'content'; readonly content: string | readonly ContentBlockParam[] }
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'file'; readonly file_id: string }

export interface DocumentBlockParam extends Cacheable {
  readonly type: 'document'
  readonly source: DocumentSource
  readonly title?: string | null
  readonly context?: string | null
  readonly citations?: { readonly enabled?: boolean } | null
}

export interface SearchResultBlockParam extends Cacheable {
  readonly type: 'search_result'
  readonly source: string
  readonly title: string
  readonly content: readonly TextBlockParam[]
  readonly citations?: { readonly enabled?: boolean }
}

export interface ThinkingBlockParam {
  readonly type: 'thinking'
  readonly thinking: string
  readonly signature: string
}

export interface RedactedThinkingBlockParam {
  readonly type: 'redacted_thinking'
  readonly data: string
}

export interface ToolUseBlockParam extends Cacheable {
  readonly type: 'tool_use'
  readonly id: string
  readonly name: string
  readonly input: unknown
  readonly caller?: unknown
}

export interface ToolResultBlockParam extends Cacheable {
  readonly type: 'tool_result'
  readonly tool_use_id: string
  readonly content?: string | readonly ContentBlockParam[]
  readonly is_error?: boolean
}

/** Blocks that the API itself wrote earlier (server tools, MCP, compaction) or that only name a file; their members are not read. */
export interface OtherBlockParam extends Cacheable {
  readonly type: OtherBlockType
  readonly [key: string]: unknown
}

export const OTHER_BLOCK_TYPES = [
  'server_tool_use',
  'web_search_tool_result',
  'web_fetch_tool_result',
  'code_execution_tool_result',
  'bash_code_execution_tool_result',
  'text_editor_code_execution_tool_result',
  'tool_search_tool_result',
  'advisor_tool_result',
  'mcp_tool_use',
  'mcp_tool_result',
  'mcp_tool_listing',
  'container_upload',
  'compaction',
  'fallback',
  'tool_addition',
  'tool_removal',
  'tool_reference',
  'browser_state',
] as const

export type OtherBlockType = (typeof OTHER_BLOCK_TYPES)[number]

export type ContentBlockParam =
  | TextBlockParam
  | ImageBlockParam
  | DocumentBlockParam
  | SearchResultBlockParam
  | ThinkingBlockParam
  | RedactedThinkingBlockParam
  | ToolUseBlockParam
  | ToolResultBlockParam
  | OtherBlockParam

export interface MessageParam {
  readonly role: 'user' | 'assistant' | 'system'
  readonly content?: string | readonly ContentBlockParam[]
}

/** A tool: the caller's own, one of Anthropic's that the caller runs, or one that Anthropic runs. */
export interface ToolParam extends Cacheable {
  /** Absent or null: `custom`. */
  readonly type?: string | null
  readonly name?: string
  readonly description?: string
  readonly input_schema?: Readonly<Record<string, unknown>>
  readonly strict?: boolean
  readonly defer_loading?: boolean
  /** Of the adviser. */
  readonly model?: string
  /** Of web search and web fetch. */
  readonly allowed_domains?: readonly string[] | null
  readonly max_uses?: number | null
  readonly citations?: { readonly enabled?: boolean } | null
}

/** A server of the MCP connector. */
export interface McpServerParam {
  readonly type: 'url'
  readonly name: string
  readonly url: string
}

export type ToolChoiceParam =
  | { readonly type: 'auto'; readonly disable_parallel_tool_use?: boolean }
  | { readonly type: 'any'; readonly disable_parallel_tool_use?: boolean }
  | { readonly type: 'tool'; readonly name: string; readonly disable_parallel_tool_use?: boolean }
  | { readonly type: 'none' }

export type ThinkingDisplay = 'summarized' | 'omitted' | 'updates'

export type ThinkingParam =
  | { readonly type: 'enabled'; readonly budget_tokens: number; readonly display?: ThinkingDisplay | null }
  | { readonly type: 'adaptive'; readonly display?: ThinkingDisplay | null }
  | { readonly type: 'between_tools' | 'disabled' }

export interface JsonFormat {
  readonly type: 'json_schema'
  readonly schema: Readonly<Record<string, unknown>>
}

export type ThreadParam =
  | { readonly type: 'create' }
  | { readonly type: 'continue'; readonly previous_message_id: string }

/** The body of `POST /v1/messages`, as far as it is read; {@link ../messages/request-shape.ts} tells all of it. */
export interface MessagesRequest {
  readonly model: string
  /** Absent for token counts. */
  readonly max_tokens?: number
  readonly messages: readonly MessageParam[]
  readonly system?: string | readonly TextBlockParam[]
  readonly stream?: boolean
  readonly temperature?: number
  readonly top_p?: number
  readonly top_k?: number
  readonly stop_sequences?: readonly string[]
  readonly tools?: readonly ToolParam[]
  readonly tool_choice?: ToolChoiceParam
  readonly thinking?: ThinkingParam
  readonly output_config?: { readonly effort?: string | null; readonly format?: JsonFormat | null }
  readonly output_format?: JsonFormat | null
  readonly context_management?: unknown
  readonly container?: string | { readonly id?: string | null } | null
  readonly mcp_servers?: readonly McpServerParam[] | null
  readonly cache_control?: CacheControl | null
  readonly service_tier?: 'auto' | 'standard_only'
  readonly inference_geo?: string | null
  readonly thread?: ThreadParam | null
}
