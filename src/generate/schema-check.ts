import type { JsonSchema } from '../request.ts'
import type { Scope } from './schema-scope.ts'

/** Nesting beyond which values are not looked at any more, so that no schema exhausts the stack. */
const MOST_NESTING = 1_800

/** Whether a schema accepts a value; once the scope's steps are spent, everything is accepted. */
export function accepts(schema: unknown, value: unknown, scope: Scope): boolean {
  if (typeof schema !== 'object' || schema === null) return schema !== false
  if (scope.steps-- <= 0 || scope.depth > MOST_NESTING) return true
  scope.depth++
  let isAccepted = true
  for (const keyword in schema) {
    const test = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined
    if (test === undefined || test((schema as JsonSchema)[keyword], value, schema as JsonSchema, scope)) continue
    isAccepted = false
    break
  }
  scope.depth--
  return isAccepted
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same text for values that JSON Schema holds equal. */
export function identityOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}

/** Types that a schema states, in lower case; empty where it states none. */
export function typesOf(schema: JsonSchema): readonly string[] {
  return [schema['type']].flat().flatMap((type) => (typeof type === 'string' ? [type.toLowerCase()] : []))
}

/** Whether a value has a type. */
export function hasType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'null') return value === null
  return type === 'object' ? isObject(value) : typeof value === type
}

/** The keys of an object that `additionalProperties` speaks of. */
export function extraKeys(schema: JsonSchema, keys: readonly string[], scope: Scope): readonly string[] {
  const named = isObject(schema['properties']) ? schema['properties'] : {}
  const sources = isObject(schema['patternProperties']) ? Object.keys(schema['patternProperties']) : []
  return keys.filter((key) => !Object.hasOwn(named, key) && !sources.some((source) => scope.finds(source, key)))
}

type Test = (wanted: unknown, value: unknown, schema: JsonSchema, scope: Scope) => boolean

const onNumber =
  (test: (value: number, wanted: number) => boolean): Test =>
  (wanted, value) =>
    typeof value !== 'number' || typeof wanted !== 'number' || test(value, wanted)

const onText =
  (test: (length: number, wanted: number) => boolean): Test =>
  (wanted, value) =>
    typeof value !== 'string' || typeof wanted !== 'number' || test(Array.from(value).length, wanted)

const onArray =
  (test: (items: readonly unknown[], wanted: unknown, schema: JsonSchema, scope: Scope) => boolean): Test =>
  (wanted, value, schema, scope) =>
    !Array.isArray(value) || test(value, wanted, schema, scope)

const onObject =
  (test: (object: JsonSchema, wanted: unknown, schema: JsonSchema, scope: Scope) => boolean): Test =>
  (wanted, value, schema, scope) =>
    !isObject(value) || test(value, wanted, schema, scope)

const all: Test = (wanted, value, _, scope) =>
  !Array.isArray(wanted) || wanted.every((part) => accepts(part, value, scope))

const reference: Test = (wanted, value, _, scope) =>
  typeof wanted !== 'string' || accepts(scope.resolve(wanted), value, scope)

const dependents = onObject((object, wanted, _, scope) =>
  Object.entries((wanted ?? {}) as JsonSchema).every(
    ([key, needed]) =>
      !Object.hasOwn(object, key) ||
      (Array.isArray(needed) ? needed.every((one) => Object.hasOwn(object, one)) : accepts(needed, object, scope)),
  ),
)

const additionalItems = onArray(
  (items, wanted, { items: first }, scope) =>
    !Array.isArray(first) || items.slice(first.length).every((item) => accepts(wanted, item, scope)),
)

const tuple = onArray((items, wanted, _, scope) =>
  items.every(
    (item, index) => index >= (wanted as unknown[]).length || accepts((wanted as unknown[])[index], item, scope),
  ),
)

