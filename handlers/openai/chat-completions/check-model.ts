import type { Model } from '../../../src/models.ts'
import { checkMetadata } from '../check-metadata.ts'
import { deprecatedModel, wrongEndpoint } from '../errors.ts'
import type { OpenAiTraits } from '../models.ts'
import { refused, wordIssue } from '../wording.ts'
import type { WireRequest } from './wire.ts'

/** Checks that this endpoint serves the model. */
export function checkServed({ model }: WireRequest, traits: OpenAiTraits): void {
  if (traits.status === 'retired') throw deprecatedModel(model)
  if (!traits.endpoints.includes('chat')) throw wrongEndpoint(traits)
}

/** Checks what the request's model refuses; throws the first refusal. */
export function checkForModel(wire: WireRequest, model: Model, traits: OpenAiTraits): void {
  checkStreamOptions(wire)
  checkReasoning(wire, traits)
  checkSearch(wire, traits)
  checkTokens(wire, model)
  checkLogprobs(wire)
  checkMetadata(wire.metadata)
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null
}

function checkStreamOptions(wire: WireRequest): void {
  if (!given(wire.stream_options) || wire.stream) return
  throw refused("The 'stream_options' parameter is only allowed when 'stream' is enabled.", 'stream_options', null)
}

/** Sampling parameters and limits that reasoning models do not take; the newest ones take some while effort is none. */
function checkReasoning(wire: WireRequest, traits: OpenAiTraits): void {
  if (given(wire.reasoning_effort)) checkEffort(wire.reasoning_effort as string, traits)
  if (!traits.reasoning) return checkPlain(wire, traits)
  if (given(wire.max_tokens)) {
    throw refused(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
      'unsupported_parameter',
      {
        hint: 'Reasoning models count their thinking too: rename max_tokens to max_completion_tokens, and make it larger.',
      },
    )
  }
  const isPlain = (wire.reasoning_effort ?? traits.defaultEffort) === 'none'
  for (const name of ['temperature', 'top_p', 'logprobs', 'top_logprobs'] as const)
    if (!isPlain) checkSampling(wire, name)
  for (const name of ['presence_penalty', 'frequency_penalty', 'logit_bias', 'stop', 'prediction'] as const) {
    if (given(wire[name]) && wire[name] !== 0) throw unsupported(name)
  }
  checkVerbosity(wire, traits)
  if (traits.family === 'o' && given(wire.parallel_tool_calls)) throw unsupported('parallel_tool_calls')
}

function checkSampling(wire: WireRequest, name: 'temperature' | 'top_p' | 'logprobs' | 'top_logprobs'): void {
  const value = wire[name]
  if (!given(value) || value === false || value === 1) return
  if (name !== 'temperature') throw unsupported(name)
  throw refused(
    `Unsupported value: 'temperature' does not support ${String(value)} with this model. Only the default (1) value is supported.`,
    'temperature',
    'unsupported_value',
  )
}

const FAMILIES_OF_PREDICTION: ReadonlySet<string> = new Set(['gpt-4o', 'gpt-4.1'])

/** Rules that hold for models that do not reason; the words are from memory. */
function checkPlain(wire: WireRequest, traits: OpenAiTraits): void {
  checkVerbosity(wire, traits)
  if (given(wire.prediction) && !FAMILIES_OF_PREDICTION.has(traits.family)) throw unsupported('prediction')
}

function checkVerbosity({ verbosity }: WireRequest, { family }: OpenAiTraits): void {
  if (!given(verbosity) || verbosity === 'medium' || family === 'gpt-5' || family === 'gpt-5.1+') return
  throw refused(
    `Unsupported value: 'verbosity' does not support '${String(verbosity)}' with this model. Supported values are: 'medium'.`,
    'verbosity',
    'unsupported_value',
  )
}

function checkEffort(effort: string, traits: OpenAiTraits): void {
  if (traits.efforts.length === 0) throw refused('Unrecognized request argument supplied: reasoning_effort', null, null)
  if ((traits.efforts as readonly string[]).includes(effort)) return
  const values = traits.efforts.map((one) => `'${one}'`)
  const list = values.length > 1 ? `${values.slice(0, -1).join(', ')}, and ${values.at(-1)!}` : values.join('')
  throw refused(
    `Unsupported value: 'reasoning_effort' does not support '${effort}' with this model. Supported values are: ${list}.`,
    'reasoning_effort',
    'unsupported_value',
  )
}

function checkSearch(wire: WireRequest, traits: OpenAiTraits): void {
  if (!given(wire.web_search_options) || traits.family === 'search') return
  throw refused('Web search options not supported with this model.', 'web_search_options', null)
}

function checkTokens(wire: WireRequest, model: Model): void {
  const limit = wire.max_completion_tokens ?? wire.max_tokens ?? 0
  if (limit <= model.maxOutputTokens) return
  const param = given(wire.max_completion_tokens) ? 'max_completion_tokens' : 'max_tokens'
  throw refused(
    `max_tokens is too large: ${limit}. This model supports at most ${model.maxOutputTokens} completion tokens, whereas you provided ${limit}.`,
    param,
    'invalid_value',
  )
}

/** Documented rules, words from memory. */
function checkLogprobs(wire: WireRequest): void {
  if (given(wire.top_logprobs) && !wire.logprobs)
    throw refused("The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.", 'top_logprobs', null)
  for (const [token, bias] of Object.entries(wire.logit_bias ?? {})) {
    const path = ['logit_bias', token]
    if (typeof bias !== 'number') throw wordIssue({ kind: 'type', path, expected: ['number'], value: bias })
    const bound = bias > 100 ? 100 : -100
    if (Math.abs(bias) <= 100) continue
    throw wordIssue({ kind: 'range', path, side: bias > 100 ? 'above' : 'below', bound, isInteger: true, value: bias })
  }
}

/** Checks the tool choice against the tools; throws the first refusal. */
export function checkTools(wire: WireRequest): void {
  if (given(wire.function_call) && !(wire.functions ?? []).length) {
    throw refused(
      "Invalid value for 'function_call': 'function_call' is only allowed when 'functions' are specified.",
      'function_call',
      null,
    )
  }
  const hasTools = (wire.tools ?? []).length > 0
  if (!hasTools && given(wire.tool_choice) && wire.tool_choice !== 'none') {
    throw refused(
      "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      'tool_choice',
      null,
    )
  }
  if (!hasTools && given(wire.parallel_tool_calls)) {
    throw refused(
      "Invalid value for 'parallel_tool_calls': 'parallel_tool_calls' is only allowed when 'tools' are specified.",
      'parallel_tool_calls',
      null,
    )
  }
  const choice = wire.tool_choice
  if (typeof choice !== 'object' || choice === null || choice.type !== 'function') return
  const names = (wire.tools ?? []).map((tool) => (tool.type === 'function' ? tool.function.name : tool.custom.name))
  if (names.includes(choice.function.name)) return
  throw refused(
    `Invalid value for 'tool_choice': no function named '${choice.function.name}' was specified in the 'tools' parameter.`,
    'tool_choice',
    null,
  )
}

function unsupported(name: string) {
  return refused(`Unsupported parameter: '${name}' is not supported with this model.`, name, 'unsupported_parameter')
}
