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
