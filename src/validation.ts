/** Where a value stands in a request: `['messages', 0, 'role']`. */
export type Path = readonly (string | number)[]

/** The JSON type of a value, as messages name it. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

/** One thing that is wrong with a request; dialects word it. */
export type Issue = { readonly path: Path } & (
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; /** The members that there are. */ readonly known?: readonly string[] }
  | { readonly kind: 'type'; readonly expected: readonly Expected[]; readonly value: unknown }
  | {
      readonly kind: 'range'
      readonly side: 'below' | 'above'
      readonly bound: number
      readonly isInteger: boolean
      readonly value: number
    }
  | { readonly kind: 'choice'; readonly allowed: readonly string[]; readonly value: unknown }
  | {
      readonly kind: 'length'
      readonly of: 'array' | 'string'
      readonly side: 'below' | 'above'
      readonly bound: number
      readonly length: number
    }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly value: string }
)

/** A type as a shape expects it; arrays may say what they hold (`array of objects`). */
export type Expected = JsonType | `array of ${string}`

/** What a value must be. Shapes are data: one declaration per wire type, checked by one function. */
export type Shape =
  | { readonly type: 'any' }
  | { readonly type: 'boolean' }
  | { readonly type: 'number' | 'integer'; readonly min?: number; readonly max?: number }
  | {
      readonly type: 'string'
      readonly minLength?: number
      readonly maxLength?: number
      readonly pattern?: string
      readonly choice?: readonly string[]
    }
  | {
      readonly type: 'array'
      readonly of: Shape
      readonly min?: number
      readonly max?: number
      readonly holds?: string
    }
  | { readonly type: 'object'; readonly fields: Readonly<Record<string, Field>>; readonly open?: boolean }
  /** An object whose `key` chooses among shapes. */
  | { readonly type: 'tagged'; readonly key: string; readonly shapes: Readonly<Record<string, Shape>> }
  /** The first shape whose JSON type the value has. */
  | { readonly type: 'either'; readonly shapes: readonly Shape[] }

/** A shape inside an object. */
export type Field = Shape & { readonly required?: boolean; readonly nullable?: boolean }

/** Everything that is wrong with `value`, in the order of the shape's fields, unknown keys first. */
export function issuesOf(value: unknown, shape: Shape, path: Path = []): readonly Issue[] {
  const issues: Issue[] = []
  const root: Place = { path: undefined, step: '' }
  check(
    value,
    shape,
    path.reduce<Place>((at, step) => ({ path: at, step }), root),
    issues,
  )
  return issues
}

/** The JSON type of a value. */
export function jsonTypeOf(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value as 'boolean' | 'string' | 'object'
}

/** A path as a list from its end: made for every value, written out only for issues. */
interface Place {
  readonly path: Place | undefined
  readonly step: string | number
}

function pathOf(place: Place): Path {
  const steps: (string | number)[] = []
  for (let at: Place = place; at.path !== undefined; at = at.path) steps.push(at.step)
  return steps.toReversed()
}

type Check<T extends Shape['type']> = (
  value: unknown,
  shape: Extract<Shape, { readonly type: T }>,
  place: Place,
  issues: Issue[],
) => void

const CHECKS: { readonly [T in Shape['type']]: Check<T> } = {
  any: () => {},
  boolean: (value, _, place, issues) => void isTyped(value, 'boolean', place, issues),
  number: checkNumber,
  integer: checkNumber,
  string: checkString,
  array: checkArray,
  object: checkObject,
  tagged: checkTagged,
  either: checkEither,
}

function check(value: unknown, shape: Shape, place: Place, issues: Issue[]): void {
  // Reason: the table pairs each type with its own check.
  ;(CHECKS[shape.type] as Check<Shape['type']>)(value, shape, place, issues)
}

function fits(value: unknown, expected: Expected): boolean {
  const type = jsonTypeOf(value)
  return (
    expected === type ||
    (expected === 'number' && type === 'integer') ||
    (type === 'array' && expected.startsWith('array'))
  )
}

function isTyped(value: unknown, expected: Expected, place: Place, issues: Issue[]): boolean {
  if (fits(value, expected)) return true
  issues.push({ kind: 'type', path: pathOf(place), expected: [expected], value })
  return false
}

function checkNumber(
  value: unknown,
  shape: { readonly type: 'number' | 'integer'; readonly min?: number; readonly max?: number },
  place: Place,
  issues: Issue[],
): void {
  const isInteger = shape.type === 'integer'
  if (!isTyped(value, shape.type, place, issues)) return
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape
  // Reason: its type has just been checked.
  const number = value as number
  const path = () => pathOf(place)
  if (number < min) issues.push({ kind: 'range', side: 'below', bound: min, isInteger, value: number, path: path() })
  if (number > max) issues.push({ kind: 'range', side: 'above', bound: max, isInteger, value: number, path: path() })
}

