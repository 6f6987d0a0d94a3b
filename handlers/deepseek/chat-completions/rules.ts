import type { ApiError } from '../../../src/errors.ts'
import type { ReasoningEffort } from '../../../src/request.ts'
import type { Issue } from '../../../src/validation.ts'
import { axumRules, callChecks } from '../../compatible/call-checks.ts'
import { unparsable, undeserializable } from '../../compatible/serde.ts'
import { checkToolPairs, type PairWords } from '../../compatible/tool-pairs.ts'
import { toolChoiceProblem } from '../../compatible/tool-choice.ts'
import type { ParseRules } from '../../openai/chat-completions/parse.ts'
import type { WireRequest } from '../../openai/chat-completions/wire.ts'
import { refused, unknownModel } from '../errors.ts'
import { traitsOf } from '../models.ts'
import { REQUEST } from './wire.ts'

/** What DeepSeek refuses (deepseek.md 4; wording from public reports). */
export const rules: ParseRules = {
  shape: REQUEST,
  checkCall: callChecks(axumRules),
  malformed: (detail, call) =>
    detail === undefined && call.text !== '' ? wrongType(call.json, call.text) : unparsable(call.text),
  missingModel: (call) => undeserializable([{ kind: 'missing', path: ['model'] }], call.text),
  unknownModel,
  word: (issues, call) => emptyMessages(issues) ?? undeserializable(issues, call.text),
  check(wire, { model }) {
    checkRanges(wire, model.maxOutputTokens)
    checkFormat(wire)
    checkToolChoice(wire)
    checkToolPairs(wire.messages ?? [], PAIRS)
  },
  reasoning(wire, { model }) {
    const asked = (wire['thinking'] as { readonly type?: string } | null | undefined)?.type
    const thinks = asked === undefined ? traitsOf(model).thinks : asked === 'enabled'
    if (!thinks) return undefined
    // Unknown efforts are taken as the usual one.
    const effort = wire.reasoning_effort as ReasoningEffort | undefined | null
    return { visible: true, effort: effort ?? 'medium' }
  },
}

function wrongType(value: unknown, text: string): ApiError {
  return undeserializable([{ kind: 'type', path: [], expected: ['object'], value }], text)
}

function emptyMessages([issue]: readonly Issue[]): ApiError | undefined {
  const isEmpty = issue!.kind === 'length' && issue!.path.length === 1 && issue!.path[0] === 'messages'
  return isEmpty ? refused('Empty input messages') : undefined
}

const RANGES = {
  temperature: [0, 2],
  top_p: [0, 1],
  frequency_penalty: [-2, 2],
  presence_penalty: [-2, 2],
  top_logprobs: [0, 20],
} as const

function checkRanges(wire: WireRequest, mostTokens: number): void {
  const ranges: Readonly<Record<string, readonly [number, number]>> = {
    ...RANGES,
    max_tokens: [1, mostTokens],
    max_completion_tokens: [1, mostTokens],
  }
  for (const [name, [least, most]] of Object.entries(ranges)) {
    const value = wire[name]
    if (typeof value !== 'number' || (value >= least && value <= most)) continue
    throw refused(`Invalid ${name} value, the valid range of ${name} is [${least}, ${most}]`)
  }
  if ((wire.n ?? 1) !== 1) throw refused('Invalid n value (currently only n = 1 is supported)')
}

function checkFormat({ response_format: format, messages }: WireRequest): void {
  if (format?.type === 'json_schema') throw refused('This response_format type is unavailable now')
  if (format?.type !== 'json_object' || /json/i.test(JSON.stringify(messages ?? []))) return
  throw refused("Prompt must contain the word 'json' in some form to use 'response_format' of type 'json_object'.")
}

/** In the words that OpenAI has for it: DeepSeek's own are not known. */
function checkToolChoice(wire: WireRequest): void {
  const problem = toolChoiceProblem(wire)
  if (problem === 'no-tools') throw refused("'tool_choice' is only allowed when 'tools' are specified")
  if (problem) throw refused(`Tool '${problem.name}' of 'tool_choice' is not among the 'tools'`)
}

const PAIRS: PairWords = {
  orphan: () => refused("Messages with role 'tool' must be a response to a preceding message with 'tool_calls'"),
  unanswered: () =>
    refused(
      "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)",
    ),
}
