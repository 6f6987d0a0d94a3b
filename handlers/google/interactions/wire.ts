/** The body of a request for an interaction, as far as it is read. */
export interface WireInteraction {
  readonly model?: string
  readonly agent?: string
  readonly input?: WireInput
  readonly system_instruction?: string
  readonly tools?: readonly WireTool[]
  readonly generation_config?: WireConfig
  readonly response_format?: WireFormat | readonly WireFormat[]
  readonly response_mime_type?: string
  readonly previous_interaction_id?: string
  readonly service_tier?: string
  readonly store?: boolean
  readonly stream?: boolean
  readonly background?: boolean
}

export type WireInput = string | WireContent | readonly (WireContent | WireStep)[]

export interface WireContent {
  readonly type?: string
  readonly text?: string
  readonly data?: string
  readonly uri?: string
  readonly mime_type?: string
}

/** A step of the past: what the user put in, what the model wrote, called and got back. */
export interface WireStep {
  readonly type?: string
  readonly content?: string | readonly WireContent[]
  readonly id?: string
  readonly call_id?: string
  readonly name?: string
  readonly arguments?: Readonly<Record<string, unknown>>
  readonly result?: unknown
  readonly signature?: string
}

export interface WireTool {
  readonly type?: string
  readonly name?: string
  readonly description?: string
  readonly parameters?: Readonly<Record<string, unknown>>
}

export interface WireConfig {
  readonly max_output_tokens?: number
  readonly temperature?: number
  readonly top_p?: number
  readonly stop_sequences?: readonly string[]
  readonly thinking_level?: string
  readonly thinking_summaries?: 'auto' | 'none'
  readonly tool_choice?:
    | string
    | { readonly allowed_tools?: { readonly mode?: string; readonly tools?: readonly string[] } }
}

/** A form of the answer; a schema may stand here by itself. */
export interface WireFormat {
  readonly type?: string
  readonly mime_type?: string
  readonly schema?: Readonly<Record<string, unknown>>
}
