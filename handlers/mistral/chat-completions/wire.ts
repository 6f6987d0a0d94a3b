import type { Field, Shape } from '../../../src/validation.ts'

const TEXT: Field = { type: 'string', required: true }
const ANY: Field = { type: 'any' }
const WORD: Field = { type: 'string', nullable: true }
const FLAG: Field = { type: 'boolean', nullable: true }
const OPEN: Field = { type: 'object', nullable: true, open: true, fields: {} }

function closed(fields: Readonly<Record<string, Field>>): Shape {
  return { type: 'object', fields: { type: WORD, ...fields } }
}

const PART: Shape = {
  type: 'tagged',
  key: 'type',
  shapes: {
    text: closed({ text: TEXT }),
    image_url: closed({
      image_url: {
        type: 'either',
        required: true,
        shapes: [{ type: 'string' }, { type: 'object', fields: { url: TEXT, detail: WORD } }],
      },
    }),
    document_url: closed({ document_url: TEXT, document_name: WORD }),
    reference: closed({ reference_ids: { type: 'array', required: true, of: { type: 'any' } } }),
    file: closed({ file_id: TEXT }),
    thinking: closed({
      thinking: { type: 'array', required: true, of: { type: 'any' } },
      closed: FLAG,
      signature: WORD,
    }),
    input_audio: closed({
      input_audio: {
        type: 'either',
        required: true,
        shapes: [{ type: 'string' }, { type: 'object', open: true, fields: { data: TEXT } }],
      },
    }),
  },
}

const CONTENT: Field = { type: 'either', nullable: true, shapes: [{ type: 'string' }, { type: 'array', of: PART }] }
const ROLE: Field = { type: 'string' }
const CALL: Shape = {
  type: 'object',
  fields: {
    id: WORD,
    type: WORD,
    index: { type: 'integer', nullable: true },
    function: {
      type: 'object',
      required: true,
      fields: {
        name: TEXT,
        arguments: {
          type: 'either',
          required: true,
          shapes: [{ type: 'string' }, { type: 'object', open: true, fields: {} }],
        },
      },
    },
  },
}

/** Messages of chat and of chat moderation: closed, like everything else (mistral.md 2). */
export const MESSAGES: Field = {
  type: 'array',
  required: true,
  min: 1,
  of: {
    type: 'tagged',
    key: 'role',
    shapes: {
      system: { type: 'object', fields: { role: ROLE, content: { ...CONTENT, nullable: false, required: true } } },
      user: { type: 'object', fields: { role: ROLE, content: { ...CONTENT, required: true } } },
      assistant: {
        type: 'object',
        fields: {
          role: ROLE,
          content: CONTENT,
          prefix: FLAG,
          tool_calls: { type: 'array', nullable: true, of: CALL },
        },
      },
      tool: {
        type: 'object',
        fields: { role: ROLE, content: { ...CONTENT, required: true }, tool_call_id: WORD, name: WORD },
      },
    },
  },
}

const FUNCTION: Field = {
  type: 'object',
  required: true,
  fields: { name: TEXT, description: WORD, strict: FLAG, parameters: { ...OPEN, required: true } },
}
/** Tools of Mistral's own are known by name only. */
const TOOL: Shape = { type: 'object', open: true, fields: { type: WORD } }
const SAMPLING = {
  temperature: { type: 'number', min: 0, max: 1.5, nullable: true },
  top_p: { type: 'number', min: 0, max: 1, nullable: true },
  max_tokens: { type: 'integer', min: 0, nullable: true },
  stream: FLAG,
  stop: { type: 'either', nullable: true, shapes: [{ type: 'string' }, { type: 'array', of: { type: 'string' } }] },
  random_seed: { type: 'integer', min: 0, nullable: true },
  metadata: OPEN,
} as const satisfies Record<string, Field>

/** The shape of a chat request; every member that is not here is refused. */
export const REQUEST = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    messages: MESSAGES,
    ...SAMPLING,
    response_format: {
      type: 'object',
      nullable: true,
      fields: {
        type: { type: 'string', choice: ['text', 'json_object', 'json_schema'] },
        json_schema: {
          type: 'object',
          nullable: true,
          fields: { name: TEXT, description: WORD, schema: { ...OPEN, required: true }, strict: FLAG },
        },
      },
    },
    tools: { type: 'array', nullable: true, of: TOOL },
    tool_choice: {
      type: 'either',
      nullable: true,
      shapes: [
        { type: 'string', choice: ['auto', 'none', 'any', 'required'] },
        { type: 'object', open: true, fields: {} },
      ],
    },
    presence_penalty: { type: 'number', min: -2, max: 2, nullable: true },
    frequency_penalty: { type: 'number', min: -2, max: 2, nullable: true },
    n: { type: 'integer', min: 1, nullable: true },
    prediction: OPEN,
    parallel_tool_calls: FLAG,
    prompt_mode: { type: 'string', nullable: true, choice: ['reasoning'] },
    reasoning_effort: { type: 'string', nullable: true, choice: ['high', 'none'] },
    guardrails: ANY,
    prompt_cache_key: WORD,
    service_tier: WORD,
    safe_prompt: FLAG,
  },
} as const satisfies Shape

/** The shape of a tool that the caller runs. */
export const FUNCTION_TOOL: Shape = { type: 'object', fields: { type: WORD, function: FUNCTION } }

/** The shape of POST /fim/completions. */
export const FIM_REQUEST: Shape = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    prompt: TEXT,
    suffix: WORD,
    min_tokens: { type: 'integer', min: 0, nullable: true },
    prompt_cache_key: WORD,
    ...SAMPLING,
  },
}
