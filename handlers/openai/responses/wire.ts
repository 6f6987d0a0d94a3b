import type { Field, Shape } from '../../../src/validation.ts'

/** Wire types of POST /v1/responses, as far as they are read here (OpenAPI document v2.3.0). */
export interface WireRequest {
  readonly model?: string | null
  readonly input?: string | readonly WireItem[] | null
  readonly instructions?: string | null
  readonly previous_response_id?: string | null
  readonly conversation?: string | { readonly id: string } | null
  readonly store?: boolean | null
  readonly background?: boolean | null
  readonly stream?: boolean | null
  readonly stream_options?: { readonly include_obfuscation?: boolean | null } | null
  readonly max_output_tokens?: number | null
  readonly temperature?: number | null
  readonly top_p?: number | null
  readonly top_logprobs?: number | null
  readonly reasoning?: WireReasoning | null
  readonly text?: { readonly format?: WireFormat | null; readonly verbosity?: string | null } | null
  readonly tools?: readonly WireTool[] | null
  readonly tool_choice?: WireToolChoice | null
  readonly parallel_tool_calls?: boolean | null
  readonly include?: readonly string[] | null
  readonly metadata?: Readonly<Record<string, string>> | null
  readonly service_tier?: string | null
  readonly prompt_cache_retention?: string | null
  readonly prompt?: WirePrompt | null
  readonly [key: string]: unknown
}

export interface WireReasoning {
  readonly effort?: string | null
  readonly summary?: string | null
  readonly generate_summary?: string | null
  readonly context?: string | null
  readonly mode?: string | null
}

export interface WirePrompt {
  readonly id: string
  readonly version?: string | null
  readonly variables?: Readonly<Record<string, string | WirePart>> | null
}

/** An item of the input or the output: a message, a call, its output, a trace of a tool. */
export interface WireItem {
  readonly type?: string
  readonly id?: string | null
  readonly role?: 'user' | 'assistant' | 'system' | 'developer'
  readonly content?: string | readonly WirePart[] | null
  readonly call_id?: string
  readonly name?: string
  readonly arguments?: string
  readonly input?: string
  readonly output?: string | readonly WirePart[] | null
  readonly encrypted_content?: string | null
  readonly [key: string]: unknown
}

export interface WirePart {
  readonly type: string
  readonly text?: string
  readonly refusal?: string
  readonly image_url?: string | null
  readonly file_id?: string | null
  readonly detail?: 'auto' | 'low' | 'high' | 'original' | null
  readonly file_data?: string | null
  readonly file_url?: string | null
  readonly filename?: string | null
  readonly input_audio?: { readonly data: string; readonly format: string }
}

export type WireFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json_object' }
  | {
      readonly type: 'json_schema'
      readonly name: string
      readonly description?: string | null
      readonly schema: Readonly<Record<string, unknown>>
      readonly strict?: boolean | null
    }

export interface WireTool {
  readonly type: string
  readonly name?: string
  readonly description?: string | null
  readonly parameters?: Readonly<Record<string, unknown>> | null
  /** Of a custom tool. */
  readonly format?: { readonly definition?: unknown } | null
  readonly strict?: boolean | null
  readonly tools?: readonly WireTool[]
  readonly [key: string]: unknown
}

export type WireToolChoice =
  | 'none'
  | 'auto'
  | 'required'
  | {
      readonly type: string
      readonly name?: string
      readonly mode?: 'auto' | 'required'
      readonly tools?: readonly { readonly name?: string }[]
      readonly [key: string]: unknown
    }

const ANY: Field = { type: 'any' }
const FLAG: Field = { type: 'boolean', nullable: true }
const WORD: Field = { type: 'string', nullable: true }
const OPEN: Field = { type: 'object', nullable: true, open: true, fields: {} }
const NAME: Field = { type: 'string', required: true, minLength: 1, maxLength: 64, pattern: '^[a-zA-Z0-9_-]+$' }
const BARE: Shape = { type: 'object', open: true, fields: {} }

