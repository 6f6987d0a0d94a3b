/** Bytes as base64, or an object in S3. */
export interface Source {
  readonly bytes?: string
  readonly s3Location?: { readonly uri: string; readonly bucketOwner?: string }
  readonly text?: string
  readonly content?: readonly { readonly text?: string }[]
}

export interface ToolResultContent {
  readonly text?: string
  readonly json?: unknown
  readonly image?: ImageBlock
  readonly document?: DocumentBlock
  readonly video?: unknown
}

export interface ImageBlock {
  readonly format: 'png' | 'jpeg' | 'gif' | 'webp'
  readonly source: Source
}

export interface DocumentBlock {
  readonly format?: string
  readonly name: string
  readonly source: Source
  readonly context?: string
  readonly citations?: { readonly enabled: boolean }
}

export interface CachePoint {
  readonly type: 'default'
  readonly ttl?: '5m' | '1h'
}

/** A union: one member is set. Members that only some models know are not read. */
export interface ContentBlock {
  readonly text?: string
  readonly image?: ImageBlock
  readonly document?: DocumentBlock
  readonly video?: { readonly format?: string; readonly source?: Source }
  readonly audio?: { readonly format?: string; readonly source?: Source }
  readonly toolUse?: {
    readonly toolUseId: string
    readonly name: string
    readonly input: unknown
    readonly type?: string
  }
  readonly toolResult?: {
    readonly toolUseId: string
    readonly content: readonly ToolResultContent[]
    readonly status?: 'success' | 'error'
  }
  readonly reasoningContent?: {
    readonly reasoningText?: { readonly text: string; readonly signature?: string }
    readonly redactedContent?: string
  }
  readonly guardContent?: { readonly text?: { readonly text: string } }
  readonly cachePoint?: CachePoint
  readonly searchResult?: {
    readonly source: string
    readonly title: string
    readonly content: readonly { readonly text?: string }[]
  }
  readonly citationsContent?: { readonly content?: readonly { readonly text?: string }[] }
}

export const BLOCK_KEYS = [
  'text',
  'image',
  'document',
  'video',
  'audio',
  'toolUse',
  'toolResult',
  'guardContent',
  'cachePoint',
  'reasoningContent',
  'citationsContent',
  'searchResult',
] as const satisfies readonly (keyof ContentBlock)[]

export interface Message {
  readonly role: 'user' | 'assistant'
  readonly content: readonly ContentBlock[]
}

export interface SystemBlock {
  readonly text?: string
  readonly guardContent?: ContentBlock['guardContent']
  readonly cachePoint?: CachePoint
}

export interface Tool {
  readonly toolSpec?: {
    readonly name: string
    readonly description?: string
    readonly inputSchema: { readonly json?: Readonly<Record<string, unknown>> }
    readonly strict?: boolean
  }
  /** A tool that the model's vendor runs: `nova_grounding`, `nova_code_interpreter`. */
  readonly systemTool?: { readonly name: string }
  readonly cachePoint?: CachePoint
}

export interface ToolChoice {
  readonly auto?: object
  readonly any?: object
  readonly tool?: { readonly name: string }
}

export interface InferenceConfig {
  readonly maxTokens?: number
  readonly temperature?: number
  readonly topP?: number
  readonly stopSequences?: readonly string[]
}

/** The body of Converse and of ConverseStream. */
export interface ConverseRequest {
  readonly messages?: readonly Message[]
  readonly system?: readonly SystemBlock[]
  readonly inferenceConfig?: InferenceConfig
  readonly toolConfig?: { readonly tools: readonly Tool[]; readonly toolChoice?: ToolChoice }
  readonly additionalModelRequestFields?: Readonly<Record<string, unknown>>
  readonly additionalModelResponseFieldPaths?: readonly string[]
  readonly outputConfig?: {
    readonly textFormat?: {
      readonly type: string
      readonly structure?: {
        readonly jsonSchema?: { readonly schema: string; readonly name?: string; readonly description?: string }
      }
    }
  }
  readonly guardrailConfig?: { readonly guardrailIdentifier?: string; readonly trace?: string } | null
  readonly performanceConfig?: { readonly latency?: string }
  readonly serviceTier?: { readonly type: string }
}

export type StopReason =
  | 'end_turn'
  | 'tool_use'
  | 'max_tokens'
  | 'stop_sequence'
  | 'content_filtered'
  | 'model_context_window_exceeded'
