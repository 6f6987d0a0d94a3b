import { ApiError } from '../../src/errors.ts'
import { jsonTypeOf, type Expected, type Issue, type JsonType, type Path } from '../../src/validation.ts'
import { endOf, placeOf } from './json-places.ts'

/** 422 for a body that is JSON of the wrong shape, in the words of Rust's serde: what, where in the body, where in the text. */
export function undeserializable(issues: readonly Issue[], text: string): ApiError {
  const issue = issues[0]!
  const { path, what } = wordsOf(issue)
  const lead = path.length === 0 ? '' : `${pathText(path)}: `
  const place = placeOf(text, endOf(text, path) ?? text.length)
  return new ApiError(
    'invalid_request',
    `Failed to deserialize the JSON body into the target type: ${lead}${what} at ${place}`,
    { status: 422 },
  )
}

/** 400 for a body that is no JSON. */
export function unparsable(text: string): ApiError {
  const isCut = text.trim() === '' || /[[{,:"]$/.test(text.trim())
  const what = isCut ? 'EOF while parsing a value' : 'expected value'
  const place = placeOf(text, isCut ? text.length : Math.min(1, text.length))
  return new ApiError('invalid_request', `Failed to parse the request body as JSON: ${what} at ${place}`)
}

/** `messages[0].content`, as serde writes paths. */
function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  )
}

const EXPECTED: Record<JsonType, string> = {
  null: 'unit',
  boolean: 'a boolean',
  integer: 'u32',
  number: 'f32',
  string: 'a string',
  array: 'a sequence',
  object: 'a map',
}

function expectedText(expected: readonly Expected[]): string {
  const [first = 'object'] = expected
  return EXPECTED[first as JsonType] ?? EXPECTED.array
}

/** What is wrong, and the path that serde blames: a missing field is its owner's fault. */
function wordsOf(issue: Issue): { readonly path: Path; readonly what: string } {
  const { path } = issue
  const name = String(path.at(-1))
  switch (issue.kind) {
    case 'missing':
      return { path: path.slice(0, -1), what: `missing field \`${name}\`` }
    case 'unknown':
      return { path: path.slice(0, -1), what: `unknown field \`${name}\`` }
    case 'type':
      return issue.expected.length > 1
        ? { path, what: 'data did not match any variant of untagged enum' }
        : { path, what: `invalid type: ${valueText(issue.value)}, expected ${expectedText(issue.expected)}` }
    case 'choice': {
      const allowed = issue.allowed.map((one) => `\`${one}\``).join(', ')
      return { path: path.slice(0, -1), what: `unknown variant \`${String(issue.value)}\`, expected one of ${allowed}` }
    }
    case 'range':
      return {
        path,
        what: `invalid value: ${valueText(issue.value)}, expected ${expectedText([issue.isInteger ? 'integer' : 'number'])}`,
      }
    case 'length':
      return {
        path,
        what: `invalid length ${issue.length}, expected at ${issue.side === 'below' ? 'least' : 'most'} ${issue.bound}`,
      }
    case 'pattern':
      return { path, what: `invalid value: ${valueText(issue.value)}, expected a string that matches ${issue.pattern}` }
  }
}

const VALUES: Record<JsonType, (value: unknown) => string> = {
  null: () => 'null',
  boolean: (value) => `boolean \`${String(value)}\``,
  integer: (value) => `integer \`${String(value)}\``,
  number: (value) => `floating point \`${String(value)}\``,
  string: (value) => `string ${JSON.stringify(value)}`,
  array: () => 'sequence',
  object: () => 'map',
}

function valueText(value: unknown): string {
  return VALUES[jsonTypeOf(value)](value)
}
