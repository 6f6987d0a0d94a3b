import type { Model } from '../../../src/models.ts'
import type { Backend, Refusals } from '../backend.ts'
import { traitsOf, type Thinking } from '../model-traits.ts'
import { checkSchema } from './check-schema.ts'
import { badField, refused } from './errors.ts'
import type { WireGenerationConfig, WireRequest } from './wire.ts'

const MIME_TYPES: ReadonlySet<string> = new Set([
  '',
  'text/plain',
  'application/json',
  'application/xml',
  'application/yaml',
  'text/x.enum',
])

/** Refuses a configuration that the model does not take. */
export function checkConfig({ generationConfig: config = {} }: WireRequest, model: Model, backend: Backend): void {
  checkRanges(config, model, backend.refusals)
  checkThinking(config.thinkingConfig, traitsOf(model).thinking)
  const { generation } = traitsOf(model)
  if (backend.name === 'gemini' && (config.responseLogprobs || config.logprobs !== undefined) && generation !== '1.5')
    throw refused(`Logprobs is not enabled for models/${model.id}`)
}

function checkRanges(config: WireGenerationConfig, model: Model, refusals: Refusals): void {
  const ranges = [
    ['temperature', 0, 2],
    ['topP', 0, 1],
    ['candidateCount', 1, 8],
    ['maxOutputTokens', 1, model.maxOutputTokens],
  ] as const
  for (const [name, min, max] of ranges) {
    const value = config[name]
    if (value === undefined || (value >= min && value <= max)) continue
    if (name === 'maxOutputTokens') throw tooManyTokens(value, max)
    throw refusals.range(
      `generation_config.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
      value,
      min,
      max,
    )
  }
  if ((config.stopSequences ?? []).length > 5)
    throw badField('generation_config.stop_sequences', 'the number of stop_sequences must not exceed 5.')
}

function tooManyTokens(value: number, max: number): Error {
  return refused(
    `Unable to submit request because it has a maxOutputTokens value of ${value} but the supported range is from 1 (inclusive) to ${max + 1} (exclusive). Update the value and try again.`,
  )
}

function checkThinking(config: WireGenerationConfig['thinkingConfig'], thinking: Thinking | undefined): void {
  if (!config) return
  const { thinkingBudget: budget, thinkingLevel: level, includeThoughts } = config
  if (!thinking) {
    const isAsked = includeThoughts === true || (budget !== undefined && budget !== 0) || level !== undefined
    if (isAsked) throw refused('Thinking is not supported for this model.')
    return
  }
  if (budget !== undefined && level !== undefined)
    throw refused('You can only set one of thinking budget and thinking level.')
  if (thinking.by === 'level') {
    if (level === undefined || level === 'THINKING_LEVEL_UNSPECIFIED' || thinking.levels.includes(level)) return
    throw refused(`Thinking level ${level} is not supported for this model. Please retry with other thinking level.`)
  }
  if (level !== undefined && level !== 'THINKING_LEVEL_UNSPECIFIED')
    throw refused('Thinking level is not supported for this model.')
  if (budget === undefined || budget === -1) return
  if (budget === 0 && thinking.canBeOff) return
  if (budget === 0) throw refused('Budget 0 is invalid. This model only works in thinking mode.')
  if (budget < thinking.min || budget > thinking.max)
    throw refused(
      `The thinking budget ${budget} is invalid. Please choose a value between ${thinking.min} and ${thinking.max}.`,
    )
}

/** Refuses a format of the answer that is none, or that does not go with its schema. */
export function checkFormat({ responseMimeType = '', responseSchema, responseJsonSchema }: WireGenerationConfig): void {
  if (!MIME_TYPES.has(responseMimeType))
    throw badField(
      'generation_config.response_mime_type',
      'allowed mimetypes are `text/plain`, `application/json`, `application/xml`, `application/yaml` and `text/x.enum`.',
    )
  if (responseSchema && responseJsonSchema)
    throw refused('response_schema must not be set when response_json_schema is set.')
  const isPlain = responseMimeType === '' || responseMimeType === 'text/plain'
  if ((responseSchema || responseJsonSchema) && isPlain)
    throw badField(
      'generation_config.response_schema',
      'only allowed when response_mime_type is application/json or text/x.enum',
    )
  if (responseSchema) checkSchema(responseSchema, 'generation_config.response_schema')
}