const KEYWORDS: Readonly<Record<string, Test>> = {
  $ref: reference,
  $dynamicRef: reference,
  $recursiveRef: reference,
  type: (_, value, schema) =>
    typesOf(schema).some((type) => hasType(type, value)) || (value === null && schema['nullable'] === true),
  enum: (wanted, value) => Array.isArray(wanted) && wanted.some((one) => identityOf(one) === identityOf(value)),
  const: (wanted, value) => identityOf(wanted) === identityOf(value),
  minimum: (wanted, value, { exclusiveMinimum }) =>
    onNumber((one, bound) => (exclusiveMinimum === true ? one > bound : one >= bound))(wanted, value, {}, NONE),
  maximum: (wanted, value, { exclusiveMaximum }) =>
    onNumber((one, bound) => (exclusiveMaximum === true ? one < bound : one <= bound))(wanted, value, {}, NONE),
  exclusiveMinimum: onNumber((value, bound) => value > bound),
  exclusiveMaximum: onNumber((value, bound) => value < bound),
  multipleOf: onNumber((value, step) => Number.isInteger(value / step)),
  minLength: onText((length, bound) => length >= bound),
  maxLength: onText((length, bound) => length <= bound),
  pattern: (wanted, value, _, scope) =>
    typeof value !== 'string' || [wanted].flat().every((source) => scope.finds(String(source), value)),
  minItems: onArray((items, bound) => items.length >= Number(bound)),
  maxItems: onArray((items, bound) => items.length <= Number(bound)),
  uniqueItems: onArray((items, wanted) => wanted !== true || new Set(items.map(identityOf)).size === items.length),
  prefixItems: tuple,
  items: onArray((items, wanted, { prefixItems }, scope) =>
    Array.isArray(wanted)
      ? tuple(wanted, items, {}, scope)
      : items.slice(Array.isArray(prefixItems) ? prefixItems.length : 0).every((item) => accepts(wanted, item, scope)),
  ),
  additionalItems,
  contains: onArray((items, wanted, { minContains = 1, maxContains = Number.POSITIVE_INFINITY }, scope) => {
    const count = items.filter((item) => accepts(wanted, item, scope)).length
    return count >= Number(minContains) && count <= Number(maxContains)
  }),
  unevaluatedItems: onArray((items, wanted, schema, scope) => {
    const seen = seenItems(schema, items, scope)
    return items.every((item, index) => seen(index) || accepts(wanted, item, scope))
  }),
  required: onObject((object, wanted) => !Array.isArray(wanted) || wanted.every((key) => Object.hasOwn(object, key))),
  minProperties: onObject((object, bound) => Object.keys(object).length >= Number(bound)),
  maxProperties: onObject((object, bound) => Object.keys(object).length <= Number(bound)),
  properties: onObject((object, wanted, _, scope) =>
    Object.keys(object).every(
      (key) => !Object.hasOwn(wanted as object, key) || accepts((wanted as JsonSchema)[key], object[key], scope),
    ),
  ),
  patternProperties: onObject((object, wanted, _, scope) =>
    Object.entries(wanted as object).every(([source, schema]) =>
      Object.keys(object).every((key) => !scope.finds(source, key) || accepts(schema, object[key], scope)),
    ),
  ),
  additionalProperties: onObject((object, wanted, schema, scope) =>
    extraKeys(schema, Object.keys(object), scope).every((key) => accepts(wanted, object[key], scope)),
  ),
  propertyNames: onObject((object, wanted, _, scope) =>
    Object.keys(object).every((key) => accepts(wanted, key, scope)),
  ),
  unevaluatedProperties: onObject((object, wanted, schema, scope) => {
    const seen = seenKeys(schema, object, scope)
    return Object.keys(object).every((key) => seen.has(key) || accepts(wanted, object[key], scope))
  }),
  dependentRequired: dependents,
  dependentSchemas: dependents,
  dependencies: dependents,
  allOf: all,
  anyOf: (wanted, value, _, scope) => !Array.isArray(wanted) || wanted.some((part) => accepts(part, value, scope)),
  oneOf: (wanted, value, _, scope) =>
    !Array.isArray(wanted) || wanted.filter((part) => accepts(part, value, scope)).length === 1,
  not: (wanted, value, _, scope) => !accepts(wanted, value, scope),
  if: (wanted, value, { then, else: otherwise }, scope) =>
    accepts(accepts(wanted, value, scope) ? then : otherwise, value, scope),
}

const NONE = {} as Scope

/** The subschemas that speak about the same value and hold for it. */
function appliedTo(schema: JsonSchema, value: unknown, scope: Scope): readonly JsonSchema[] {
  const { $ref, $dynamicRef, allOf, anyOf, oneOf, if: test, then, else: otherwise, dependentSchemas } = schema
  const holds = (part: unknown) => accepts(part, value, scope)
  const list = (parts: unknown) => (Array.isArray(parts) ? (parts as unknown[]) : [])
  const dependent = isObject(dependentSchemas) && isObject(value) ? Object.entries(dependentSchemas) : []
  const parts = [
    ...[$ref, $dynamicRef].flatMap((ref) => (typeof ref === 'string' ? [scope.resolve(ref)] : [])),
    ...list(allOf),
    ...[...list(anyOf), ...list(oneOf)].filter(holds),
    ...(test === undefined ? [] : holds(test) ? [test, then] : [otherwise]),
    ...dependent.filter(([key]) => Object.hasOwn(value as object, key)).map(([, part]) => part),
  ]
  return scope.steps > 0 ? parts.filter(isObject) : []
}

function seenKeys(schema: JsonSchema, object: JsonSchema, scope: Scope): ReadonlySet<string> {
  if (scope.steps-- <= 0) return new Set(Object.keys(object))
  const keys = Object.keys(object)
  const extra = new Set(extraKeys(schema, keys, scope))
  const own = 'additionalProperties' in schema ? keys : keys.filter((key) => !extra.has(key))
  const inner = appliedTo(schema, object, scope).flatMap((part) => [
    ...('unevaluatedProperties' in part ? keys : seenKeys(part, object, scope)),
  ])
  return new Set([...own, ...inner])
}

function seenItems(schema: JsonSchema, items: readonly unknown[], scope: Scope): (index: number) => boolean {
  if (scope.steps-- <= 0) return () => true
  const { prefixItems, items: rest, contains } = schema
  const first = Array.isArray(prefixItems) ? prefixItems.length : Array.isArray(rest) ? rest.length : 0
  const inner = appliedTo(schema, items, scope).map((part) =>
    'unevaluatedItems' in part ? () => true : seenItems(part, items, scope),
  )
  const isAll = (rest !== undefined && !Array.isArray(rest)) || 'additionalItems' in schema
  return (index) =>
    isAll ||
    index < first ||
    (contains !== undefined && accepts(contains, items[index], scope)) ||
    inner.some((seen) => seen(index))
}
