import type { Field, Shape } from '../../../src/validation.ts'
import { SAMPLING } from '../chat/wire.ts'

/** Wire types of POST /v1/chat, as far as they are read here (OpenAPI document of cohere-ai 8.1). */
export interface WireChatV1 {
  readonly message: string
  readonly model?: string | null
  readonly stream?: boolean | null
  readonly preamble?: string | null
  readonly chat_history?: readonly WireTurn[] | null
  readonly documents?: readonly Readonly<Record<string, unknown>>[] | null
  readonly tools?: readonly WireToolV1[] | null
  readonly tool_results?: readonly WireToolResult[] | null
  readonly force_single_step?: boolean | null
  readonly max_tokens?: number | null
  readonly stop_sequences?: readonly string[] | null
  readonly temperature?: number | null
  readonly response_format?: {
    readonly type: 'text' | 'json_object'
    readonly schema?: Readonly<Record<string, unknown>>
  } | null
  readonly citation_quality?: string | null
  readonly [key: string]: unknown
}

export interface WireTurn {
  readonly role: string
  readonly message?: string | null
  readonly tool_calls?: readonly WireCallV1[] | null
  readonly tool_results?: readonly WireToolResult[] | null
}

export interface WireCallV1 {
  readonly name: string
  readonly parameters: Readonly<Record<string, unknown>>
}

export interface WireToolResult {
  readonly call: WireCallV1
  readonly outputs: readonly Readonly<Record<string, unknown>>[]
}

export interface WireToolV1 {
  readonly name: string
  readonly description: string
  readonly parameter_definitions?: Readonly<
    Record<string, { readonly type: string; readonly description?: string | null; readonly required?: boolean | null }>
  > | null
}

const ANY: Field = { type: 'any' }
const OPEN: Shape = { type: 'object', open: true, fields: {} }
const WORD: Field = { type: 'string', nullable: true }
const FLAG: Field = { type: 'boolean', nullable: true }

const CALL: Field = {
  type: 'object',
  open: true,
  fields: { name: { type: 'string', required: true }, parameters: { ...OPEN, nullable: true } },
}
const RESULTS: Field = {
  type: 'array',
  nullable: true,
  holds: 'objects',
  of: {
    type: 'object',
    fields: {
      call: { ...CALL, required: true },
      outputs: { type: 'array', required: true, of: OPEN, holds: 'objects' },
    },
  },
}

const TURN: Shape = {
  type: 'object',
  fields: {
    role: { type: 'string', required: true },
    message: WORD,
    // What an earlier answer's history says of a turn comes back with it.
    user_name: WORD,
    conversation_id: WORD,
    response_id: WORD,
    generation_id: WORD,
    tool_calls: { type: 'array', nullable: true, of: CALL, holds: 'objects' },
    tool_results: RESULTS,
  },
}

/** The shape of a request. */
export const REQUEST_V1: Shape = {
  type: 'object',
  fields: {
    message: { type: 'string', required: true },
    model: WORD,
    ...SAMPLING,
    preamble: WORD,
    chat_history: { type: 'array', nullable: true, of: TURN, holds: 'objects' },
    conversation_id: WORD,
    prompt_truncation: { ...WORD, choice: ['OFF', 'AUTO', 'AUTO_PRESERVE_ORDER'] },
    connectors: ANY,
    search_queries_only: FLAG,
    documents: { type: 'array', nullable: true, of: OPEN, holds: 'objects' },
    citation_quality: WORD,
    max_input_tokens: { type: 'integer', nullable: true },
    raw_prompting: FLAG,
    return_prompt: FLAG,
    tools: {
      type: 'array',
      nullable: true,
      holds: 'objects',
      of: {
        type: 'object',
        fields: {
          name: { type: 'string', required: true, pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
          description: { type: 'string', required: true },
          parameter_definitions: { ...OPEN, nullable: true },
        },
      },
    },
    tool_results: RESULTS,
    force_single_step: FLAG,
    response_format: { ...OPEN, nullable: true },
    safety_mode: WORD,
    return_prompt_token_likelihoods: FLAG,
  },
}