/** The tools of a request by their type. */
export const TOOL_SHAPES: Readonly<Record<string, Shape>> = {
  function: {
    type: 'object',
    open: true,
    fields: { name: NAME, description: WORD, parameters: OPEN, strict: FLAG },
  },
  custom: { type: 'object', open: true, fields: { name: NAME, description: WORD, format: ANY } },
  web_search: BARE,
  web_search_2025_08_26: BARE,
  web_search_preview: BARE,
  web_search_preview_2025_03_11: BARE,
  file_search: {
    type: 'object',
    open: true,
    fields: { vector_store_ids: { type: 'array', required: true, of: { type: 'string' }, holds: 'strings' } },
  },
  code_interpreter: { type: 'object', open: true, fields: { container: { ...ANY, required: true } } },
  image_generation: BARE,
  mcp: { type: 'object', open: true, fields: { server_label: { type: 'string', required: true } } },
  computer: BARE,
  computer_use_preview: BARE,
  local_shell: BARE,
  shell: BARE,
  apply_patch: BARE,
  tool_search: BARE,
  namespace: BARE,
  programmatic_tool_calling: BARE,
}

const TOOL: Shape = { type: 'tagged', key: 'type', shapes: TOOL_SHAPES }

const TEXT: Field = {
  type: 'object',
  nullable: true,
  fields: {
    format: {
      type: 'tagged',
      key: 'type',
      nullable: true,
      shapes: {
        json_object: BARE,
        json_schema: {
          type: 'object',
          open: true,
          fields: {
            name: NAME,
            schema: { type: 'object', required: true, open: true, fields: {} },
            description: WORD,
            strict: FLAG,
          },
        },
        text: BARE,
      },
    },
    verbosity: { type: 'string', nullable: true, choice: ['low', 'medium', 'high'] },
  },
}

const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']
const SUMMARIES: Field = { type: 'string', nullable: true, choice: ['concise', 'detailed', 'auto'] }

const INCLUDES = [
  'file_search_call.results',
  'web_search_call.results',
  'web_search_call.action.sources',
  'message.input_image.image_url',
  'computer_call_output.output.image_url',
  'code_interpreter_call.outputs',
  'reasoning.encrypted_content',
  'message.output_text.logprobs',
]

/** Members of a request: what the API accepts whatever the model; items are checked one by one. */
export const REQUEST_FIELDS: Readonly<Record<string, Field>> = {
  background: FLAG,
  context_management: { type: 'array', nullable: true, of: BARE, holds: 'objects' },
  conversation: { type: 'either', nullable: true, shapes: [{ type: 'string' }, BARE] },
  include: { type: 'array', nullable: true, of: { type: 'string', choice: INCLUDES }, holds: 'strings' },
  input: {
    type: 'either',
    nullable: true,
    shapes: [{ type: 'string' }, { type: 'array', of: BARE, holds: 'input items' }],
  },
  instructions: WORD,
  max_output_tokens: { type: 'integer', min: 16, nullable: true },
  max_tool_calls: { type: 'integer', min: 1, nullable: true },
  metadata: OPEN,
  model: WORD,
  moderation: ANY,
  parallel_tool_calls: FLAG,
  previous_response_id: WORD,
  prompt: { type: 'object', nullable: true, open: true, fields: { id: { type: 'string', required: true } } },
  prompt_cache_key: WORD,
  prompt_cache_options: OPEN,
  prompt_cache_retention: { type: 'string', nullable: true, choice: ['in_memory', 'in-memory', '24h'] },
  reasoning: {
    type: 'object',
    nullable: true,
    fields: {
      context: { type: 'string', nullable: true, choice: ['auto', 'current_turn', 'all_turns'] },
      effort: { type: 'string', nullable: true, choice: EFFORTS },
      generate_summary: SUMMARIES,
      mode: { type: 'string', nullable: true, choice: ['standard', 'pro'] },
      summary: SUMMARIES,
    },
  },
  safety_identifier: { type: 'string', nullable: true, maxLength: 64 },
  service_tier: {
    type: 'string',
    nullable: true,
    choice: ['auto', 'default', 'flex', 'scale', 'priority', 'fast', 'ultrafast'],
  },
  store: FLAG,
  stream: FLAG,
  stream_options: { type: 'object', nullable: true, fields: { include_obfuscation: FLAG } },
  temperature: { type: 'number', min: 0, max: 2, nullable: true },
  text: TEXT,
  tool_choice: {
    type: 'either',
    nullable: true,
    shapes: [{ type: 'string', choice: ['none', 'auto', 'required'] }, BARE],
  },
  tools: { type: 'array', nullable: true, max: 128, of: TOOL, holds: 'objects' },
  top_logprobs: { type: 'integer', min: 0, max: 20, nullable: true },
  top_p: { type: 'number', min: 0, max: 1, nullable: true },
  truncation: { type: 'string', nullable: true, choice: ['auto', 'disabled'] },
  user: WORD,
}

/** The shape of a request. */
export const REQUEST: Shape = { type: 'object', fields: REQUEST_FIELDS }
