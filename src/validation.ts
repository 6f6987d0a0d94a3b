/** Where a value stands in a request: `['messages', 0, 'role']`. */
export type Path = readonly (string | number)[]

/** The JSON type of a value, as messages name it. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

/** One thing that is wrong with a request; dialects word it. */
export type Issue = { readonly path: Path } & (
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown' }
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
  return CHECKS[shape.type](value, shape as never, path)
}

/** The JSON type of a value. */
export function jsonTypeOf(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value as 'boolean' | 'string' | 'object'
}

type Check<T extends Shape['type']> = (
  value: unknown,
  shape: Extract<Shape, { readonly type: T }>,
  path: Path,
) => readonly Issue[]

const CHECKS: { readonly [T in Shape['type']]: Check<T> } = {
  any: () => [],
  boolean: (value, _, path) => typed(value, ['boolean'], path),
  number: (value, shape, path) => checkNumber(value, shape, path),
  integer: (value, shape, path) => checkNumber(value, shape, path),
  string: checkString,
  array: checkArray,
  object: checkObject,
  tagged: checkTagged,
  either: checkEither,
}

function typed(value: unknown, expected: readonly Expected[], path: Path): readonly Issue[] {
  const type = jsonTypeOf(value)
  const fits = expected.some(
    (one) => one === type || (one === 'number' && type === 'integer') || (type === 'array' && one.startsWith('array')),
  )
  return fits ? [] : [{ kind: 'type', path, expected, value }]
}

function checkNumber(
  value: unknown,
  shape: Extract<Shape, { readonly min?: number }> & { readonly type: string },
  path: Path,
): readonly Issue[] {
  const isInteger = shape.type === 'integer'
  const issues = typed(value, [isInteger ? 'integer' : 'number'], path)
  if (issues.length > 0) return issues
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = shape
  const number = value as number
  if (number < min) return [{ kind: 'range', side: 'below', bound: min, isInteger, value: number, path }]
  return number > max ? [{ kind: 'range', side: 'above', bound: max, isInteger, value: number, path }] : []
}

function checkString(value: unknown, shape: Extract<Shape, { readonly type: 'string' }>, path: Path): readonly Issue[] {
  const issues = typed(value, ['string'], path)
  if (issues.length > 0) return issues
  const text = value as string
  const { choice, minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = shape
  if (choice && !choice.includes(text)) return [{ kind: 'choice', allowed: choice, value, path }]
  if (text.length < minLength)
    return [{ kind: 'length', of: 'string', side: 'below', bound: minLength, length: text.length, path }]
  if (text.length > maxLength)
    return [{ kind: 'length', of: 'string', side: 'above', bound: maxLength, length: text.length, path }]
  return pattern !== undefined && !new RegExp(pattern, 'u').test(text)
    ? [{ kind: 'pattern', pattern, value: text, path }]
    : []
}

function checkArray(value: unknown, shape: Extract<Shape, { readonly type: 'array' }>, path: Path): readonly Issue[] {
  const { holds, min = 0, max = Number.POSITIVE_INFINITY } = shape
  const issues = typed(value, [holds === undefined ? 'array' : `array of ${holds}`], path)
  if (issues.length > 0) return issues
  const { length } = value as unknown[]
  if (length < min) return [{ kind: 'length', of: 'array', side: 'below', bound: min, length, path }]
  if (length > max) return [{ kind: 'length', of: 'array', side: 'above', bound: max, length, path }]
  return (value as unknown[]).flatMap((item, index) => issuesOf(item, shape.of, [...path, index]))
}

function checkObject(value: unknown, shape: Extract<Shape, { readonly type: 'object' }>, path: Path): readonly Issue[] {
  const issues = typed(value, ['object'], path)
  if (issues.length > 0) return issues
  const object = value as Readonly<Record<string, unknown>>
  const unknown: Issue[] = shape.open
    ? []
    : Object.keys(object)
        .filter((key) => !(key in shape.fields))
        .map((key) => ({ kind: 'unknown', path: [...path, key] }))
  const wrong = Object.entries(shape.fields).flatMap(([key, field]) => checkField(object[key], field, [...path, key]))
  return [...unknown, ...wrong]
}

function checkField(value: unknown, field: Field, path: Path): readonly Issue[] {
  if (value === undefined) return field.required ? [{ kind: 'missing', path }] : []
  if (value === null && field.nullable) return []
  return issuesOf(value, field, path)
}

function checkTagged(value: unknown, shape: Extract<Shape, { readonly type: 'tagged' }>, path: Path): readonly Issue[] {
  const issues = typed(value, ['object'], path)
  if (issues.length > 0) return issues
  const tag = (value as Readonly<Record<string, unknown>>)[shape.key]
  if (tag === undefined) return [{ kind: 'missing', path: [...path, shape.key] }]
  const chosen = typeof tag === 'string' ? shape.shapes[tag] : undefined
  if (chosen) return issuesOf(value, chosen, path)
  return [{ kind: 'choice', allowed: Object.keys(shape.shapes), value: tag, path: [...path, shape.key] }]
}

function checkEither(value: unknown, shape: Extract<Shape, { readonly type: 'either' }>, path: Path): readonly Issue[] {
  const fitting = shape.shapes.find((one) => typed(value, expectedOf(one), path).length === 0)
  if (fitting) return issuesOf(value, fitting, path)
  return [{ kind: 'type', expected: shape.shapes.flatMap(expectedOf), value, path }]
}

/** The JSON types that a shape accepts. */
function expectedOf(shape: Shape): readonly Expected[] {
  if (shape.type === 'any') return ['null', 'boolean', 'number', 'string', 'array', 'object']
  if (shape.type === 'either') return shape.shapes.flatMap(expectedOf)
  if (shape.type === 'array') return [shape.holds === undefined ? 'array' : `array of ${shape.holds}`]
  return [shape.type === 'tagged' ? 'object' : shape.type]
}
