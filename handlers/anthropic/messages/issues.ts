import { ApiError } from '../../../src/errors.ts'
import { didYouMean } from '../../../src/nearest.ts'
import { jsonTypeOf, type Expected, type Issue, type Path, type Shape } from '../../../src/validation.ts'

/** A refusal in Anthropic's words. */
export function refused(message: string, hint?: string): ApiError {
  return new ApiError('invalid_request', message, hint === undefined ? {} : { hint })
}

/** What is wrong with a body, in one message: the issues in order, unknown keys last. */
export function wordIssues(issues: readonly Issue[], shape: Shape, body: unknown): ApiError {
  const sorted = [
    ...issues.filter(({ kind }) => kind !== 'unknown'),
    ...issues.filter(({ kind }) => kind === 'unknown'),
  ]
  return refused(sorted.map((issue) => wordIssue(issue, shape, body)).join(', '), hintOf(sorted))
}

function hintOf(issues: readonly Issue[]): string | undefined {
  const unknown = issues.find((issue) => issue.kind === 'unknown')
  return unknown && didYouMean(String(unknown.path.at(-1)), unknown.known ?? [])
}

function wordIssue(issue: Issue, shape: Shape, body: unknown): string {
  const { text, isTag } = locate(issue.path, shape, body)
  if (issue.kind === 'choice' && isTag) {
    const expected = issue.allowed.map((one) => `'${one}'`).join(', ')
    return `${withoutLast(text)}: Input tag '${String(issue.value)}' found using 'type' does not match any of the expected tags: ${expected}`
  }
  const path = text === '' ? '' : `${text}: `
  if (text === 'temperature' || text === 'top_p')
    return issue.kind === 'range' ? `${path}range: 0..1` : `${path}${wordOf(issue)}`
  if (text === 'max_tokens' && issue.kind === 'range') return `${path}must be greater than or equal to 1`
  return `${path}${wordOf(issue)}`
}

function wordOf(issue: Issue): string {
  switch (issue.kind) {
    case 'missing':
      return 'Field required'
    case 'unknown':
      return 'Extra inputs are not permitted'
    case 'type':
      return typeWords(issue.expected, issue.value)
    case 'range':
      return `Input should be ${issue.side === 'below' ? 'greater' : 'less'} than or equal to ${issue.bound}`
    case 'choice':
      return typeof issue.value === 'string'
        ? `Input should be ${alternatives(issue.allowed)}`
        : typeWords(['string'], issue.value)
    case 'length':
      return lengthWords(issue)
    case 'pattern':
      return `String should match pattern '${issue.pattern}'`
  }
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  boolean: 'a valid boolean',
  integer: 'a valid integer',
  number: 'a valid number',
  string: 'a valid string',
  object: 'an object',
}

/** Unions of text and list are worded for the list, as the API does. */
function typeWords(expected: readonly Expected[], value: unknown): string {
  if (expected.some((one) => one.startsWith('array'))) return 'Input should be a valid list'
  if (expected[0] === 'integer' && jsonTypeOf(value) === 'number')
    return 'Input should be a valid integer, got a number with a fractional part'
  return `Input should be ${TYPE_NAMES[expected[0]!] ?? 'valid'}`
}

function lengthWords({ of, side, bound, length }: Extract<Issue, { readonly kind: 'length' }>): string {
  const most = side === 'below' ? 'least' : 'most'
  const plural = bound === 1 ? '' : 's'
  if (of === 'string') return `String should have at ${most} ${bound} character${plural}`
  return `List should have at ${most} ${bound} item${plural} after validation, not ${length}`
}

/** `'a', 'b' or 'c'`. */
function alternatives(values: readonly string[]): string {
  const quoted = values.map((one) => `'${one}'`)
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
}

/** A path as the API writes it: with the chosen member of each union (`messages.0.content.1.text.cache_control`). */
function locate(path: Path, shape: Shape, body: unknown): { readonly text: string; readonly isTag: boolean } {
  const steps: (string | number)[] = []
  let current: Shape | undefined = shape
  let value = body
  let isTag = false
  for (const step of path) {
    const inner: Opened | undefined = current && opened(current, value)
    isTag = inner?.shape.type === 'tagged' && step === inner.shape.key
    if (inner?.tag !== undefined && !isTag) steps.push(inner.tag)
    steps.push(step)
    current = inner && childOf(inner.chosen, step)
    value = (value as Readonly<Record<string | number, unknown>> | null | undefined)?.[step]
  }
  return { text: steps.join('.'), isTag }
}

interface Opened {
  readonly shape: Shape
  /** The shape that the value itself has. */
  readonly chosen: Shape | undefined
  readonly tag?: string
}

function opened(shape: Shape, value: unknown): Opened {
  if (shape.type === 'either') {
    const isList = Array.isArray(value)
    const fitting = shape.shapes.find(
      (one) => isList === (one.type === 'array') && (isList || one.type !== 'string' || typeof value === 'string'),
    )
    return fitting ? opened(fitting, value) : { shape, chosen: undefined }
  }
  if (shape.type !== 'tagged') return { shape, chosen: shape }
  const tag = (value as Readonly<Record<string, unknown>> | null | undefined)?.[shape.key]
  const chosen = typeof tag === 'string' && Object.hasOwn(shape.shapes, tag) ? shape.shapes[tag] : undefined
  return chosen ? { shape, chosen, tag: String(tag) } : { shape, chosen }
}

function childOf(shape: Shape | undefined, step: string | number): Shape | undefined {
  if (shape?.type === 'array') return shape.of
  if (shape?.type === 'object') return shape.fields[step]
  return undefined
}

function withoutLast(text: string): string {
  return text.split('.').slice(0, -1).join('.')
}
