import type { Field, Shape } from '../../src/validation.ts'
import { REQUEST } from '../openai/chat-completions/wire.ts'

const TEXT: Field = { type: 'string', required: true }
const OPEN: Shape = { type: 'object', open: true, fields: {} }

/** The parts that all of them take. */
export const TEXT_AND_IMAGES: Readonly<Record<string, Shape>> = {
  text: { type: 'object', open: true, fields: { text: TEXT } },
  image_url: {
    type: 'object',
    open: true,
    fields: { image_url: { type: 'object', required: true, open: true, fields: { url: TEXT } } },
  },
}
const PARTS: Readonly<Record<string, Shape>> = {
  ...TEXT_AND_IMAGES,
  input_audio: {
    type: 'object',
    open: true,
    fields: { input_audio: { type: 'object', required: true, open: true, fields: { data: TEXT, format: TEXT } } },
  },
  file: { type: 'object', open: true, fields: { file: { ...OPEN, required: true } } },
  refusal: { type: 'object', open: true, fields: { refusal: TEXT } },
}

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

/** Messages as most compatible APIs take them: OpenAI's roles and parts and `more` of the provider's own, an assistant's content may be missing, unknown members are let through. */
export function messagesWith(more: Readonly<Record<string, Shape>> = {}): Field {
  const part: Shape = { type: 'tagged', key: 'type', shapes: { ...PARTS, ...more } }
  const content: Field = {
    type: 'either',
    required: true,
    shapes: [{ type: 'string' }, { type: 'array', of: part, holds: 'objects' }],
  }
  const said: Shape = { type: 'object', open: true, fields: { content } }
  const nullable: Field = { ...content, nullable: true }
  return {
    type: 'array',
    required: true,
    min: 1,
    of: {
      type: 'tagged',
      key: 'role',
      shapes: {
        system: said,
        developer: said,
        user: said,
        assistant: {
          type: 'object',
          open: true,
          fields: { content: { ...nullable, required: false }, tool_calls: CALLS },
        },
        tool: { type: 'object', open: true, fields: { content: nullable, tool_call_id: TEXT } },
        function: { type: 'object', open: true, fields: { content: nullable } },
      },
    },
    holds: 'objects',
  }
}

/** {@link messagesWith} nothing more. */
export const MESSAGES = messagesWith()

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
