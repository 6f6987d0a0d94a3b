import type { JsonSchema } from '../request.ts'
import { accepts, isObject, typesOf } from './schema-check.ts'
import { inverted, merged, modern } from './schema-merge.ts'
import { isSpokenOf, speaksOf } from './prompt-facts.ts'
import { isSmall, type Place } from './value-context.ts'

/** What flattening leaves behind beside the schema. */
export interface Trace {
  /** Whether values have to be checked, since a keyword is not fulfilled by construction. */
  isRisky: boolean
  /** References being followed. */
  readonly path: readonly string[]
}

const RISKY = new Set(
  'anyOf oneOf not if contains patternProperties propertyNames dependentRequired dependentSchemas dependencies unevaluatedProperties unevaluatedItems uniqueItems pattern format multipleOf enum const minProperties minLength exclusiveMinimum exclusiveMaximum'.split(
    ' ',
  ),
)

/**
 * The schema without references and alternatives: one branch of each is chosen and merged in.
 *
 * Undefined where no value fits. Recursion without a value in between ends as if it said nothing.
 */
export function flattened(schema: unknown, place: Place, trace: Trace): JsonSchema | undefined {
  if (schema === false) return undefined
  if (!isObject(schema) || place.scope.steps-- <= -STEPS_BEYOND) return {}
  const { $ref, $dynamicRef, $recursiveRef, allOf, anyOf, oneOf, if: test, then, else: otherwise, not, ...own } = schema
  const { scope } = place
  for (const key in schema) if (RISKY.has(key)) trace.isRisky = true
  let flat: JsonSchema | undefined = modern(own)
  const join = (other: JsonSchema | undefined) => {
    flat = flat && other && merged(flat, other, scope)
  }
  const ref = $ref ?? $dynamicRef ?? $recursiveRef
  if (typeof ref === 'string' && !trace.path.includes(ref)) {
    const inner = { isRisky: false, path: [...trace.path, ref] }
    join(flattened(scope.resolve(ref), place, inner))
    trace.isRisky ||= inner.isRisky
  }
  for (const part of listed(allOf)) join(flattened(part, place, trace))
  for (const branches of [anyOf, oneOf]) {
    if (flat && listed(branches).length > 0) flat = withBranch(flat, listed(branches), place, trace)
  }
  if (test !== undefined && flat) {
    const paths = [{ allOf: [test, then ?? true] }, { allOf: [{ not: test }, otherwise ?? true] }]
    flat = withBranch(flat, paths, place, trace)
  }
  if (not !== undefined) join(opposed(not, place, trace))
  return flat && withDependents(flat, place, trace)
}

/** Work that merging may still do once values are no longer checked. */
const STEPS_BEYOND = 200_000

function listed(branches: unknown): readonly unknown[] {
  return Array.isArray(branches) ? branches : []
}

/** The schema of a `not`: turned round where that is simple, else kept for the check. */
function opposed(not: unknown, place: Place, trace: Trace): JsonSchema | undefined {
  if (not === true || (isObject(not) && Object.keys(not).length === 0)) return undefined
  if (isObject(not) && Array.isArray(not['anyOf']) && Object.keys(not).length === 1) {
    return flattened({ allOf: not['anyOf'].map((part: unknown) => ({ not: part })) }, place, trace)
  }
  const turned = inverted(not)
  return turned ? flattened(turned, place, trace) : { not }
}

/** The schema with the first branch merged in that does not contradict it. */
function withBranch(
  flat: JsonSchema,
  branches: readonly unknown[],
  place: Place,
  trace: Trace,
): JsonSchema | undefined {
  for (const branch of inOrder(branches, place)) {
    const other = flattened(branch, place, trace)
    const both = other && merged(flat, other, place.scope)
    if (both) return both
  }
  return undefined
}

