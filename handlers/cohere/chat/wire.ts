import type { Field, Shape } from '../../../src/validation.ts'

/** Wire types of POST /v2/chat, as far as they are read here (OpenAPI document of cohere-ai 8.1). */
export interface WireChat {
  readonly model: string
  readonly messages: readonly WireMessage[]
  readonly stream?: boolean | null
  readonly tools?: readonly WireTool[] | null
  readonly tool_choice?: 'REQUIRED' | 'NONE' | null
  readonly documents?: readonly WireDocument[] | null
  readonly citation_options?: { readonly mode?: string | null } | null
  readonly response_format?: WireResponseFormat | null
  readonly safety_mode?: string | null
  readonly max_tokens?: number | null
  readonly stop_sequences?: readonly string[] | null
  readonly temperature?: number | null
  readonly thinking?: { readonly type: 'enabled' | 'disabled'; readonly token_budget?: number | null } | null
  readonly [key: string]: unknown
}

export interface WireMessage {
  readonly role: 'user' | 'assistant' | 'system' | 'tool'
  readonly content?: string | readonly WirePart[] | null
  readonly tool_plan?: string | null
  readonly tool_calls?: readonly WireToolCall[] | null
  readonly tool_call_id?: string
}

export type WirePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'thinking'; readonly thinking: string }
  | {
      readonly type: 'image_url'
      readonly image_url: { readonly url: string; readonly detail?: 'auto' | 'low' | 'high' }
    }
  | { readonly type: 'document'; readonly document: { readonly data: Data; readonly id?: string | null } }

/** The fields of a document, or its text alone. */
export type Data = string | Readonly<Record<string, unknown>>

export type WireDocument = string | { readonly data: Data; readonly id?: string | null }

export interface WireToolCall {
  readonly id: string
  readonly type: 'function'
  readonly function: { readonly name: string; readonly arguments: string }
}

export interface WireTool {
  readonly type: 'function'
  readonly function: {
    readonly name: string
    readonly description?: string | null
    readonly parameters?: Readonly<Record<string, unknown>> | null
  }
}

export type WireResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json_object'; readonly json_schema?: Readonly<Record<string, unknown>> | null }

/** One source of a citation, keys in the order of the wire. */
export type WireSource =
  | { readonly type: 'document'; readonly id: string; readonly document: object }
  | { readonly type: 'tool'; readonly id: string; readonly tool_output: object }

export interface WireCitation {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly sources: readonly WireSource[]
  readonly type: 'TEXT_CONTENT'
  readonly content_index?: number
}

const ANY: Field = { type: 'any' }
const OPEN: Field = { type: 'object', nullable: true, open: true, fields: {} }
const TEXT: Field = { type: 'string', required: true }
const WORD: Field = { type: 'string', nullable: true }
const FLAG: Field = { type: 'boolean', nullable: true }
const DATA: Field = {
  type: 'either',
  required: true,
  shapes: [{ type: 'string' }, { type: 'object', open: true, fields: {} }],
}

const PART: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    text: { type: 'object', open: true, fields: { text: TEXT } },
    image_url: {
      type: 'object',
      open: true,
      fields: {
        image_url: {
          type: 'object',
          required: true,
          open: true,
          fields: { url: TEXT, detail: { ...WORD, choice: ['auto', 'low', 'high'] } },
        },
      },
    },
    document: {
      type: 'object',
      open: true,
      fields: { document: { type: 'object', required: true, open: true, fields: { data: DATA, id: WORD } } },
    },
    thinking: { type: 'object', open: true, fields: { thinking: TEXT } },
  },
}

const CONTENT: Field = {
  type: 'either',
  nullable: true,
  shapes: [{ type: 'string' }, { type: 'array', of: PART, holds: 'objects' }],
}

