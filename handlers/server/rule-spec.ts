import { UsageError } from '../../src/errors.ts'
import type { FaultSpec } from '../../src/faults/fault.ts'
import type { Answer } from '../../src/reply/answer.ts'
import type { Match } from '../../src/reply/match.ts'
import { Rule } from '../../src/reply/rule.ts'

/** A text to look for as JSON: found anywhere and in any case, or a regular expression. */
export type TextSpec = string | { readonly pattern: string; readonly flags?: string }

/** Conditions of a rule as JSON; the names are those of `llm.when`. */
export type MatchSpec = TextSpec | Readonly<Record<string, unknown>>

/** A rule as JSON, for configuration files and the control API: one of the answers, and how often it is given. */
export interface RuleSpec {
  /** Default: every request. */
  readonly when?: MatchSpec
  /** Text, content parts, or an object, which becomes JSON text. */
  readonly reply?: Answer
  /** One answer after the other; the last repeats. */
  readonly inSequence?: readonly Answer[]
  /** By the place in the conversation. */
  readonly turns?: readonly Answer[]
  /** Calls of tools, in parallel where there are several. */
  readonly callTool?: ToolSpec | readonly ToolSpec[]
  /** Reasoning before the answer. */
  readonly think?: string
  /** Declines; `true` with words of its own. */
  readonly refuse?: string | true
  readonly fail?: FaultSpec
  /** Default: without end. */
  readonly times?: number
}

interface ToolSpec {
  readonly name: string
  readonly arguments?: object
}

const ANSWERS = ['reply', 'inSequence', 'turns', 'callTool', 'refuse', 'fail'] as const
const KNOWN: ReadonlySet<string> = new Set(['when', 'think', 'times', ...ANSWERS])

/**
 * Adds a rule written as JSON.
 *
 * @param when of the simulation or of a scope
 * @throws {UsageError} for what is no rule; nothing is added then
 */
export function addRule(when: (match: Match) => Rule, spec: unknown): void {
  const checked = checkedRule(spec)
  const match = matchOf(checked.when)
  answerWith(new Rule(match), checked)
  answerWith(when(match), checked)
}

/** A rule written as JSON. @throws {UsageError} for what is none */
export function ruleOf(spec: unknown): Rule {
  const checked = checkedRule(spec)
  return answerWith(new Rule(matchOf(checked.when)), checked)
}

function checkedRule(spec: unknown): RuleSpec {
  if (!isObject(spec))
    throw new UsageError(`A rule is an object, for instance ${EXAMPLE}, not ${JSON.stringify(spec)}.`)
  const unknown = Object.keys(spec).find((name) => !KNOWN.has(name))
  if (unknown !== undefined) throw new UsageError(`A rule has no "${unknown}". It has: ${[...KNOWN].join(', ')}.`)
  const given = ANSWERS.filter((name) => spec[name] !== undefined)
  if (given.length > 1) throw new UsageError(`A rule has one answer, not ${given.join(' and ')}.`)
  if (given.length === 0 && spec['think'] === undefined)
    throw new UsageError(`A rule needs one of ${ANSWERS.join(', ')}: ${EXAMPLE}.`)
  return spec
}

const EXAMPLE = '{ "when": "weather", "reply": "Sunny." }'

function answerWith(rule: Rule, { reply, inSequence, turns, callTool, think, refuse, fail, times }: RuleSpec): Rule {
  if (think !== undefined) rule.think(think)
  if (reply !== undefined) rule.reply(reply)
  if (inSequence) rule.inSequence(...inSequence)
  if (turns) rule.turns(...turns)
  for (const tool of callTool === undefined ? [] : [callTool].flat()) rule.callTool(tool.name, tool.arguments)
  if (refuse !== undefined) rule.refuse(...(refuse === true ? [] : [refuse]))
  if (fail !== undefined) rule.fail(fail)
  return times === undefined ? rule : rule.times(times)
}

/** A match written as JSON: `{ pattern, flags }` stands for a regular expression wherever a text may stand. */
export function matchOf(spec: unknown): Match {
  if (spec === undefined) return {}
  if (typeof spec === 'string') return spec
  if (!isObject(spec)) throw new UsageError(`"when" is a text or conditions, not ${JSON.stringify(spec)}.`)
  const matched = withPatterns(spec)
  return matched instanceof RegExp ? matched : (matched as Match)
}

function withPatterns(value: unknown): unknown {
  if (!isObject(value)) return value
  const { pattern, flags = '' } = value
  if (typeof pattern !== 'string')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withPatterns(one)]))
  try {
    return new RegExp(pattern, String(flags))
  } catch (error) {
    throw new UsageError(`${JSON.stringify(pattern)} is no regular expression: ${(error as Error).message}.`)
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