function checkString(
  value: unknown,
  shape: Extract<Shape, { readonly type: 'string' }>,
  place: Place,
  issues: Issue[],
): void {
  if (!isTyped(value, 'string', place, issues)) return
  // Reason: its type has just been checked.
  const text = value as string
  const { choice, minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = shape
  const issue = (one: DistributiveOmit<Issue, 'path'>) => void issues.push({ ...one, path: pathOf(place) })
  if (choice && !choice.includes(text)) return issue({ kind: 'choice', allowed: choice, value })
  if (text.length < minLength)
    return issue({ kind: 'length', of: 'string', side: 'below', bound: minLength, length: text.length })
  if (text.length > maxLength)
    return issue({ kind: 'length', of: 'string', side: 'above', bound: maxLength, length: text.length })
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text)) issue({ kind: 'pattern', pattern, value: text })
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

function checkArray(
  value: unknown,
  shape: Extract<Shape, { readonly type: 'array' }>,
  place: Place,
  issues: Issue[],
): void {
  const { holds, min = 0, max = Number.POSITIVE_INFINITY } = shape
  if (!isTyped(value, holds === undefined ? 'array' : `array of ${holds}`, place, issues)) return
  // Reason: its type has just been checked.
  const items = value as readonly unknown[]
  const { length } = items
  if (length < min) issues.push({ kind: 'length', of: 'array', side: 'below', bound: min, length, path: pathOf(place) })
  else if (length > max)
    issues.push({ kind: 'length', of: 'array', side: 'above', bound: max, length, path: pathOf(place) })
  else for (let index = 0; index < length; index++) check(items[index], shape.of, { path: place, step: index }, issues)
}

function checkObject(
  value: unknown,
  shape: Extract<Shape, { readonly type: 'object' }>,
  place: Place,
  issues: Issue[],
): void {
  if (!isTyped(value, 'object', place, issues)) return
  // Reason: its type has just been checked.
  const object = value as Readonly<Record<string, unknown>>
  const { fields } = shape
  if (!shape.open) {
    for (const key of Object.keys(object)) {
      if (!Object.hasOwn(fields, key))
        issues.push({ kind: 'unknown', path: pathOf({ path: place, step: key }), known: Object.keys(fields) })
    }
  }
  for (const key in fields) checkField(object[key], fields[key]!, place, key, issues)
}

function checkField(value: unknown, field: Field, place: Place, key: string, issues: Issue[]): void {
  if (value === undefined) {
    if (field.required) issues.push({ kind: 'missing', path: pathOf({ path: place, step: key }) })
    return
  }
  if (value !== null || !field.nullable) check(value, field, { path: place, step: key }, issues)
}

function checkTagged(
  value: unknown,
  shape: Extract<Shape, { readonly type: 'tagged' }>,
  place: Place,
  issues: Issue[],
): void {
  if (!isTyped(value, 'object', place, issues)) return
  // Reason: its type has just been checked.
  const tag = (value as Readonly<Record<string, unknown>>)[shape.key]
  const path = () => pathOf({ path: place, step: shape.key })
  if (tag === undefined) return void issues.push({ kind: 'missing', path: path() })
  const chosen = typeof tag === 'string' && Object.hasOwn(shape.shapes, tag) ? shape.shapes[tag] : undefined
  if (chosen) check(value, chosen, place, issues)
  else issues.push({ kind: 'choice', allowed: Object.keys(shape.shapes), value: tag, path: path() })
}

function checkEither(
  value: unknown,
  shape: Extract<Shape, { readonly type: 'either' }>,
  place: Place,
  issues: Issue[],
): void {
  const fitting = shape.shapes.find((one) => expectedOf(one).some((expected) => fits(value, expected)))
  if (fitting) check(value, fitting, place, issues)
  else issues.push({ kind: 'type', expected: shape.shapes.flatMap(expectedOf), value, path: pathOf(place) })
}

/** The JSON types that a shape accepts. */
function expectedOf(shape: Shape): readonly Expected[] {
  if (shape.type === 'any') return ['null', 'boolean', 'number', 'string', 'array', 'object']
  if (shape.type === 'either') return shape.shapes.flatMap(expectedOf)
  if (shape.type === 'array') return [shape.holds === undefined ? 'array' : `array of ${shape.holds}`]
  return [shape.type === 'tagged' ? 'object' : shape.type]
}
