import type { Field, Shape } from '../../../src/validation.ts'

/** Wire types of POST /v1/chat/completions, as far as they are read here (OpenAPI document v2.3.0). */
export interface WireRequest {
  readonly model: string
  readonly messages: readonly WireMessage[]
  readonly max_tokens?: number | null
  readonly max_completion_tokens?: number | null
  readonly n?: number | null
  readonly stop?: string | readonly string[] | null
  readonly temperature?: number | null
  readonly top_p?: number | null
  readonly logprobs?: boolean | null
  readonly top_logprobs?: number | null
  readonly response_format?: WireResponseFormat | null
  readonly tools?: readonly WireTool[] | null
  readonly tool_choice?: WireToolChoice | null
  readonly parallel_tool_calls?: boolean | null
  readonly functions?: readonly WireFunction[] | null
  readonly function_call?: 'none' | 'auto' | { readonly name: string } | null
  readonly reasoning_effort?: string | null
  readonly service_tier?: string | null
  readonly stream?: boolean | null
  readonly stream_options?: {
    readonly include_usage?: boolean | null
    readonly include_obfuscation?: boolean | null
  } | null
  readonly web_search_options?: object | null
  readonly [key: string]: unknown
}

export interface WireMessage {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'function'
  readonly content?: string | readonly WirePart[] | null
  readonly name?: string | null
  readonly refusal?: string | null
  readonly audio?: { readonly id: string } | null
  readonly tool_calls?: readonly WireToolCall[] | null
  readonly function_call?: { readonly name: string; readonly arguments: string } | null
  readonly tool_call_id?: string
}

export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'refusal'; readonly refusal: string }
  | {
      readonly type: 'image_url'
      readonly image_url: { readonly url: string; readonly detail?: 'auto' | 'low' | 'high' }
    }
  | { readonly type: 'input_audio'; readonly input_audio: { readonly data: string; readonly format: string } }
  | {
      readonly type: 'file'
      readonly file: { readonly file_id?: string; readonly filename?: string; readonly file_data?: string }
    }

export type WireToolCall =
  | {
      readonly id: string
      readonly type: 'function'
      readonly function: { readonly name: string; readonly arguments: string }
    }
  | { readonly id: string; readonly type: 'custom'; readonly custom: { readonly name: string; readonly input: string } }

export interface WireFunction {
  readonly name: string
  readonly description?: string
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly strict?: boolean | null
}

export type WireTool =
  | { readonly type: 'function'; readonly function: WireFunction }
  | {
      readonly type: 'custom'
      readonly custom: {
        readonly name: string
        readonly description?: string
        readonly format?: { readonly grammar?: { readonly definition?: string } }
      }
    }

export type WireToolChoice =
  | 'none'
  | 'auto'
  | 'required'
  | { readonly type: 'function'; readonly function: { readonly name: string } }
  | { readonly type: 'custom'; readonly custom: { readonly name: string } }
  | {
      readonly type: 'allowed_tools'
      readonly allowed_tools: {
        readonly mode: 'auto' | 'required'
        readonly tools: readonly { readonly function?: { readonly name: string } }[]
      }
    }

export type WireResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json_object' }
  | {
      readonly type: 'json_schema'
      readonly json_schema: {
        readonly name: string
        readonly description?: string
        readonly schema?: Readonly<Record<string, unknown>>
        readonly strict?: boolean | null
      }
    }

const ANY: Field = { type: 'any' }
const TEXT: Field = { type: 'string', required: true }
const NAME = '^[a-zA-Z0-9_-]+$'

const DETAIL: Field = { type: 'string', choice: ['auto', 'low', 'high', 'original'] }
const SOUND: Field = { ...TEXT, choice: ['wav', 'mp3'] }

const PART: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    text: { type: 'object', open: true, fields: { text: TEXT } },
    refusal: { type: 'object', open: true, fields: { refusal: TEXT } },
    image_url: {
      type: 'object',
      open: true,
      fields: { image_url: { type: 'object', required: true, open: true, fields: { url: TEXT, detail: DETAIL } } },
    },
    input_audio: {
      type: 'object',
      open: true,
      fields: { input_audio: { type: 'object', required: true, open: true, fields: { data: TEXT, format: SOUND } } },
    },
    file: { type: 'object', open: true, fields: { file: { type: 'object', required: true, open: true, fields: {} } } },
  },
}

const CONTENT: Field = { type: 'either', shapes: [{ type: 'string' }, { type: 'array', of: PART, holds: 'objects' }] }
const CALLS: Field = {
  type: 'array',
  min: 1,
  nullable: true,
  of: {
    type: 'tagged',
    key: 'type',
    shapes: {
      function: {
        type: 'object',
        open: true,
        fields: {
          id: TEXT,
          function: { type: 'object', required: true, open: true, fields: { name: TEXT, arguments: TEXT } },
        },
      },
      custom: {
        type: 'object',
        open: true,
        fields: {
          id: TEXT,
          custom: { type: 'object', required: true, open: true, fields: { name: TEXT, input: TEXT } },
        },
      },
    },
  },
}

