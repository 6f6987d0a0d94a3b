import { ApiError } from '../../../src/errors.ts'
import { issuesOf, jsonTypeOf, type Issue, type JsonType, type Path, type Shape } from '../../../src/validation.ts'

/** A body that is not what the model's schema says. */
export function malformed(detail: string): ApiError {
  const words = detail === '' ? 'Malformed input request' : `Malformed input request: ${detail}`
  return new ApiError('invalid_request', `${words}, please reformat your input and try again.`)
}

/** Refuses a body that breaks its schema, in the words of the validator that the service uses (recorded: extraneous keys). */
export function checkShape(body: unknown, shape: Shape, isLenient: boolean): void {
  const found = issuesOf(body, shape)
  const issues = isLenient ? found.filter(({ kind }) => kind === 'missing' || kind === 'type') : found
  if (issues.length > 1) throw malformed(`${issues.length} schema violations found`)
  const [issue] = issues
  if (issue) throw malformed(wordsOf(issue))
}

function wordsOf(issue: Issue): string {
  const parent = place(issue.path.slice(0, -1))
  const key = String(issue.path.at(-1))
  switch (issue.kind) {
    case 'missing':
      return `${parent}: required key [${key}] not found`
    case 'unknown':
      return `${parent}: extraneous key [${key}] is not permitted`
    case 'type':
      return `${place(issue.path)}: expected type: ${NAMES[issue.expected[0] as JsonType] ?? 'JSONArray'}, found: ${NAMES[jsonTypeOf(issue.value)]}`
    case 'range':
      return `${place(issue.path)}: ${String(issue.value)} is not ${issue.side === 'below' ? 'greater' : 'less'} or equal to ${issue.bound}`
    case 'choice':
      return `${place(issue.path)}: ${String(issue.value)} is not a valid enum value`
    case 'length':
      return `${place(issue.path)}: ${lengthWords(issue)}`
    case 'pattern':
      return `${place(issue.path)}: string [${issue.value}] does not match pattern ${issue.pattern}`
  }
}

function lengthWords({ of, side, bound, length }: Extract<Issue, { readonly kind: 'length' }>): string {
  if (of === 'string') return `expected ${side === 'below' ? 'minLength' : 'maxLength'}: ${bound}, actual: ${length}`
  return `expected ${side === 'below' ? 'minimum' : 'maximum'} item count: ${bound}, found: ${length}`
}

const NAMES: Record<JsonType, string> = {
  null: 'Null',
  boolean: 'Boolean',
  integer: 'Integer',
  number: 'Number',
  string: 'String',
  array: 'JSONArray',
  object: 'JSONObject',
}

/** A JSON pointer as a fragment: `#/messages/2/content/0`. */
function place(path: Path): string {
  return ['#', ...path].join('/')
}
