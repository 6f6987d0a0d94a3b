import type { JsonSchema } from '../request.ts'
import { patternText } from './pattern-text.ts'
import { isSpokenOf } from './prompt-facts.ts'
import { accepts, extraKeys, isObject } from './schema-check.ts'
import { hasFactFor } from './string-value.ts'
import { isSmall, type Place } from './value-context.ts'
import { ABSTRACT_NOUNS } from './vocabulary.ts'

/** Optional properties beyond these are left out: nobody fills a form of hundreds. */
const MOST_OPTIONAL = 24
const MOST_PROPERTIES = 2_000
/** Properties that are looked at when a number of the prompt is assigned. */
const MOST_SIBLINGS = 40

/** An object with all required properties, and those optional ones that the prompt speaks of or that chance adds. */
export function objectValue(schema: JsonSchema, place: Place): unknown {
  const named = isObject(schema['properties']) ? schema['properties'] : {}
  const keys = closed(new Set(Array.isArray(schema['required']) ? (schema['required'] as string[]) : []), schema)
  const least = Math.min(Number(schema['minProperties'] ?? 0), MOST_PROPERTIES)
  const most = Number(schema['maxProperties'] ?? Number.POSITIVE_INFINITY)
  const optional = Object.keys(named).filter((key) => !keys.has(key) && isAllowed(schema, key, place))
  const wanted = optional.filter((key) => isWanted(key, named[key], place)).slice(0, MOST_OPTIONAL)
  for (const key of wanted) if (keys.size < most) closed(keys.add(key), schema)
  for (const key of optional) if (keys.size < least) closed(keys.add(key), schema)
  const isMap = !isObject(schema['properties']) && isMapSchema(schema) && !isSmall(place) && place.attempt % 2 === 0
  addInvented(keys, Math.max(least, isMap ? Math.min(2, most) : 0), schema, place)
  const siblings = [...keys].slice(0, MOST_SIBLINGS)
  const entries: [string, unknown][] = []
  for (const key of keys) {
    const value = place.make(schemaOf(schema, key, place), {
      ...place,
      name: key,
      siblings,
      depth: place.depth + 1,
      attempt: place.attempt > 2 ? place.attempt : 0,
    })
    if (value !== undefined) entries.push([key, value])
    else if ((schema['required'] as string[] | undefined)?.includes(key)) return undefined
  }
  return Object.fromEntries(entries)
}

/** The keys with those that they bring along. */
function closed(keys: Set<string>, schema: JsonSchema): Set<string> {
  for (const dependents of [schema['dependentRequired'], schema['dependencies']]) {
    if (!isObject(dependents)) continue
    // The set grows while it is walked.
    for (const key of keys) {
      const needed = Object.hasOwn(dependents, key) ? dependents[key] : undefined
      if (Array.isArray(needed)) for (const one of needed) keys.add(String(one))
    }
  }
  return keys
}

function isAllowed({ propertyNames, properties }: JsonSchema, key: string, { scope }: Place): boolean {
  return (
    (properties as JsonSchema)[key] !== false && (propertyNames === undefined || accepts(propertyNames, key, scope))
  )
}

function isWanted(key: string, schema: unknown, place: Place): boolean {
  const { attempt, facts, random } = place
  if (attempt > 0) return !isSmall(place) && attempt % 2 === 0 && random.chance(0.5)
  const inner = { ...place, name: key }
  if (isSpokenOf(facts, key) || facts.known.has(key.toLowerCase()) || hasFactFor(schema, inner)) return place.depth < 40
  return !place.isSparse && !isSmall(place) && random.chance(0.6)
}

function isMapSchema({ additionalProperties, patternProperties }: JsonSchema): boolean {
  return isObject(additionalProperties) || isObject(patternProperties)
}

/** Adds keys of our own until there are `least`. */
function addInvented(keys: Set<string>, least: number, schema: JsonSchema, place: Place): void {
  for (let attempt = 0; keys.size < least && attempt < 30 + 3 * least; attempt++) {
    const key = inventKey(schema, attempt, place)
    if (
      key !== undefined &&
      (schema['propertyNames'] === undefined || accepts(schema['propertyNames'], key, place.scope))
    )
      keys.add(key)
  }
}

function inventKey(schema: JsonSchema, attempt: number, place: Place): string | undefined {
  const { propertyNames, patternProperties, additionalProperties, unevaluatedProperties } = schema
  const isClosed = additionalProperties === false || unevaluatedProperties === false
  const sources = isObject(patternProperties)
    ? Object.keys(patternProperties).filter((one) => patternProperties[one] !== false)
    : []
  if (sources.length > 0 && (isClosed || attempt % 2 === 0)) {
    const pattern = place.scope.pattern(sources[attempt % sources.length]!)
    return pattern && patternText([pattern], 1 + (attempt % 20), 60, place.random)
  }
  if (propertyNames !== undefined) {
    const text = place.make(
      { allOf: [{ type: 'string' }, propertyNames] },
      { ...place, name: '', depth: place.depth + 1, attempt: 4 },
    )
    return typeof text === 'string' ? text : undefined
  }
  if (isClosed) return undefined
  const word = ABSTRACT_NOUNS[(place.random.integer(0, 7) + attempt) % ABSTRACT_NOUNS.length]!
  return attempt < ABSTRACT_NOUNS.length ? word : `${word}_${attempt}`
}

/** What holds for the value of one key. */
function schemaOf(schema: JsonSchema, key: string, { scope }: Place): unknown {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties } = schema
  const parts: unknown[] = []
  if (isObject(properties) && Object.hasOwn(properties, key)) parts.push(properties[key])
  if (isObject(patternProperties)) {
    for (const source of Object.keys(patternProperties)) {
      if (scope.finds(source, key)) parts.push(patternProperties[source])
    }
  }
  if (parts.length === 0 && extraKeys(schema, [key], scope).length > 0) {
    parts.push(additionalProperties ?? unevaluatedProperties ?? true)
  }
  return parts.length === 1 ? parts[0] : { allOf: parts }
}
