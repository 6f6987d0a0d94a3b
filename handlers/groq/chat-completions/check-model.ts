import type { Model } from '../../../src/models.ts'
import { toolChoiceProblem } from '../../compatible/tool-choice.ts'
import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import { refused } from '../errors.ts'
import type { GroqReasoning, GroqTraits } from '../models.ts'

/** Checks what the request's model refuses; throws the first refusal (groq.md 2; wording from public reports). */
export function checkForModel(wire: WireRequest, model: Model, traits: GroqTraits): void {
  if (traits.audio) throw refused(`The model \`${wire.model}\` does not support chat completions`)
  checkUnsupported(wire)
  checkTokens(wire, model)
  checkReasoning(wire, traits)
  checkToolChoice(wire)
  checkFormat(wire, traits)
  checkImages(wire, model)
}

function given(value: unknown): boolean {
  return value !== undefined && value !== null
}

/** Members that the schema has but no model serves. */
function checkUnsupported(wire: WireRequest): void {
  for (const name of ['logprobs', 'top_logprobs', 'logit_bias'] as const) {
    if (given(wire[name]) && wire[name] !== false) throw refused(`property '${name}' is unsupported`)
  }
}

function checkTokens(wire: WireRequest, model: Model): void {
  const name = given(wire.max_completion_tokens) ? 'max_completion_tokens' : 'max_tokens'
  if ((wire[name] ?? 0) <= model.maxOutputTokens) return
  throw refused(
    `\`${name}\` must be less than or equal to \`${model.maxOutputTokens}\`, the maximum value for \`${name}\` is less than the \`context_window\` for this model`,
    name,
  )
}

/** A named tool that is not there (public report of 2025); demanded tools without any are worded after it. */
function checkToolChoice(wire: WireRequest): void {
  const problem = toolChoiceProblem(wire)
  if (problem === 'no-tools') throw refused('tool_choice requires tools, but no tools were specified', 'tool_choice')
  if (problem) throw refused('requested tool does not exist')
}

const EFFORTS: Record<GroqReasoning, readonly string[]> = {
  'gpt-oss': ['low', 'medium', 'high'],
  qwen: ['none', 'default'],
  r1: [],
}

function checkReasoning(wire: WireRequest, { reasoning }: GroqTraits): void {
  if (given(wire['reasoning_format']) && given(wire['include_reasoning'])) {
    throw refused('cannot specify both `reasoning_format` and `include_reasoning`', 'reasoning_format')
  }
  const efforts = reasoning ? EFFORTS[reasoning] : []
  if (given(wire['reasoning_format']) && !reasoning)
    throw refused('reasoning_format is not supported with this model', 'reasoning_format')
  if (!given(wire.reasoning_effort)) return
  if (efforts.length === 0) throw refused('reasoning_effort is not supported with this model', 'reasoning_effort')
  if (efforts.includes(wire.reasoning_effort!)) return
  throw refused(
    `\`reasoning_effort\` must be one of ${efforts.map((one) => `\`${one}\``).join(', ')}`,
    'reasoning_effort',
  )
}

function checkFormat(wire: WireRequest, { schemas }: GroqTraits): void {
  const type = wire.response_format?.type ?? 'text'
  if (type === 'text') return
  if (type === 'json_schema' && !schemas) {
    throw refused(
      'This model does not support response format `json_schema`. See supported models at https://console.groq.com/docs/structured-outputs#supported-models',
      'response_format',
    )
  }
  if (type !== 'json_object') return
  if ((wire.tools ?? []).length > 0)
    throw refused('json mode cannot be combined with tool/function calling', 'response_format')
  if (/json/i.test(JSON.stringify(wire.messages.map(({ content }) => content)))) return
  throw refused("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")
}

function checkImages(wire: WireRequest, model: Model): void {
  if (model.capabilities.includes('vision')) return
  const index = wire.messages.findIndex(
    ({ content }) =>
      Array.isArray(content) && content.some((part: { readonly type: string }) => part.type === 'image_url'),
  )
  if (index >= 0) throw refused(`messages[${index}].content must be a string`)
}
