import type { Field, Shape } from '../../../src/validation.ts'
import { compatibleRequest, TEXT_AND_IMAGES } from '../../compatible/request-shape.ts'

const TEXT: Field = { type: 'string', required: true }
const ANY: Field = { type: 'any' }
const WORD: Field = { type: 'string', nullable: true }

const PART: Shape = { type: 'tagged', key: 'type', shapes: TEXT_AND_IMAGES }
const CONTENT: Field = { type: 'either', shapes: [{ type: 'string' }, { type: 'array', min: 1, of: PART }] }
const COMMON = { role: TEXT, name: WORD } as const
const SAID: Shape = { type: 'object', fields: { ...COMMON, content: { ...CONTENT, required: true } } }
const CALLS: Field = {
  type: 'array',
  nullable: true,
  of: {
    type: 'object',
    open: true,
    fields: { id: TEXT, function: { type: 'object', required: true, open: true, fields: { name: TEXT } } },
  },
}

/** Messages are closed: a member that Groq does not know is refused, whatever the role. */
const MESSAGE: Shape = {
  type: 'tagged',
  key: 'role',
  shapes: {
    system: SAID,
    developer: SAID,
    user: SAID,
    assistant: {
      type: 'object',
      fields: {
        ...COMMON,
        content: { ...CONTENT, nullable: true },
        tool_calls: CALLS,
        function_call: ANY,
        reasoning: WORD,
        channel: WORD,
        refusal: WORD,
        annotations: ANY,
        executed_tools: ANY,
      },
    },
    tool: {
      type: 'object',
      fields: { ...COMMON, content: { ...CONTENT, required: true }, tool_call_id: TEXT },
    },
    function: { type: 'object', fields: { ...COMMON, content: { ...CONTENT, required: true, nullable: true } } },
  },
}

/** The shape of a request: OpenAI's, with Groq's own members (groq.md 2). */
export const REQUEST = compatibleRequest(
  {
    messages: { type: 'array', required: true, min: 1, of: MESSAGE },
    n: { type: 'integer', min: 1, max: 1, nullable: true },
    reasoning_format: { type: 'string', nullable: true, choice: ['parsed', 'raw', 'hidden'] },
    include_reasoning: { type: 'boolean', nullable: true },
    service_tier: { type: 'string', nullable: true, choice: ['auto', 'on_demand', 'flex', 'performance'] },
    compound_custom: ANY,
    search_settings: ANY,
    documents: ANY,
    citation_options: WORD,
    disable_tool_validation: { type: 'boolean', nullable: true },
    exclude_domains: ANY,
    include_domains: ANY,
  },
  true,
)
