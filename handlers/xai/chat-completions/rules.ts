import type { ReasoningEffort } from '../../../src/request.ts'
import { axumRules, callChecks } from '../../compatible/call-checks.ts'
import { unparsable, undeserializable } from '../../compatible/serde.ts'
import { toolChoiceProblem } from '../../compatible/tool-choice.ts'
import type { ParseRules } from '../../openai/chat-completions/parse.ts'
import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import { refused, unknownModel } from '../errors.ts'
import { traitsOf, type XaiTraits } from '../models.ts'
import { REQUEST } from './wire.ts'

/** What xAI refuses (xai.md 2 and 4; wording from public reports). */
export const rules: ParseRules = {
  shape: REQUEST,
  checkCall: callChecks(axumRules),
  malformed: (detail, call) =>
    detail === undefined && call.text !== ''
      ? undeserializable([{ kind: 'type', path: [], expected: ['object'], value: call.json }], call.text)
      : unparsable(call.text),
  missingModel: (call) => undeserializable([{ kind: 'missing', path: ['model'] }], call.text),
  unknownModel,
  word: (issues, call) => undeserializable(issues, call.text),
  check(wire, { model }) {
    checkParameters(wire, model.id, traitsOf(model))
    checkToolChoice(wire)
    if (model.capabilities.includes('vision')) return
    const hasImages = wire.messages.some(
      ({ content }) =>
        Array.isArray(content) && content.some((part: { readonly type: string }) => part.type === 'image_url'),
    )
    if (hasImages) throw refused('Image inputs are not supported by this model.')
  },
  reasoning(wire, { model }) {
    const { reasoning, shows } = traitsOf(model)
    if (!reasoning || wire.reasoning_effort === 'none') return undefined
    // Checked against the model's efforts before.
    return { effort: (wire.reasoning_effort ?? 'low') as ReasoningEffort, visible: shows }
  },
}

/** Any choice but `none` needs tools (public reports of 2025). */
function checkToolChoice(wire: WireRequest): void {
  const { tool_choice: choice, tools } = wire
  if (choice && choice !== 'none' && (tools ?? []).length === 0)
    throw refused('Invalid request content: A tool_choice was set on the request but no tools were specified.')
  const problem = toolChoiceProblem(wire)
  if (typeof problem === 'object')
    throw refused(`Invalid request content: A tool_choice was set to ${problem.name}, but no such tool was specified.`)
}

const UNSUPPORTED = { presence_penalty: 'presencePenalty', frequency_penalty: 'frequencyPenalty', stop: 'stop' }

/** Reasoning models take neither penalties nor stop sequences, and effort only where they have levels. */
function checkParameters(wire: WireRequest, model: string, { reasoning, efforts }: XaiTraits): void {
  for (const [name, shown] of Object.entries(UNSUPPORTED)) {
    const value = wire[name]
    if (!reasoning || value === undefined || value === null || value === 0) continue
    throw refused(`Model ${model} does not support parameter ${shown}.`)
  }
  const effort = wire.reasoning_effort
  if (effort === undefined || effort === null || efforts.includes(effort)) return
  if (efforts.length === 0) throw refused(`Model ${model} does not support parameter reasoningEffort.`)
  throw refused(`Invalid reasoning effort: ${effort}. Supported values are: ${efforts.join(', ')}.`)
}