const MESSAGE: Shape = {
  type: 'tagged',
  key: 'role',
  shapes: {
    system: { type: 'object', open: true, fields: { content: { ...CONTENT, required: true } } },
    assistant: { type: 'object', open: true, fields: { content: { ...CONTENT, nullable: true }, tool_calls: CALLS } },
    user: { type: 'object', open: true, fields: { content: { ...CONTENT, required: true } } },
    function: {
      type: 'object',
      open: true,
      fields: { content: { ...CONTENT, required: true, nullable: true }, name: TEXT },
    },
    tool: { type: 'object', open: true, fields: { content: { ...CONTENT, required: true }, tool_call_id: TEXT } },
    developer: { type: 'object', open: true, fields: { content: { ...CONTENT, required: true } } },
  },
}

const FUNCTION: Field = {
  type: 'object',
  required: true,
  open: true,
  fields: {
    name: { type: 'string', required: true, maxLength: 64, pattern: NAME },
    description: { type: 'string', nullable: true },
    parameters: { type: 'object', nullable: true, open: true, fields: {} },
    strict: { type: 'boolean', nullable: true },
  },
}

const TOOL: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    function: { type: 'object', open: true, fields: { function: FUNCTION } },
    custom: {
      type: 'object',
      open: true,
      fields: { custom: { type: 'object', required: true, open: true, fields: { name: TEXT } } },
    },
  },
}

const NAMED: Field = { type: 'object', required: true, open: true, fields: { name: TEXT } }

const TOOL_CHOICE: Field = {
  type: 'either',
  nullable: true,
  shapes: [
    { type: 'string', choice: ['none', 'auto', 'required'] },
    {
      type: 'tagged',
      key: 'type',
      shapes: {
        function: { type: 'object', open: true, fields: { function: NAMED } },
        custom: { type: 'object', open: true, fields: { custom: NAMED } },
        allowed_tools: {
          type: 'object',
          open: true,
          fields: {
            allowed_tools: {
              type: 'object',
              required: true,
              open: true,
              fields: {
                mode: { ...TEXT, choice: ['auto', 'required'] },
                tools: { type: 'array', required: true, of: { type: 'any' }, holds: 'objects' },
              },
            },
          },
        },
      },
    },
  ],
}

const RESPONSE_FORMAT: Field = {
  type: 'tagged',
  key: 'type',
  nullable: true,
  shapes: {
    json_object: { type: 'object', open: true, fields: {} },
    json_schema: {
      type: 'object',
      open: true,
      fields: {
        json_schema: {
          type: 'object',
          required: true,
          open: true,
          fields: {
            name: { type: 'string', required: true, maxLength: 64, pattern: NAME },
            schema: { type: 'object', open: true, fields: {} },
          },
        },
      },
    },
    text: { type: 'object', open: true, fields: {} },
  },
}

const FLAG: Field = { type: 'boolean', nullable: true }
const WORD: Field = { type: 'string', nullable: true }
const PENALTY: Field = { type: 'number', min: -2, max: 2, nullable: true }

/** The shape of a request: what the API accepts whatever the model. `model` is checked by itself, since its absence is worded apart. */
export const REQUEST: Extract<Shape, { readonly type: 'object' }> = {
  type: 'object',
  fields: {
    messages: { type: 'array', required: true, min: 1, of: MESSAGE, holds: 'objects' },
    model: { type: 'string' },
    audio: { type: 'object', nullable: true, open: true, fields: {} },
    frequency_penalty: PENALTY,
    function_call: ANY,
    functions: { type: 'array', nullable: true, min: 1, max: 128, of: FUNCTION },
    logit_bias: { type: 'object', nullable: true, open: true, fields: {} },
    logprobs: FLAG,
    max_completion_tokens: { type: 'integer', min: 1, nullable: true },
    max_tokens: { type: 'integer', min: 1, nullable: true },
    metadata: { type: 'object', nullable: true, open: true, fields: {} },
    modalities: { type: 'array', nullable: true, of: { type: 'string', choice: ['text', 'audio'] } },
    moderation: ANY,
    n: { type: 'integer', min: 1, max: 128, nullable: true },
    parallel_tool_calls: FLAG,
    prediction: { type: 'object', nullable: true, open: true, fields: {} },
    presence_penalty: PENALTY,
    prompt_cache_key: WORD,
    prompt_cache_options: ANY,
    prompt_cache_retention: WORD,
    reasoning_effort: WORD,
    response_format: RESPONSE_FORMAT,
    safety_identifier: WORD,
    seed: { type: 'integer', nullable: true },
    service_tier: { type: 'string', nullable: true, choice: ['auto', 'default', 'flex', 'scale', 'priority', 'fast'] },
    stop: {
      type: 'either',
      nullable: true,
      shapes: [{ type: 'string' }, { type: 'array', max: 4, of: { type: 'string' }, holds: 'strings' }],
    },
    store: FLAG,
    stream: FLAG,
    stream_options: {
      type: 'object',
      nullable: true,
      open: true,
      fields: { include_usage: FLAG, include_obfuscation: FLAG },
    },
    temperature: { type: 'number', min: 0, max: 2, nullable: true },
    tool_choice: TOOL_CHOICE,
    tools: { type: 'array', nullable: true, max: 128, of: TOOL },
    top_logprobs: { type: 'integer', min: 0, max: 20, nullable: true },
    top_p: { type: 'number', min: 0, max: 1, nullable: true },
    user: WORD,
    verbosity: { type: 'string', nullable: true, choice: ['low', 'medium', 'high'] },
    web_search_options: { type: 'object', nullable: true, open: true, fields: {} },
  },
}
