import { ApiError } from '../../src/errors.ts'
import type { Call } from '../../src/provider.ts'
import { issuesOf, type Expected, type Issue, type Shape } from '../../src/validation.ts'
import { refused } from './errors.ts'

/** The body of a call, once its shape is right; `lenient` looks at the members of `read` alone. */
export function bodyOf(call: Call, shape: Shape, page: string, read: ReadonlySet<string>): unknown {
  const { json, jsonError } = call
  if (jsonError !== undefined || json === undefined) throw malformed(jsonError)
  const found = issuesOf(json, shape)
  const issues =
    call.validation === 'lenient'
      ? found.filter(({ kind, path }) => kind !== 'unknown' && (path.length === 0 || read.has(String(path[0]))))
      : found
  if (issues.length > 0) throw wordIssue(issues[0]!, page)
  return json
}

/** A body that is no JSON, with what Go's parser would say of it. */
function malformed(detail: string | undefined): ApiError {
  const [, character] = /Unexpected (?:token|non-whitespace character) '?(.)/.exec(detail ?? '') ?? []
  const found =
    character === undefined
      ? 'unexpected end of JSON input'
      : `invalid character '${character}' looking for beginning of value`
  return refused(`invalid json syntax: ${found}`)
}

/** One issue as the API words it; `page` is the page of its reference. */
export function wordIssue(issue: Issue, page: string): ApiError {
  const name = issue.path.filter((step) => typeof step === 'string').join('.')
  switch (issue.kind) {
    case 'missing':
      return refused(`${name} parameter is required`)
    case 'unknown':
      return unknownField(String(issue.path.at(-1)), page)
    case 'type':
      return refused(
        `invalid type: parameter '${name}' is of type ${goType(issue.value)} but should be of type ${expectedType(issue.expected)}. ${seeAlso(page)}`,
      )
    case 'range':
      return refused(`invalid request: ${rangeText(name, issue)}`)
    case 'choice':
      return wordChoice(issue, name)
    case 'length':
      return refused(`invalid request: ${lengthText(name, issue)}`)
    case 'pattern':
      return refused(
        `invalid request: tool names can only contain certain characters (A-Za-z0-9_) and can't begin with a digit (provided name: '${issue.value}').`,
      )
  }
}

/** 422, reported 2026-03. */
function unknownField(name: string, page: string): ApiError {
  const message = `unknown field: parameter '${name}' is not a valid field. ${seeAlso(page)}`
  return new ApiError('invalid_request', message, { status: 422 })
}

function seeAlso(page: string): string {
  return `For proper usage, please refer to https://docs.cohere.com/${page}`
}

/** The kind of a JSON value as Go's decoder names it. */
function goType(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value
}

const GO: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'int32',
  number: 'float64',
  boolean: 'bool',
  array: '[]Object',
  object: 'Object',
  null: 'null',
}

function expectedType(expected: readonly Expected[]): string {
  const [first = 'object'] = expected
  return first.startsWith('array of ')
    ? `[]${first === 'array of strings' ? 'string' : 'Object'}`
    : (GO[first] ?? first)
}

const RANGES: Readonly<Record<string, string>> = {
  temperature: '0 and 1.0',
  frequency_penalty: '0 and 1',
  presence_penalty: '0 and 1',
  k: '0 and 500',
  p: '0.01 and 0.99',
}

function rangeText(name: string, { side, bound }: Extract<Issue, { readonly kind: 'range' }>): string {
  const range = RANGES[name]
  if (range !== undefined) return `${name} must be between ${range} inclusive.`
  return `${name} must be ${side === 'below' ? 'at least' : 'at most'} ${bound}.`
}

function wordChoice({ path, allowed }: Extract<Issue, { readonly kind: 'choice' }>, name: string): ApiError {
  const last = path.at(-1)
  if (last === 'input_type')
    return refused('invalid request: valid input_type must be provided with the provided model')
  if (last === 'role' && path.length === 3)
    return refused(
      `invalid request: Invalid role in ${path[0]} at index ${path[1]}. Role must be one of the following: ${allowed.join(', ')}`,
    )
  if (name === 'messages.tool_calls.type') return refused('tool call must be of type function')
  const words = allowed.map((one) => `'${one}'`)
  const list = words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')}, or ${words.at(-1)!}`
  return refused(`invalid request: ${name} must be one of ${list}.`)
}

function lengthText(name: string, { of, side, bound, length }: Extract<Issue, { readonly kind: 'length' }>): string {
  if (of === 'array')
    return side === 'below'
      ? `list of ${name} must not be empty`
      : `total number of ${name} must be at most ${bound} - received ${length}`
  return side === 'below'
    ? `required '${name}' param is missing or empty.`
    : `${name} must be at most ${bound} characters - received ${length}`
}

/** 400 without a model (docs.cohere.com/v2/reference/errors). */
export function missingModel(): ApiError {
  return refused('a model parameter is required for this endpoint.')
}
