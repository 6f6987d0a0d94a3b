import type { JsonSchema } from '../request.ts'
import { identityOf, isObject, typesOf } from './schema-check.ts'
import type { Scope } from './schema-scope.ts'

/** Two schemas as one that accepts what both accept; undefined where they contradict each other. */
export function merged(a: JsonSchema, b: JsonSchema, scope: Scope): JsonSchema | undefined {
  const result: Record<string, unknown> = { ...a }
  for (const key of Object.keys(b)) {
    const combine = Object.hasOwn(COMBINE, key) ? COMBINE[key] : undefined
    if (!(key in a) || !combine) result[key] = b[key]
    else if ((result[key] = combine(a[key], b[key])) === undefined) return undefined
  }
  Object.assign(result, mergedProperties(a, b, scope), mergedItems(a, b))
  return isPossible(result) ? result : undefined
}

/** A schema in the words of the present draft: tuples as `prefixItems`, bounds that are numbers. */
export function modern(schema: JsonSchema): JsonSchema {
  const result: Record<string, unknown> = { ...schema }
  const { items, additionalItems, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  if (Array.isArray(items)) {
    result['prefixItems'] = items
    if (additionalItems === undefined) delete result['items']
    else result['items'] = additionalItems
  }
  if (exclusiveMinimum === true) result['exclusiveMinimum'] = minimum
  if (exclusiveMaximum === true) result['exclusiveMaximum'] = maximum
  for (const key of ['exclusiveMinimum', 'exclusiveMaximum']) {
    if (key in result && typeof result[key] !== 'number') delete result[key]
  }
  return result
}

/** What must hold so that a simple `not` does not: most values are found at once instead of by trial. */
export function inverted(schema: unknown): JsonSchema | undefined {
  if (!isObject(schema)) return undefined
  const keys = Object.keys(schema)
  const [key] = keys
  if (keys.length !== 1 || key === undefined) return undefined
  const bound = schema[key]
  if (key === 'not' && isObject(bound)) return bound
  if (key === 'required' && Array.isArray(bound) && bound.length === 1)
    return { type: 'object', properties: { [bound[0]]: false } }
  const [type, opposite, step] = OPPOSITES[key] ?? []
  return type && typeof bound === 'number' ? { type, [opposite!]: bound + step! } : undefined
}

const OPPOSITES: Readonly<Record<string, readonly [type: string, keyword: string, step: number]>> = {
  minimum: ['number', 'exclusiveMaximum', 0],
  maximum: ['number', 'exclusiveMinimum', 0],
  exclusiveMinimum: ['number', 'maximum', 0],
  exclusiveMaximum: ['number', 'minimum', 0],
  minLength: ['string', 'maxLength', -1],
  maxLength: ['string', 'minLength', 1],
  minItems: ['array', 'maxItems', -1],
  maxItems: ['array', 'minItems', 1],
  minProperties: ['object', 'maxProperties', -1],
  maxProperties: ['object', 'minProperties', 1],
}

/** Gives undefined where the two contradict each other. */
type Combine = (a: unknown, b: unknown) => unknown

const larger: Combine = (a, b) => Math.max(Number(a), Number(b))
const smaller: Combine = (a, b) => Math.min(Number(a), Number(b))
const both: Combine = (a, b) => ({ allOf: [a, b] })
const union: Combine = (a, b) => [...new Set([a, b].flat())]
const byKey =
  (combine: Combine): Combine =>
  (a, b) => {
    const result: Record<string, unknown> = { ...(a as object) }
    for (const [key, value] of Object.entries(b as object))
      result[key] = Object.hasOwn(result, key) ? combine(result[key], value) : value
    return result
  }
const dependents = byKey((a, b) =>
  Array.isArray(a) && Array.isArray(b) ? union(a, b) : both(asSchema(a), asSchema(b)),
)

function asSchema(dependent: unknown): unknown {
  return Array.isArray(dependent) ? { required: dependent } : dependent
}

const COMBINE: Readonly<Record<string, Combine>> = {
  type: (a, b) => {
    const wanted = typesOf({ type: b })
    const shared = typesOf({ type: a }).flatMap((type) =>
      wanted.flatMap((other) =>
        type === other || (type === 'integer' && other === 'number')
          ? [type]
          : type === 'number' && other === 'integer'
            ? [other]
            : [],
      ),
    )
    return shared.length > 0 ? shared : undefined
  },
  enum: (a, b) => {
    const known = new Set((b as unknown[]).map(identityOf))
    const shared = (a as unknown[]).filter((value) => known.has(identityOf(value)))
    return shared.length > 0 ? shared : undefined
  },
  const: (a, b) => (identityOf(a) === identityOf(b) ? a : undefined),
  minimum: larger,
  exclusiveMinimum: larger,
  minLength: larger,
  minItems: larger,
  minProperties: larger,
  minContains: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
  maxContains: smaller,
  multipleOf: (a, b) => commonMultiple(Number(a), Number(b)),
  uniqueItems: (a, b) => a === true || b === true,
  nullable: (a, b) => a === true && b === true,
  required: union,
  pattern: union,
  not: (a, b) => ({ anyOf: [a, b] }),
  contains: both,
  propertyNames: both,
  additionalProperties: both,
  unevaluatedProperties: both,
  unevaluatedItems: both,
  patternProperties: byKey(both),
  dependentRequired: byKey(union),
  dependentSchemas: byKey(both),
  dependencies: dependents,
}

/** The smallest multiple of two steps, which may have decimals. */
export function commonMultiple(a: number, b: number): number {
  const scale = 10 ** Math.max(decimalsOf(a), decimalsOf(b))
  const [x, y] = [Math.round(a * scale), Math.round(b * scale)]
  let [high, low] = [x, y]
  while (low > 0) [high, low] = [low, high % low]
  return (x / high) * (y / scale)
}

function decimalsOf(value: number): number {
  let decimals = 0
  while (decimals < 12 && !Number.isInteger(Number((value * 10 ** decimals).toFixed(6)))) decimals++
  return decimals
}

/** `properties` of both: what one of them does not name falls under its `additionalProperties`. */
function mergedProperties(a: JsonSchema, b: JsonSchema, scope: Scope): JsonSchema {
  const [named, others] = [a, b].map(({ properties }) => (isObject(properties) ? properties : {})) as [
    JsonSchema,
    JsonSchema,
  ]
  const isPlain = (one: JsonSchema) => !('additionalProperties' in one)
  if (!isObject(a['properties']) && !isObject(b['properties'])) return {}
  const result: [string, unknown][] = []
  for (const key of new Set([...Object.keys(named), ...Object.keys(others)])) {
    const parts = [
      ...(Object.hasOwn(named, key) ? [named[key]] : isPlain(a) ? [] : extra(a, key, scope)),
      ...(Object.hasOwn(others, key) ? [others[key]] : isPlain(b) ? [] : extra(b, key, scope)),
    ]
    result.push([key, parts.length > 1 ? { allOf: parts } : parts[0]])
  }
  return { properties: Object.fromEntries(result) }
}

function extra(schema: JsonSchema, key: string, scope: Scope): readonly unknown[] {
  const { patternProperties, additionalProperties } = schema
  const isMatched =
    isObject(patternProperties) && Object.keys(patternProperties).some((source) => scope.finds(source, key))
  return isMatched ? [] : [additionalProperties]
}

function mergedItems(a: JsonSchema, b: JsonSchema): JsonSchema {
  const [first, second] = [a, b].map(({ prefixItems }) => (Array.isArray(prefixItems) ? prefixItems : [])) as [
    unknown[],
    unknown[],
  ]
  const length = Math.max(first.length, second.length)
  const prefix = Array.from({ length }, (_, index) => ({
    allOf: [first[index] ?? a['items'] ?? true, second[index] ?? b['items'] ?? true],
  }))
  return {
    ...(length > 0 ? { prefixItems: prefix } : {}),
    ...('items' in a && 'items' in b ? { items: { allOf: [a['items'], b['items']] } } : {}),
  }
}

/** Whether bounds leave anything between them. */
function isPossible(schema: JsonSchema): boolean {
  const pairs = [
    ['minLength', 'maxLength'],
    ['minItems', 'maxItems'],
    ['minProperties', 'maxProperties'],
    ['minimum', 'maximum'],
  ] as const
  return pairs.every(([low, high]) => !(Number(schema[low]) > Number(schema[high])))
}
