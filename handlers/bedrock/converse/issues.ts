import { ApiError } from '../../../src/errors.ts'
import { jsonTypeOf, type Issue, type JsonType, type Path } from '../../../src/validation.ts'

/** A refusal in the service's words. */
export function refused(message: string): ApiError {
  return new ApiError('invalid_request', message)
}

/**
 * What is wrong with a body, as services built on Coral say it: types one at a time, constraints all together.
 *
 * The words are those of AWS services in general; for Bedrock only that of a wrong role is attested.
 */
export function wordIssues(issues: readonly Issue[]): ApiError {
  const wrongType = issues.find((issue) => issue.kind === 'type')
  if (wrongType?.kind === 'type') return unreadable(typeWords(wrongType.expected[0]!, wrongType.value))
  const parts = issues.map(
    (issue) =>
      `Value ${valueOf(issue)} at '${pathOf(issue.path)}' failed to satisfy constraint: ${constraintOf(issue)}`,
  )
  const plural = parts.length === 1 ? 'error' : 'errors'
  return refused(`${parts.length} validation ${plural} detected: ${parts.join('; ')}`)
}

/** A body that is no JSON, or not of the right types. */
export function unreadable(message: string): ApiError {
  return new ApiError('invalid_request', message, { type: 'SerializationException', status: 400 })
}

/** The value of a body that must be JSON. */
export function readBody(text: string, json: unknown, jsonError: string | undefined): unknown {
  if (jsonError !== undefined)
    return fail(/end of/i.test(jsonError) ? 'Unexpected end of input' : 'Unexpected character in payload')
  if (text.trim() === '') return {}
  return jsonTypeOf(json) === 'object' ? json : fail('Expected structure or null')
}

function fail(message: string): never {
  throw unreadable(message)
}

const JAVA_TYPE: Record<JsonType, string> = {
  null: 'Null',
  boolean: 'Boolean',
  integer: 'Integer',
  number: 'Float',
  string: 'String',
  array: 'List',
  object: 'Structure',
}

function typeWords(expected: string, value: unknown): string {
  const type = jsonTypeOf(value)
  if (expected.startsWith('array')) return 'Expected list or null'
  if (expected === 'object') return 'Expected structure or null'
  if (type === 'object') return 'Start of structure or map found where not expected.'
  if (type === 'array') return 'Start of list found where not expected.'
  const token =
    type === 'boolean' ? `${String(value).toUpperCase()}_VALUE` : type === 'string' ? 'STRING_VALUE' : 'NUMBER_VALUE'
  // Reason: the remaining expectations are plain types.
  return `${token} can not be converted to ${JAVA_TYPE[expected as JsonType]}`
}

/** `messages.2.member.content.1.member.text`: places in lists count from 1. */
function pathOf(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? `${step + 1}.member` : step)).join('.')
}

function valueOf(issue: Issue): string {
  if (issue.kind === 'missing') return 'null'
  return 'value' in issue ? `'${String(issue.value)}'` : `of length ${issue.kind === 'length' ? issue.length : 0}`
}

function constraintOf(issue: Issue): string {
  switch (issue.kind) {
    case 'missing':
      return 'Member must not be null'
    case 'range':
      return `Member must have value ${issue.side === 'below' ? 'greater' : 'less'} than or equal to ${issue.bound}`
    case 'choice':
      return `Member must satisfy enum value set: [${issue.allowed.join(', ')}]`
    case 'length':
      return `Member must have length ${issue.side === 'below' ? 'greater' : 'less'} than or equal to ${issue.bound}`
    case 'pattern':
      return `Member must satisfy regular expression pattern: ${issue.pattern.replace(/^\^|\$$/g, '')}`
    case 'type':
    case 'unknown':
      return 'Member is not known'
  }
}