/** Branches in the order in which they are tried: those that the prompt speaks of first, deep down the shortest first, else by chance. */
function inOrder(branches: readonly unknown[], place: Place): readonly unknown[] {
  const drawn = branches.map((branch) => ({ branch, rank: place.random.next() }))
  const ranked = drawn.map(({ branch, rank }) => {
    if (isSmall(place)) return { branch, rank: rank + 2 * heightOf(branch, place) }
    if (place.attempt > 0) return { branch, rank }
    if (isNull(branch)) return { branch, rank: place.isSparse && !isSpokenOf(place.facts, place.name) ? -1 : 9 }
    return { branch, rank: rank - mentions(branch, place) }
  })
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ branch }) => branch)
}

function isNull(schema: unknown): boolean {
  return (
    isObject(schema) && (schema['const'] === null || (typesOf(schema)[0] === 'null' && typesOf(schema).length === 1))
  )
}

/** How much the prompt speaks of a branch: its constants count more than its property names. */
function mentions(schema: unknown, place: Place): number {
  if (!isObject(schema)) return 0
  const target = typeof schema['$ref'] === 'string' ? place.scope.resolve(schema['$ref']) : schema
  if (!isObject(target)) return 0
  const properties = isObject(target['properties']) ? Object.entries(target['properties']).slice(0, 50) : []
  const constants = [target, ...properties.map(([, part]) => part)].flatMap((part) =>
    isObject(part) ? [part['const'], ...listed(part['enum']).slice(0, 50)] : [],
  )
  const named = constants.filter((one) => typeof one === 'string' && speaksOf(place.facts, one)).length
  return 3 * named + properties.filter(([key]) => isSpokenOf(place.facts, key)).length
}

/** How deep the smallest value of a schema is; a large number where that is not found soon. */
function heightOf(schema: unknown, place: Place, path: readonly unknown[] = []): number {
  const { scope } = place
  if (!isObject(schema)) return schema === false ? UNKNOWN : 0
  if (path.includes(schema) || path.length > 24 || scope.steps-- <= -STEPS_BEYOND) return UNKNOWN
  const inner = [...path, schema]
  const height = (part: unknown) => heightOf(part, place, inner)
  const { $ref, allOf, anyOf, oneOf, properties, required, items, minItems } = schema
  const heights = [
    0,
    ...(typeof $ref === 'string' ? [height(scope.resolve($ref))] : []),
    ...listed(allOf).map(height),
    ...[anyOf, oneOf].filter((one) => listed(one).length > 0).map((one) => Math.min(...listed(one).map(height))),
    ...listed(required)
      .slice(0, 50)
      .map((key) => 1 + (isObject(properties) ? height(properties[String(key)]) : 0)),
    ...(Number(minItems) > 0 ? [1 + height(items)] : []),
  ]
  return Math.min(Math.max(...heights), UNKNOWN)
}

const UNKNOWN = 99

/** The schema with those of its `dependentSchemas` that its required keys bring in. */
function withDependents(flat: JsonSchema, place: Place, trace: Trace): JsonSchema | undefined {
  const { dependentSchemas, dependencies, ...rest } = flat
  if (!isObject(dependentSchemas) && !isObject(dependencies)) return flat
  const dependents = Object.entries({ ...(dependencies as object), ...(dependentSchemas as object) })
  const required = new Set(listed(flat['required']))
  let result: JsonSchema | undefined = rest
  const later: [string, unknown][] = []
  for (const [key, part] of dependents) {
    if (!required.has(key)) later.push([key, part])
    else if (result) {
      const other = flattened(Array.isArray(part) ? { required: part } : part, place, trace)
      result = other && merged(result, other, place.scope)
    }
  }
  if (!result || later.length === dependents.length) return flat
  const next = { ...result, dependentSchemas: { ...(result['dependentSchemas'] as object), ...asSchemas(later) } }
  return withDependents(next, place, trace)
}

function asSchemas(dependents: readonly (readonly [string, unknown])[]): JsonSchema {
  return Object.fromEntries(dependents.map(([key, part]) => [key, Array.isArray(part) ? { required: part } : part]))
}

/** Whether a value fits a flat schema apart from some of its keywords. */
export function acceptsBut(schema: JsonSchema, keywords: readonly string[], value: unknown, place: Place): boolean {
  const rest = Object.fromEntries(Object.entries(schema).filter(([key]) => !keywords.includes(key)))
  return accepts(rest, value, place.scope)
}
