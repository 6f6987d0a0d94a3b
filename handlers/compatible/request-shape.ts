import type { Field, Shape } from '../../src/validation.ts'
import { REQUEST } from '../openai/chat-completions/wire.ts'

const TEXT: Field = { type: 'string', required: true }
const OPEN: Shape = { type: 'object', open: true, fields: {} }

const PART: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    text: { type: 'object', open: true, fields: { text: TEXT } },
    image_url: {
      type: 'object',
      open: true,
      fields: { image_url: { type: 'object', required: true, open: true, fields: { url: TEXT } } },
    },
    input_audio: {
      type: 'object',
      open: true,
      fields: { input_audio: { type: 'object', required: true, open: true, fields: { data: TEXT, format: TEXT } } },
    },
    file: { type: 'object', open: true, fields: { file: { ...OPEN, required: true } } },
    refusal: { type: 'object', open: true, fields: { refusal: TEXT } },
  },
}

const CONTENT: Field = { type: 'either', shapes: [{ type: 'string' }, { type: 'array', of: PART, holds: 'objects' }] }
const SAID: Shape = { type: 'object', open: true, fields: { content: { ...CONTENT, required: true } } }
const CALLS: Field = {
  type: 'array',
  nullable: true,
  of: {
    type: 'object',
    open: true,
    fields: {
      id: TEXT,
      function: {
        type: 'object',
        required: true,
        open: true,
        fields: { name: TEXT, arguments: { type: 'string' } },
      },
    },
  },
}

/** Messages as most compatible APIs take them: OpenAI's roles, an assistant's content may be missing, unknown members are let through. */
export const MESSAGES: Field = {
  type: 'array',
  required: true,
  min: 1,
  of: {
    type: 'tagged',
    key: 'role',
    shapes: {
      system: SAID,
      developer: SAID,
      user: SAID,
      assistant: { type: 'object', open: true, fields: { content: { ...CONTENT, nullable: true }, tool_calls: CALLS } },
      tool: {
        type: 'object',
        open: true,
        fields: { content: { ...CONTENT, required: true, nullable: true }, tool_call_id: TEXT },
      },
      function: { type: 'object', open: true, fields: { content: { ...CONTENT, required: true, nullable: true } } },
    },
  },
  holds: 'objects',
}

/** One of three words, or an object that names a tool. */
const TOOL_CHOICE: Field = {
  type: 'either',
  nullable: true,
  shapes: [{ type: 'string', choice: ['none', 'auto', 'required'] }, OPEN],
}

/** OpenAI's request with a provider's own fields added or replaced; unknown members are let through unless `closed`. */
export function compatibleRequest(fields: Readonly<Record<string, Field>> = {}, closed = false): Shape {
  return {
    type: 'object',
    open: !closed,
    fields: { ...REQUEST.fields, tool_choice: TOOL_CHOICE, messages: MESSAGES, ...fields },
  }
}
