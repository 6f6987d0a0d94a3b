import type { Field, Shape } from '../../../src/validation.ts'

/** The options that are read of a native request. */
export interface WireOptions {
  readonly num_predict?: number | null
  readonly stop?: readonly string[] | string | null
  readonly temperature?: number | null
}

/** What chat and generate share. */
export interface WireCommon {
  readonly model: string
  readonly stream?: boolean | null
  /** `json`, a schema, or an empty string for nothing. */
  readonly format?: 'json' | '' | Readonly<Record<string, unknown>> | null
  readonly options?: WireOptions | null
  /** `5m`, seconds, 0 to unload, -1 for ever. */
  readonly keep_alive?: string | number | null
  readonly think?: boolean | string | null
}

export interface WireToolCall {
  readonly function: { readonly name: string; readonly arguments?: Readonly<Record<string, unknown>> | null }
}

export interface WireMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool'
  readonly content?: string | null
  readonly images?: readonly string[] | null
  readonly tool_calls?: readonly WireToolCall[] | null
  readonly tool_name?: string
  readonly tool_call_id?: string
}

export interface WireTool {
  readonly type?: string
  readonly function: {
    readonly name: string
    readonly description?: string
    readonly parameters?: Readonly<Record<string, unknown>>
  }
}

/** The body of POST /api/chat. */
export interface WireChat extends WireCommon {
  readonly messages?: readonly WireMessage[] | null
  readonly tools?: readonly WireTool[] | null
}

/** The body of POST /api/generate. */
export interface WireGenerate extends WireCommon {
  readonly prompt?: string | null
  readonly system?: string | null
  readonly suffix?: string | null
  readonly images?: readonly string[] | null
  readonly raw?: boolean | null
}

const TEXT: Field = { type: 'string', nullable: true }
const FLAG: Field = { type: 'boolean', nullable: true }
const TEXTS: Field = { type: 'array', nullable: true, of: { type: 'string' } }

const COMMON: Readonly<Record<string, Field>> = {
  model: { type: 'string' },
  stream: FLAG,
  format: { type: 'any' },
  options: {
    type: 'object',
    nullable: true,
    open: true,
    fields: { num_predict: { type: 'integer', nullable: true }, temperature: { type: 'number', nullable: true } },
  },
  keep_alive: { type: 'any' },
  think: { type: 'any' },
}

/** Tools and calls of tools alike. */
const NAMED_FUNCTIONS: Field = {
  type: 'array',
  nullable: true,
  of: {
    type: 'object',
    open: true,
    fields: {
      function: { type: 'object', required: true, open: true, fields: { name: { type: 'string', required: true } } },
    },
  },
}

const MESSAGE: Shape = {
  type: 'object',
  open: true,
  fields: {
    role: { type: 'string', required: true, choice: ['system', 'user', 'assistant', 'tool'] },
    content: TEXT,
    images: TEXTS,
    tool_calls: NAMED_FUNCTIONS,
  },
}

/** Unknown members are let through, as Go's decoder does. */
export const CHAT: Shape = {
  type: 'object',
  open: true,
  fields: {
    ...COMMON,
    messages: { type: 'array', nullable: true, of: MESSAGE },
    tools: NAMED_FUNCTIONS,
  },
}

export const GENERATE: Shape = {
  type: 'object',
  open: true,
  fields: { ...COMMON, prompt: TEXT, system: TEXT, suffix: TEXT, images: TEXTS, raw: FLAG },
}
