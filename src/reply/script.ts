import { UsageError } from '../errors.ts'
import type { Match } from './match.ts'
import { Rule, type Reply } from './rule.ts'

/** One answer of a conversation script. */
export interface ScriptStep {
  /** What the request must be; default: anything. */
  readonly when?: Match
  readonly reply: Reply
}

/** A rule for each step: the n-th answers where the model has spoken n times before. */
export function scriptRules(steps: readonly ScriptStep[]): readonly Rule[] {
  if (steps.length === 0) throw new UsageError('A script needs at least one step.')
  return steps.map(({ when = {}, reply }, answers) => new Rule(when, { answers }).reply(reply))
}
