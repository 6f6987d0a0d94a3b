import { ApiError } from './errors.ts'
import type { Issue } from './validation.ts'

/**
 * A group of checks: what the option `validation` can leave out.
 *
 * - `parameters`: types, ranges, unknown and conflicting parameters, and what the model does not take
 * - `messages`: roles, their order, empty content, tool calls and their results
 * - `tools`: tools, the tool choice, and the schemas of tools
 * - `format`: the format of the answer and its schema
 * - `media`: images, sound and files
 * - `headers`: content type, versions, beta features
 * - `window`: the size of the body and of the prompt
 */
export type Check = (typeof CHECKS)[number]

/** Every group of checks. */
export const CHECKS = ['parameters', 'messages', 'tools', 'format', 'media', 'headers', 'window'] as const

/** All checks, none but those without which nothing can be read, or all but those that are `false`. */
export type ValidationOption = 'strict' | 'lenient' | Readonly<Partial<Record<Check, boolean>>>

/** Which checks are on: all, none, or all but some. */
export interface Validation {
  readonly validation: 'strict' | 'lenient'
  readonly unchecked?: ReadonlySet<Check> | undefined
}

/** What an option of the simulation means. */
export function validationOf(option: ValidationOption): Validation {
  if (typeof option === 'string') return { validation: option }
  return { validation: 'strict', unchecked: new Set(CHECKS.filter((check) => option[check] === false)) }
}

/** Whether a group of checks is on. */
export function isChecked({ validation, unchecked }: Validation, check: Check): boolean {
  return validation === 'strict' && unchecked?.has(check) !== true
}

/** Runs a group of checks where it is on; what it refuses remembers the group, for the note to the developer. */
export function runCheck(call: Validation, check: Check, run: () => void): void {
  if (!isChecked(call, check)) return
  try {
    run()
  } catch (error) {
    throw error instanceof ApiError ? marked(error, check) : error
  }
}

/** The same refusal with the group of checks that it comes from. */
export function marked(error: ApiError, check: Check): ApiError {
  return error.with({ details: { check, ...error.details } })
}

const OF_MEMBER: Readonly<Record<string, Check>> = {
  messages: 'messages',
  input: 'messages',
  system: 'messages',
  contents: 'messages',
  systemInstruction: 'messages',
  tools: 'tools',
  tool_choice: 'tools',
  toolConfig: 'tools',
  functions: 'tools',
  function_call: 'tools',
  response_format: 'format',
  text: 'format',
  output_config: 'format',
  output_format: 'format',
}

/** What is wrong with the shape of a body, as far as it is checked; `isUnreadable` are issues that count in any case. */
export function checkedIssues(
  call: Validation,
  issues: readonly Issue[],
  isUnreadable: (issue: Issue) => boolean,
): readonly Issue[] {
  return issues.filter((issue) => isChecked(call, checkOf(issue)) || isUnreadable(issue))
}

/** The group to which an issue with the shape of a body belongs, by the member it is in. */
export function checkOf({ kind, path }: Issue): Check {
  if (kind === 'unknown' && path.length === 1) return 'parameters'
  const key = String(path[0])
  return Object.hasOwn(OF_MEMBER, key) ? OF_MEMBER[key]! : 'parameters'
}
