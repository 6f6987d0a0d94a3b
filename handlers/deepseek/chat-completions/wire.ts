import type { Field } from '../../../src/validation.ts'
import { PROMPT } from '../../compatible/prompt.ts'
import { compatibleRequest } from '../../compatible/request-shape.ts'

const ANY: Field = { type: 'any' }

/** Ranges are worded by themselves, so the shape has types only; unknown members are let through. */
const OWN: Readonly<Record<string, Field>> = {
  thinking: {
    type: 'object',
    nullable: true,
    open: true,
    fields: { type: { type: 'string', choice: ['enabled', 'disabled'] } },
  },
  n: { type: 'integer', nullable: true },
  temperature: { type: 'number', nullable: true },
  top_p: { type: 'number', nullable: true },
  frequency_penalty: { type: 'number', nullable: true },
  presence_penalty: { type: 'number', nullable: true },
  max_tokens: { type: 'integer', nullable: true },
  max_completion_tokens: { type: 'integer', nullable: true },
  top_logprobs: { type: 'integer', nullable: true },
  stop: {
    type: 'either',
    nullable: true,
    shapes: [{ type: 'string' }, { type: 'array', max: 16, of: { type: 'string' } }],
  },
  service_tier: ANY,
  verbosity: ANY,
  modalities: ANY,
}

/** The shape of a chat request (deepseek.md 2). */
export const REQUEST = compatibleRequest(OWN)

/** The shape of a text completion with a gap. */
export const PROMPT_REQUEST = compatibleRequest({ ...OWN, ...PROMPT })
