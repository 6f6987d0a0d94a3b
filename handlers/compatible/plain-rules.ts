import type { ApiError } from '../../src/errors.ts'
import type { Model } from '../../src/models.ts'
import type { ReasoningEffort } from '../../src/request.ts'
import type { Field } from '../../src/validation.ts'
import type { ParseRules } from '../openai/chat-completions/parse.ts'
import type { WireRequest } from '../openai/chat-completions/wire.ts'
import { wordIssues } from '../openai/wording.ts'
import { compatibleRequest } from './request-shape.ts'
import { toolChoiceProblem } from './tool-choice.ts'

/** What a provider says that refuses by OpenAI's rules in an envelope of its own. */
export interface PlainWords {
  refused(message: string, param?: string | null): ApiError
  unknownModel(model: string): ApiError
  /** Default: OpenAI's words. */
  readonly missingModel?: string
  /** Default: names the parser's complaint. */
  malformed?(detail: string | undefined): string
  /** What is said about the issues of a body. Default: the first, in OpenAI's words. */
  word?: ParseRules['word']
}

/** Rules of a provider that takes OpenAI's request with `fields` of its own and lets unknown members through. */
export function plainRules(
  words: PlainWords,
  fields: Readonly<Record<string, Field>> = {},
  more: Partial<Pick<ParseRules, 'shape' | 'checkCall' | 'check' | 'read' | 'reasoning'>> = {},
): ParseRules {
  const malformed = (detail: string | undefined) =>
    words.malformed?.(detail) ?? `Could not parse the request body as JSON${detail ? `: ${detail}` : '.'}`
  return {
    shape: compatibleRequest(fields),
    malformed: (detail) => words.refused(malformed(detail)),
    missingModel: () => words.refused(words.missingModel ?? 'you must provide a model parameter', 'model'),
    unknownModel: (model) => words.unknownModel(model),
    word(issues, call) {
      if (words.word) return words.word(issues, call)
      const { message, param } = wordIssues(issues)
      return words.refused(message, param ?? null)
    },
    reasoning: (wire, { model }) => reasoningBy(wire, model),
    ...more,
    check(wire, resolved, call) {
      checkToolChoice(wire, words)
      more.check?.(wire, resolved, call)
    },
    read: (wire) => (more.read ?? identity)(typed(wire)),
  }
}

/** A tool can only be demanded where it is given. */
function checkToolChoice(wire: WireRequest, { refused }: PlainWords): void {
  const problem = toolChoiceProblem(wire)
  if (problem === undefined) return
  const said =
    problem === 'no-tools'
      ? "'tool_choice' is only allowed when 'tools' are specified."
      : `no function named '${problem.name}' was specified in the 'tools' parameter.`
  throw refused(`Invalid value for 'tool_choice': ${said}`, 'tool_choice')
}

function identity(wire: WireRequest): WireRequest {
  return wire
}

/** A body whose tool choice states its type; clients leave it out where a function is named (recorded). */
function typed(wire: WireRequest): WireRequest {
  const { tool_choice: choice } = wire
  if (typeof choice !== 'object' || choice === null || 'type' in choice) return wire
  const named: unknown = (choice as { readonly function?: unknown }).function
  const isNamed = typeof named === 'object' && named !== null && 'name' in named && typeof named.name === 'string'
  // The name has just been checked.
  const stated = isNamed ? { type: 'function' as const, function: named as { readonly name: string } } : 'auto'
  return { ...wire, tool_choice: stated }
}

const EFFORTS: readonly string[] = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']

/** Visible reasoning at the asked effort, for models that reason; none where the effort is `none`. */
export function reasoningBy(
  { reasoning_effort: asked }: Pick<WireRequest, 'reasoning_effort'>,
  model: Model,
): ReturnType<NonNullable<ParseRules['reasoning']>> {
  if (!model.capabilities.includes('reasoning') || asked === 'none') return undefined
  // Looked up among the efforts that the engine knows.
  const effort = EFFORTS.includes(asked ?? '') ? (asked as ReasoningEffort) : 'medium'
  return { effort, visible: true }
}
