import type { ApiError } from '../../../src/errors.ts'
import type { ResolvedModel } from '../../../src/models.ts'
import { traitsOf, type AnthropicTraits } from '../models.ts'
import { refused } from './issues.ts'
import type { MessagesRequest, ThinkingParam } from './wire.ts'

const DOCS = 'https://platform.claude.com/docs/en/build-with-claude/extended-thinking'
const BUDGET_DOCS =
  'https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size'

interface Asked {
  readonly wire: MessagesRequest
  readonly resolved: ResolvedModel
  readonly traits: AnthropicTraits
  readonly betas: ReadonlySet<string>
}

/** Refuses what this model does not take, in the provider's order. */
export function checkModel(wire: MessagesRequest, resolved: ResolvedModel, betas: ReadonlySet<string>): void {
  const asked = { wire, resolved, traits: traitsOf(resolved.model), betas }
  const refusal =
    maxTokensIssue(asked) ??
    effortIssue(asked) ??
    thinkingIssue(asked) ??
    samplingIssue(asked) ??
    forcedToolIssue(asked) ??
    prewarmIssue(asked)
  if (refusal) throw refusal
}

/** Refuses formats of the answer that the model does not write, and open schemas. */
export function checkFormat(wire: MessagesRequest, resolved: ResolvedModel): void {
  const refusal = formatIssue({ wire, resolved })
  if (refusal) throw refusal
}

/** The thinking that a request gets: its own, or the model's default. */
export function effectiveThinking(wire: MessagesRequest, traits: AnthropicTraits): ThinkingParam {
  return wire.thinking ?? { type: traits.thinking.default }
}

function maxTokensIssue({ wire, resolved, betas }: Asked): ApiError | undefined {
  const own = resolved.model.maxOutputTokens
  const isLong = [...betas].some((beta) => beta.startsWith('output-128k') || beta.startsWith('output-300k'))
  const most = isLong ? Math.max(own, 300_000) : own
  const { max_tokens: asked = 0 } = wire
  if (asked <= most) return undefined
  return refused(
    `max_tokens: ${asked} > ${most}, which is the maximum allowed number of output tokens for ${resolved.id}`,
  )
}

function formatIssue({ wire, resolved }: Pick<Asked, 'wire' | 'resolved'>): ApiError | undefined {
  const format = wire.output_config?.format ?? wire.output_format
  if (!format) return undefined
  if (!resolved.model.capabilities.includes('json_schema'))
    return refused(`'${resolved.id}' does not support output format.`)
  const place = wire.output_config?.format ? 'output_config.format.schema' : 'output_format.schema'
  return isClosed(format.schema)
    ? undefined
    : refused(`${place}: For 'object' type, 'additionalProperties' must be explicitly set to false`)
}

/** Whether every object of a schema forbids further properties. */
function isClosed(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isClosed)
  if (typeof schema !== 'object' || schema === null) return true
  // Reason: a non-null, non-array object has string keys.
  const { type, additionalProperties, properties, ...rest } = schema as Readonly<Record<string, unknown>>
  if (type === 'object' && additionalProperties !== false) return false
  const { enum: _, const: __, default: ___, examples: ____, ...nested } = rest
  return Object.values(properties ?? {}).every(isClosed) && Object.values(nested).every(isClosed)
}

function effortIssue({ wire, traits }: Asked): ApiError | undefined {
  const effort = wire.output_config?.effort
  if (effort == null || (traits.efforts as readonly string[]).includes(effort)) return undefined
  if (traits.efforts.length === 0) return refused('This model does not support the effort parameter.')
  return refused(
    `This model does not support effort level '${effort}'. Supported levels: ${traits.efforts.toSorted().join(', ')}.`,
  )
}

function thinkingIssue({ wire, resolved, traits, betas }: Asked): ApiError | undefined {
  const { thinking } = wire
  const { types } = traits.thinking
  if (!thinking) return undefined
  // `between_tools` came with the adaptive models.
  const type = thinking.type === 'between_tools' ? 'adaptive' : thinking.type
  if (!types.includes(type)) return unsupportedThinking(type, resolved.id, types)
  if (
    type === 'disabled' &&
    resolved.model.id === 'claude-opus-5' &&
    ['xhigh', 'max'].includes(wire.output_config?.effort ?? '')
  ) {
    return refused(
      `"thinking.type.disabled" is not supported with effort level '${wire.output_config?.effort}' for this model.`,
    )
  }
  if (thinking.type !== 'enabled' || wire.max_tokens === undefined) return undefined
  const isInterleaved = [...betas].some((beta) => beta.startsWith('interleaved-thinking'))
  if (isInterleaved || thinking.budget_tokens < wire.max_tokens) return undefined
  return refused(
    `\`max_tokens\` must be greater than \`thinking.budget_tokens\`. Please consult our documentation at ${BUDGET_DOCS}`,
    'The budget is a part of max_tokens: make it smaller, or max_tokens larger.',
  )
}

function unsupportedThinking(
  type: 'enabled' | 'adaptive' | 'disabled',
  id: string,
  types: readonly string[],
): ApiError {
  if (types.length === 1 && types[0] === 'disabled') return refused(`'${id}' does not support thinking.`)
  if (type === 'adaptive') return refused('adaptive thinking is not supported on this model')
  const remedy = 'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'
  return refused(`"thinking.type.${type}" is not supported for this model. ${remedy}`)
}

function samplingIssue({ wire, traits }: Asked): ApiError | undefined {
  const { temperature, top_p: topP, top_k: topK } = wire
  if (!traits.samplingAllowed) {
    // Defaults may be spelled out.
    if (temperature != null && temperature !== 1) return refused('`temperature` is deprecated for this model.')
    if (topP != null && topP !== 1) return refused('`top_p` is deprecated for this model.')
    return topK == null ? undefined : refused('`top_k` is deprecated for this model.')
  }
  if (!traits.samplingPairAllowed && temperature != null && topP != null) {
    return refused('`temperature` and `top_p` cannot both be specified for this model. Please use only one.')
  }
  if (effectiveThinking(wire, traits).type === 'disabled') return undefined
  const documented = `when thinking is enabled or in adaptive mode. Please consult our documentation at ${DOCS}`
  if (temperature != null && temperature !== 1) return refused(`\`temperature\` may only be set to 1 ${documented}`)
  if (topP != null && topP < 0.95)
    return refused(`\`top_p\` must be greater than or equal to 0.95 or unset ${documented}`)
  return topK == null ? undefined : refused(`\`top_k\` must be unset ${documented}`)
}

function forcedToolIssue({ wire, traits }: Asked): ApiError | undefined {
  const choice = wire.tool_choice?.type
  if (choice !== 'any' && choice !== 'tool') return undefined
  if (!traits.forcedToolChoice)
    return refused(`tool_choice: type '${choice}' is not supported for this model. Use 'auto' or 'none'.`)
  return wire.thinking?.type === 'enabled'
    ? refused('Thinking may not be enabled when tool_choice forces tool use.')
    : undefined
}

/** `max_tokens: 0` only warms the cache [6]. */
function prewarmIssue({ wire }: Asked): ApiError | undefined {
  if (wire.max_tokens !== 0) return undefined
  const isForced = wire.tool_choice?.type === 'any' || wire.tool_choice?.type === 'tool'
  const asksMore =
    wire.stream || wire.thinking?.type === 'enabled' || wire.output_config?.format || wire.output_format || isForced
  return asksMore ? refused('max_tokens: must be greater than or equal to 1') : undefined
}
