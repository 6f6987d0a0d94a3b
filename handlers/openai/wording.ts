import { ApiError, type ApiErrorOptions } from '../../src/errors.ts'
import { didYouMean } from '../../src/nearest.ts'
import { jsonTypeOf, type Expected, type Issue, type JsonType, type Path } from '../../src/validation.ts'

/** A refusal in OpenAI's words. */
export function refused(
  message: string,
  param: string | null,
  code: string | null,
  options: ApiErrorOptions = {},
): ApiError {
  return new ApiError('invalid_request', message, { param, code, ...options })
}

/** A path as OpenAI writes it: `messages[0].content`. */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  )
}

/** The first issue of a request as OpenAI words it; unknown top-level keys are named together. */
export function wordIssues(issues: readonly Issue[]): ApiError {
  const top = issues.filter((issue) => issue.kind === 'unknown' && issue.path.length === 1)
  const unknown = top.map((issue) => String(issue.path[0]))
  if (unknown.length > 0) {
    return refused(
      `Unrecognized request argument${unknown.length > 1 ? 's' : ''} supplied: ${unknown.join(', ')}`,
      null,
      null,
      hintOf(top[0]!),
    )
  }
  return wordIssue(issues[0]!)
}

function hintOf(issue: Issue): ApiErrorOptions {
  if (issue.kind !== 'unknown') return {}
  const hint = didYouMean(String(issue.path.at(-1)), issue.known ?? [])
  return hint === undefined ? {} : { hint }
}

/** One issue as OpenAI words it. */
export function wordIssue(issue: Issue): ApiError {
  const param = pathText(issue.path)
  switch (issue.kind) {
    case 'missing':
      return refused(`Missing required parameter: '${param}'.`, param, 'missing_required_parameter')
    case 'unknown':
      return refused(`Unknown parameter: '${param}'.`, param, 'unknown_parameter', hintOf(issue))
    case 'type':
      return refused(
        `Invalid type for '${param}': expected ${expectedText(issue.expected)}, but got ${gotText(issue.value)} instead.`,
        param,
        'invalid_type',
      )
    case 'range':
      return wordRange(issue, param)
    case 'choice':
      return refused(
        `Invalid value: ${quoted(issue.value)}. Supported values are: ${listText(
          issue.allowed.map((one) => `'${one}'`),
          'and',
        )}.`,
        param,
        'invalid_value',
      )
    case 'length':
      return wordLength(issue, param)
    case 'pattern':
      return refused(
        `Invalid '${param}': string does not match pattern. Expected a string that matches the pattern '${issue.pattern}'.`,
        param,
        'invalid_value',
      )
  }
}

function wordRange(issue: Extract<Issue, { readonly kind: 'range' }>, param: string): ApiError {
  const { side, bound, value } = issue
  const noun = issue.isInteger ? 'integer' : 'decimal'
  const [where, sign, limit] =
    side === 'below' ? (['below minimum', '>=', 'min'] as const) : (['above maximum', '<=', 'max'] as const)
  const message = `Invalid '${param}': ${noun} ${where} value. Expected a value ${sign} ${bound}, but got ${value} instead.`
  return refused(message, param, `${noun}_${side}_${limit}_value`)
}

function wordLength(issue: Extract<Issue, { readonly kind: 'length' }>, param: string): ApiError {
  const { of, side, bound, length } = issue
  const article = of === 'array' ? 'an array' : 'a string'
  if (side === 'below' && length === 0) {
    return refused(
      `Invalid '${param}': empty ${of}. Expected ${article} with minimum length ${bound}, but got an empty ${of} instead.`,
      param,
      `empty_${of}`,
    )
  }
  const [adjective, least, limit] =
    side === 'below' ? (['short', 'minimum', 'min'] as const) : (['long', 'maximum', 'max'] as const)
  const message = `Invalid '${param}': ${of} too ${adjective}. Expected ${article} with ${least} length ${bound}, but got ${article} with length ${length} instead.`
  return refused(message, param, `${of}_${side}_${limit}_length`)
}

const TYPE_TEXT: Record<JsonType, string> = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'an integer',
  number: 'a decimal',
  string: 'a string',
  array: 'an array',
  object: 'an object',
}

function typeText(type: Expected): string {
  return type in TYPE_TEXT ? TYPE_TEXT[type as JsonType] : type
}

function expectedText(expected: readonly Expected[]): string {
  const [only] = expected
  if (expected.length === 1) return only!.startsWith('array of') ? `an ${only}` : typeText(only!)
  return `one of ${listText(expected.map(typeText), 'or')}`
}

function gotText(value: unknown): string {
  return typeof value === 'number' && !Number.isInteger(value) ? 'a decimal' : TYPE_TEXT[jsonTypeOf(value)]
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}

/** `a`, `a and b`, `a, b, and c`. */
function listText(items: readonly string[], conjunction: 'and' | 'or'): string {
  if (items.length < 2) return items.join('')
  if (items.length === 2) return items.join(` ${conjunction} `)
  return `${items.slice(0, -1).join(', ')}, ${conjunction} ${items.at(-1)!}`
}
