import type { Model } from '../../../src/models.ts'
import { checkMetadata } from '../check-metadata.ts'
import type { OpenAiTraits } from '../models.ts'
import { refused } from '../wording.ts'
import type { WireRequest } from './wire.ts'

/** Checks what the request's model refuses; throws the first refusal. */
export function checkForModel(wire: WireRequest, model: Model, traits: OpenAiTraits): void {
  checkReasoning(wire, traits)
  checkSampling(wire, traits)
  checkVerbosity(wire, model, traits)
  checkMetadata(wire.metadata)
  if (wire.stream_options && !wire.stream)
    throw refused("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options', null)
  if (wire.include?.includes('reasoning.encrypted_content') && !traits.reasoning)
    throw refused('Encrypted content is not supported with this model.', 'include', null)
  const limit = wire.max_output_tokens ?? 0
  if (limit > model.maxOutputTokens) {
    throw refused(
      `Invalid 'max_output_tokens': integer above maximum value. Expected a value <= ${model.maxOutputTokens}, but got ${limit} instead.`,
      'max_output_tokens',
      'integer_above_max_value',
    )
  }
}

/** Published for gpt-4.1. */
function checkVerbosity({ text }: WireRequest, model: Model, { family }: OpenAiTraits): void {
  const verbosity = text?.verbosity
  if (typeof verbosity !== 'string' || verbosity === 'medium' || family === 'gpt-5' || family === 'gpt-5.1+') return
  throw refused(
    `Unsupported value: '${verbosity}' is not supported with the '${model.id}' model. Supported values are: 'medium'.`,
    'text.verbosity',
    'unsupported_value',
  )
}

function checkReasoning({ reasoning }: WireRequest, traits: OpenAiTraits): void {
  const { effort, summary } = reasoning ?? {}
  if (typeof effort === 'string') {
    if (traits.efforts.length === 0) throw unsupported('reasoning.effort', 'unsupported_parameter')
    if (!(traits.efforts as readonly string[]).includes(effort)) throw unsupportedEffort(effort, traits)
  }
  if (typeof summary === 'string' && !traits.reasoning) throw unsupported('reasoning.summary', 'unsupported_parameter')
}

function unsupportedEffort(effort: string, traits: OpenAiTraits) {
  const values = traits.efforts.map((one) => `'${one}'`)
  const list = values.length > 1 ? `${values.slice(0, -1).join(', ')}, and ${values.at(-1)!}` : values.join('')
  return refused(
    `Unsupported value: '${effort}' is not supported with this model. Supported values are: ${list}.`,
    'reasoning.effort',
    'unsupported_value',
  )
}

/** Sampling belongs to models that do not reason, or do not now. */
function checkSampling(wire: WireRequest, traits: OpenAiTraits): void {
  if (!traits.reasoning || (wire.reasoning?.effort ?? traits.defaultEffort) === 'none') return
  for (const name of ['temperature', 'top_p'] as const) {
    const value = wire[name]
    if (typeof value === 'number' && value !== 1) throw unsupported(name, null)
  }
  if (wire.top_logprobs) throw unsupported('top_logprobs', null)
}

function unsupported(name: string, code: string | null) {
  return refused(`Unsupported parameter: '${name}' is not supported with this model.`, name, code)
}
