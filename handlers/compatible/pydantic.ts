import { ApiError } from '../../src/errors.ts'
import { jsonTypeOf, type Expected, type Issue, type Path } from '../../src/validation.ts'

/** An entry of pydantic's list of errors. */
export interface Item {
  readonly type: string
  readonly loc: readonly (string | number)[]
  readonly msg: string
  readonly input: unknown
  readonly ctx?: object
}

/** 422 with every issue of a body, as pydantic 2 lists them (mistral.md 7). */
export function unprocessable(issues: readonly Issue[], body: unknown): ApiError {
  const detail = issues.map((issue) => itemOf(issue, body))
  const message = detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ')
  return new ApiError('invalid_request', message, { status: 422, details: { detail } })
}

/** 422 for a body that is no JSON. */
export function unreadable(): ApiError {
  const ctx = { error: 'Expecting value' }
  const detail = [{ type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {}, ctx }]
  return new ApiError('invalid_request', 'JSON decode error', { status: 422, details: { detail } })
}

/** 422 for a body that FastAPI does not read as JSON, since its content type says otherwise: the text itself is what was given. */
export function noObject(text: string): ApiError {
  const msg = 'Input should be a valid dictionary or object to extract fields from'
  const detail = [{ type: 'model_attributes_type', loc: ['body'], msg, input: text }]
  return new ApiError('invalid_request', msg, { status: 422, details: { detail } })
}

/** One issue as pydantic lists it. */
export function itemOf(issue: Issue, body: unknown): Item {
  const loc = ['body', ...tagged(issue.path, body)]
  const parent = valueAt(body, issue.path.slice(0, -1))
  switch (issue.kind) {
    case 'missing':
      return { type: 'missing', loc, msg: 'Field required', input: parent }
    case 'unknown':
      return {
        type: 'extra_forbidden',
        loc,
        msg: 'Extra inputs are not permitted',
        input: valueAt(body, issue.path),
      }
    case 'type':
      return inOrder(typeItem(issue.expected, issue.value), loc, issue.value)
    case 'range': {
      const [type, words, key] = RANGE[issue.side]
      return {
        type,
        loc,
        msg: `Input should be ${words} ${issue.bound}`,
        input: issue.value,
        ctx: { [key]: issue.bound },
      }
    }
    case 'choice':
      return isTag(issue.path)
        ? inOrder(tagItem(issue), loc.slice(0, -1), parent)
        : inOrder(choiceItem(issue.allowed), loc, issue.value)
    case 'length':
      return lengthItem(issue, loc, valueAt(body, issue.path))
    case 'pattern':
      return {
        type: 'string_pattern_mismatch',
        loc,
        msg: `String should match pattern '${issue.pattern}'`,
        input: issue.value,
        ctx: { pattern: issue.pattern },
      }
  }
}

const RANGE = {
  below: ['greater_than_equal', 'greater than or equal to', 'ge'],
  above: ['less_than_equal', 'less than or equal to', 'le'],
} as const

const TYPES: Partial<Record<Expected, readonly [type: string, noun: string]>> = {
  boolean: ['bool_type', 'boolean'],
  integer: ['int_type', 'integer'],
  number: ['float_type', 'number'],
  string: ['string_type', 'string'],
  array: ['list_type', 'list'],
  object: ['dict_type', 'dictionary'],
}

const PARSING: Partial<Record<Expected, readonly [type: string, noun: string]>> = {
  boolean: ['bool_parsing', 'boolean'],
  integer: ['int_parsing', 'integer'],
  number: ['float_parsing', 'number'],
}

/** Strings are parsed where a number or boolean is wanted. */
function typeItem([expected = 'object']: readonly Expected[], value: unknown): Pick<Item, 'type' | 'msg'> {
  const parsing = typeof value === 'string' ? PARSING[expected] : undefined
  if (parsing) {
    const [type, noun] = parsing
    const tail = noun === 'boolean' ? 'unable to interpret input' : `unable to parse string as ${article(noun)}`
    return { type, msg: `Input should be a valid ${noun}, ${tail}` }
  }
  if (expected === 'integer' && jsonTypeOf(value) === 'number') {
    return {
      type: 'int_from_float',
      msg: 'Input should be a valid integer, got a number with a fractional part',
    }
  }
  const [type, noun] = TYPES[expected] ?? ['list_type', 'list']
  return { type, msg: `Input should be a valid ${noun}` }
}

function article(noun: string): string {
  return noun === 'integer' ? 'an integer' : `a ${noun}`
}

type Said = Pick<Item, 'type' | 'msg' | 'ctx'>

function inOrder({ type, msg, ctx }: Said, loc: Item['loc'], input: unknown): Item {
  return { type, loc, msg, input, ...(ctx ? { ctx } : {}) }
}

/** Whether a member chooses among shapes; the list of tools and the format are told apart in other ways. */
function isTag(path: Path): boolean {
  return path[0] === 'messages' && (path.at(-1) === 'role' || path.at(-1) === 'type')
}

function tagItem({ path, allowed, value }: Extract<Issue, { readonly kind: 'choice' }>): Said {
  const expected = allowed.map((one) => `'${one}'`).join(', ')
  const discriminator = `'${String(path.at(-1))}'`
  const msg = `Input tag '${String(value)}' found using ${discriminator} does not match any of the expected tags: ${expected}`
  return { type: 'union_tag_invalid', msg, ctx: { discriminator, tag: String(value), expected_tags: expected } }
}

function choiceItem(allowed: readonly string[]): Said {
  const quoted = allowed.map((one) => `'${one}'`)
  const expected = quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)!}`
  return { type: 'literal_error', msg: `Input should be ${expected}`, ctx: { expected } }
}

function lengthItem(issue: Extract<Issue, { readonly kind: 'length' }>, loc: Item['loc'], input: unknown): Item {
  const { side, bound, length } = issue
  const type = side === 'below' ? 'too_short' : 'too_long'
  const [least, key] = side === 'below' ? ['at least', 'min_length'] : ['at most', 'max_length']
  if (issue.of === 'string') {
    const msg = `String should have ${least} ${bound} character${bound === 1 ? '' : 's'}`
    return { type: `string_${type}`, loc, msg, input, ctx: { [key]: bound } }
  }
  const msg = `List should have ${least} ${bound} item${bound === 1 ? '' : 's'} after validation, not ${length}`
  return { type, loc, msg, input, ctx: { field_type: 'List', [key]: bound, actual_length: length } }
}

/** A path with the tag of each union that it goes through: `messages, 0, user, content`. */
function tagged(path: Path, body: unknown): Path {
  const steps: (string | number)[] = []
  for (const [index, step] of path.entries()) {
    steps.push(step)
    if (typeof step !== 'number' || path[index - 1] !== 'messages' || index === path.length - 1) continue
    const message = valueAt(body, path.slice(0, index + 1))
    // Only its role is read, whatever it is.
    const role = (message as { readonly role?: unknown } | null)?.role
    if (typeof role === 'string' && path[index + 1] !== 'role') steps.push(role)
  }
  return steps
}

/** The value at a path of a body; undefined where it ends before. */
export function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    // Objects and arrays alike are read by key here.
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
    body,
  )
}
