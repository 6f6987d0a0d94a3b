import type { Field } from '../../../src/validation.ts'
import { PROMPT } from '../../compatible/prompt.ts'
import { compatibleRequest } from '../../compatible/request-shape.ts'

const ANY: Field = { type: 'any' }

const OWN: Readonly<Record<string, Field>> = {
  // A number of alternatives, not a flag.
  logprobs: { type: 'integer', min: 0, max: 20, nullable: true },
  top_k: { type: 'integer', nullable: true },
  min_p: { type: 'number', min: 0, max: 1, nullable: true },
  repetition_penalty: { type: 'number', nullable: true },
  safety_model: { type: 'string', nullable: true },
  context_length_exceeded_behavior: { type: 'string', nullable: true, choice: ['truncate', 'error'] },
  reasoning: { type: 'object', nullable: true, open: true, fields: {} },
  response_format: {
    type: 'object',
    nullable: true,
    open: true,
    fields: {
      type: { type: 'string', required: true, choice: ['text', 'json_object', 'json_schema', 'regex', 'grammar'] },
    },
  },
  service_tier: ANY,
  verbosity: ANY,
}

/** The shape of a chat request (together.md 2); unknown members are let through. */
export const REQUEST = compatibleRequest(OWN)

/** The shape of POST /completions. */
export const PROMPT_REQUEST = compatibleRequest({ ...OWN, ...PROMPT })