const CALLS: Field = {
  type: 'array',
  nullable: true,
  of: {
    type: 'object',
    open: true,
    fields: {
      id: { type: 'string' },
      type: { type: 'string', choice: ['function'] },
      function: { type: 'object', required: true, open: true, fields: { name: TEXT, arguments: WORD } },
    },
  },
}

const SAID: Shape = { type: 'object', open: true, fields: { content: { ...CONTENT, required: true } } }

const MESSAGE: Shape = {
  type: 'tagged',
  key: 'role',
  shapes: {
    user: SAID,
    assistant: { type: 'object', open: true, fields: { content: CONTENT, tool_plan: WORD, tool_calls: CALLS } },
    system: SAID,
    tool: { type: 'object', open: true, fields: { content: { ...CONTENT, required: true }, tool_call_id: WORD } },
  },
}

const TOOL: Shape = {
  type: 'object',
  fields: {
    type: { type: 'string', choice: ['function'] },
    function: {
      type: 'object',
      required: true,
      fields: {
        // A hyphen is let through, which the words of the refusal do not name: clients send names of MCP tools as they are (guess).
        name: { type: 'string', required: true, pattern: '^[A-Za-z_][A-Za-z0-9_-]*$' },
        description: WORD,
        parameters: OPEN,
      },
    },
  },
}

const RESPONSE_FORMAT: Field = {
  type: 'tagged',
  key: 'type',
  nullable: true,
  shapes: {
    text: { type: 'object', fields: { type: ANY } },
    json_object: { type: 'object', fields: { type: ANY, json_schema: ANY, schema: ANY } },
  },
}

/** Sampling parameters, which v1 has too. */
export const SAMPLING = {
  temperature: { type: 'number', min: 0, max: 1, nullable: true },
  max_tokens: { type: 'integer', min: 1, nullable: true },
  stop_sequences: { type: 'array', max: 5, nullable: true, of: { type: 'string' }, holds: 'strings' },
  seed: { type: 'integer', nullable: true },
  frequency_penalty: { type: 'number', min: 0, max: 1, nullable: true },
  presence_penalty: { type: 'number', min: 0, max: 1, nullable: true },
  k: { type: 'integer', min: 0, max: 500, nullable: true },
  p: { type: 'number', min: 0, max: 0.99, nullable: true },
  stream: FLAG,
} as const satisfies Readonly<Record<string, Field>>

/** The shape of a request; `model` is looked at by itself, since its absence is worded apart. */
export const REQUEST: Shape = {
  type: 'object',
  fields: {
    model: WORD,
    messages: { type: 'array', required: true, min: 1, of: MESSAGE, holds: 'objects' },
    ...SAMPLING,
    tools: { type: 'array', nullable: true, of: TOOL, holds: 'objects' },
    tool_choice: { ...WORD, choice: ['REQUIRED', 'NONE'] },
    strict_tools: FLAG,
    documents: {
      type: 'array',
      nullable: true,
      holds: 'objects',
      of: {
        type: 'either',
        shapes: [{ type: 'string' }, { type: 'object', open: true, fields: { data: DATA, id: WORD } }],
      },
    },
    citation_options: {
      type: 'object',
      nullable: true,
      fields: {
        mode: { ...WORD, choice: ['ENABLED', 'DISABLED', 'FAST', 'ACCURATE', 'OFF', 'fast', 'accurate', 'off'] },
      },
    },
    response_format: RESPONSE_FORMAT,
    safety_mode: { ...WORD, choice: ['CONTEXTUAL', 'STRICT', 'OFF', 'NONE'] },
    logprobs: FLAG,
    thinking: {
      type: 'object',
      nullable: true,
      fields: {
        type: { type: 'string', required: true, choice: ['enabled', 'disabled'] },
        token_budget: { type: 'integer', min: 1, nullable: true },
      },
    },
    priority: { type: 'integer', min: 0, max: 999, nullable: true },
    raw_prompting: FLAG,
    return_prompt: FLAG,
  },
}
