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

/** Blocks as answers carry them. */
export type ContentBlock =
  | { readonly citations?: readonly WireCitation[]; readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string; readonly signature: string }
  | { readonly type: 'redacted_thinking'; readonly data: string }
  | {
      readonly type: 'tool_use'
      readonly id: string
      readonly name: string
      readonly input: unknown
      readonly caller: { readonly type: 'direct' }
    }
  | ServerToolBlock

/** Blocks of tools that Anthropic runs: the use, then what came of it, whose content each tool words by itself. */
export type ServerToolBlock =
  | {
      readonly type: 'server_tool_use'
      readonly id: string
      readonly name: string
      readonly input: unknown
      readonly caller?: { readonly type: 'direct' }
    }
  | {
      readonly type: 'mcp_tool_use'
      readonly id: string
      readonly name: string
      readonly input: unknown
      readonly server_name: string
    }
  | {
      readonly type: 'mcp_tool_result'
      readonly tool_use_id: string
      readonly is_error: boolean
      readonly content: unknown
    }
  | {
      readonly type: `${string}_tool_result`
      readonly tool_use_id: string
      readonly content: unknown
      readonly caller?: { readonly type: 'direct' }
    }

/** Where a cited text comes from. */
export interface WireCitation {
  readonly type:
    | 'char_location'
    | 'page_location'
    | 'content_block_location'
    | 'search_result_location'
    | 'web_search_result_location'
  readonly cited_text: string
  readonly [member: string]: unknown
}

/** The machine on which code ran. */
export interface WireContainer {
  readonly id: string
  /** RFC 3339. */
  readonly expires_at: string
}

export type StopReason =
  | 'end_turn'
  | 'max_tokens'
  | 'stop_sequence'
  | 'tool_use'
  | 'pause_turn'
  | 'refusal'
  | 'model_context_window_exceeded'

export interface StopDetails {
  readonly type: 'refusal'
  readonly category: string | null
  readonly explanation: string | null
}

export interface WireUsage {
  readonly input_tokens: number
  readonly cache_creation_input_tokens: number
  readonly cache_read_input_tokens: number
  readonly cache_creation: { readonly ephemeral_5m_input_tokens: number; readonly ephemeral_1h_input_tokens: number }
  readonly output_tokens: number
  readonly output_tokens_details?: { readonly thinking_tokens: number }
  readonly service_tier: 'standard' | 'batch'
  readonly inference_geo: string
  readonly server_tool_use?: { readonly web_search_requests: number; readonly web_fetch_requests: number }
  readonly iterations?: readonly WireIteration[]
}

/** The usage of one turn of the model, or of an adviser, within an answer. */
export interface WireIteration {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_input_tokens: number
  readonly cache_creation_input_tokens: number
  readonly cache_creation: WireUsage['cache_creation']
  readonly type: 'message' | 'advisor_message'
  readonly model?: string
}

/** The body of a unary answer, in the order of its keys on the wire. */
export interface WireMessage {
  readonly model: string
  readonly id: string
  readonly type: 'message'
  readonly role: 'assistant'
  readonly container?: WireContainer
  readonly content: readonly ContentBlock[]
  readonly stop_reason: StopReason | null
  readonly stop_sequence: string | null
  readonly stop_details: StopDetails | null
  readonly usage: WireUsage
  readonly context_management?: { readonly applied_edits: readonly [] }
}

export interface WireErrorBody {
  readonly type: 'error'
  readonly error: { readonly details?: unknown; readonly type: string; readonly message: string }
  readonly request_id: string
}
