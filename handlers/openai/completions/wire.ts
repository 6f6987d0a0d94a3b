import type { Field, Shape } from '../../../src/validation.ts'

/** Text, or the token ids that spell it. */
export type WirePrompt = string | readonly number[]

/** The body of POST /v1/completions (OpenAPI document v2.3.0), as far as it is read here. */
export interface WireRequest {
  readonly model: string
  readonly prompt?: WirePrompt | readonly WirePrompt[] | null
  readonly best_of?: number | null
  readonly echo?: boolean | null
  readonly logprobs?: number | null
  readonly max_tokens?: number | null
  readonly n?: number | null
  readonly stop?: string | readonly string[] | null
  readonly stream?: boolean | null
  readonly stream_options?: { readonly include_usage?: boolean | null } | null
  readonly suffix?: string | null
  readonly temperature?: number | null
}

const PENALTY: Field = { type: 'number', min: -2, max: 2, nullable: true }
const FLAG: Field = { type: 'boolean', nullable: true }

export const REQUEST: Shape = {
  type: 'object',
  fields: {
    model: { type: 'string' },
    prompt: {
      type: 'either',
      nullable: true,
      shapes: [{ type: 'string' }, { type: 'array', min: 1, max: 2048, of: { type: 'any' } }],
    },
    best_of: { type: 'integer', min: 0, max: 20, nullable: true },
    echo: FLAG,
    frequency_penalty: PENALTY,
    logit_bias: { type: 'object', nullable: true, open: true, fields: {} },
    logprobs: { type: 'integer', min: 0, max: 5, nullable: true },
    max_tokens: { type: 'integer', min: 0, nullable: true },
    n: { type: 'integer', min: 1, max: 128, nullable: true },
    presence_penalty: PENALTY,
    seed: { type: 'integer', nullable: true },
    stop: {
      type: 'either',
      nullable: true,
      shapes: [{ type: 'string' }, { type: 'array', max: 4, of: { type: 'string' }, holds: 'strings' }],
    },
    stream: FLAG,
    stream_options: { type: 'object', nullable: true, open: true, fields: { include_usage: FLAG } },
    suffix: { type: 'string', nullable: true },
    temperature: { type: 'number', min: 0, max: 2, nullable: true },
    top_p: { type: 'number', min: 0, max: 1, nullable: true },
    user: { type: 'string', nullable: true },
  },
}

/** The prompts of a request in order; without any the model starts a document. */
export function promptsOf({ prompt }: Pick<WireRequest, 'prompt'>): readonly WirePrompt[] {
  if (prompt === undefined || prompt === null) return ['<|endoftext|>']
  if (typeof prompt === 'string') return [prompt]
  // A list of numbers is one prompt; parse has checked that lists are not mixed.
  return typeof prompt[0] === 'number' ? [prompt as readonly number[]] : (prompt as readonly WirePrompt[])
}
