import type { JsonSchema } from '../request.ts'
import { arrayValue } from './array-value.ts'
import { isSentiment, sentimentOf } from './sentiment.ts'
import { numberValue } from './number-value.ts'
import { objectValue } from './object-value.ts'
import { keyOf } from './naming.ts'
import { isSpokenOf, speaksOf } from './prompt-facts.ts'
import { accepts, hasType, isObject, typesOf } from './schema-check.ts'
import { acceptsBut, flattened, type Trace } from './schema-flat.ts'
import { createScope } from './schema-scope.ts'
import { factsFor, stringValue } from './string-value.ts'
import { isSmall, type Place, type ValueContext } from './value-context.ts'

type Kind = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null'

/** Tries at one place until a value passes the check. */
const MOST_ATTEMPTS = 60
/** Nesting at which schemas that never end are left. */
const MOST_NESTING = 1_200
/** Values of one answer, failed attempts included, after which schemas that never end are left too. */
const MOST_VALUES = 60_000

/**
 * A value that the schema accepts, guided by property names and by what the prompt mentions.
 *
 * Values are built to fit and checked where building cannot promise it; a schema that accepts nothing gets the nearest thing.
 */
export function jsonValue(schema: unknown, context: ValueContext): unknown {
  const attempt = (mostNesting: number) => {
    const scope = createScope(schema, mostNesting)
    return valueOf(schema, { ...context, scope, depth: 0, attempt: 0, siblings: [], make: valueOf })
  }
  let value: unknown
  try {
    value = attempt(MOST_NESTING)
  } catch (error) {
    // A small stack, or a schema that never ends.
    if (!(error instanceof RangeError)) throw error
    value = attempt(MOST_NESTING / 8)
  }
  return value === undefined ? {} : value
}

function valueOf(schema: unknown, place: Place): unknown {
  if (place.depth > place.scope.mostNesting || ++place.scope.values > MOST_VALUES) return null
  let last: unknown
  const used = place.used.size > 0 ? [...place.used] : []
  for (let attempt = place.attempt; attempt < place.attempt + MOST_ATTEMPTS; attempt++) {
    const here = attempt === place.attempt ? place : { ...place, attempt }
    const trace: Trace = { isRisky: false, path: [] }
    const flat = flattened(schema, here, trace)
    const value = flat && flatValue(flat, here)
    if (value !== undefined && (!trace.isRisky || accepts(schema, value, place.scope))) return value
    if (value !== undefined) last = value
    if (schema === false || place.scope.steps <= 0) return last
    // What the failed attempt took from the prompt is free again.
    if (place.used.size > used.length) {
      place.used.clear()
      for (const one of used) place.used.add(one)
    }
  }
  return last !== undefined && accepts(schema, last, place.scope) ? last : place.depth === 0 ? last : undefined
}

function flatValue(schema: JsonSchema, place: Place): unknown {
  if ('const' in schema) return schema['const']
  const options = schema['enum']
  if (Array.isArray(options)) {
    const fitting = options.filter((one) => acceptsBut(schema, ['enum'], one, place))
    return fitting.length > 0 ? enumValue(schema, fitting, place) : undefined
  }
  const given = place.attempt === 0 ? givenValue(schema, place) : undefined
  if (given !== undefined) return given
  return MAKERS[kindOf(schema, place)](schema, place)
}

/** A value that prompt or schema state for this very property. */
function givenValue(schema: JsonSchema, place: Place): unknown {
  const { known: stated, found: results } = place.facts
  const key = keyOf(place.name)
  const isOpen = factsFor(schema, place).length === 0
  const known = stated.get(key) ?? (isOpen ? results.get(key) : undefined)
  const isText = typeof known === 'string'
  const readings = known === undefined ? [] : [known, ...(isText && /^-?[\d.]+$/.test(known) ? [Number(known)] : [])]
  const types = typesOf(schema)
  const found = readings.find((one) => types.some((type) => hasType(type, one)) && acceptsBut(schema, [], one, place))
  if (found !== undefined) return found
  const examples = Array.isArray(schema['examples']) ? schema['examples'] : []
  const isFree = !isSpokenOf(place.facts, place.name)
  const usual = 'default' in schema && (place.isSparse || place.random.chance(0.5)) ? [schema['default']] : []
  const offered = isFree ? [...usual, ...(place.isSparse ? [] : examples)] : []
  return offered.find((one) => one !== null && one !== '' && acceptsBut(schema, [], one, place))
}

function enumValue(schema: JsonSchema, values: readonly unknown[], place: Place): unknown {
  const { facts, random, attempt, isSparse } = place
  if (attempt > 0) return random.pick(values)
  const named = values.filter((value) => typeof value === 'string' && value !== '' && speaksOf(facts, value))
  const free = named.find((value) => !place.used.has(`enum ${place.name} ${String(value)}`))
  // A prompt that names all of them lists the choices, it does not choose.
  if (free !== undefined && named.length < values.length) {
    place.used.add(`enum ${place.name} ${String(free)}`)
    return free
  }
  const texts = values.map(String)
  if (isSentiment(texts)) return values[sentimentOf(facts.text, texts)]
  const whole = values.find((value) => typeof value === 'number' && facts.numbers.some((one) => one.value === value))
  if (whole !== undefined) return whole
  const useful = values.filter((value) => value !== null)
  if (useful.length === 0 || (isSparse && useful.length < values.length)) return null
  if (values.includes(schema['default'])) return schema['default']
  return isSparse ? useful[0] : random.pick(useful)
}

const KINDS: readonly Kind[] = ['string', 'object', 'array', 'integer', 'number', 'boolean', 'null']

const HINTS: Readonly<Partial<Record<Kind, RegExp>>> = {
  object:
    /^(?:properties|required|additionalProperties|patternProperties|propertyNames|m..Properties|dep.*|unevaluatedP.*)$/,
  array: /^(?:items|prefixItems|contains|m..Items|uniqueItems|unevaluatedI.*)$/,
  number: /^(?:minimum|maximum|exclusiveM.*|multipleOf)$/,
  string: /^(?:pattern|format|m..Length)$/,
}

function kindOf(schema: JsonSchema, place: Place): Kind {
  const not = schema['not']
  const refused = isObject(not)
    ? [not, ...(Array.isArray(not['anyOf']) ? not['anyOf'] : [])].flatMap((one: unknown) =>
        isObject(one) && Object.keys(one).length === 1 ? typesOf(one) : [],
      )
    : []
  const stated = typesOf(schema) as readonly Kind[]
  const open = (stated.length > 0 ? stated : hinted(schema, place)).filter((kind) => !refused.includes(kind))
  const kinds = open.length > 0 ? open : KINDS.filter((kind) => !refused.includes(kind))
  const isFree = place.isSparse && place.depth > 0 && !isSpokenOf(place.facts, place.name)
  if (isFree && place.attempt === 0 && stated.includes('null')) return 'null'
  const full = kinds.filter((kind) => kind !== 'null' || place.attempt > 6)
  const flat = isSmall(place) ? full.filter((kind) => kind !== 'object' && kind !== 'array') : full
  const useful = flat.length > 0 ? flat : full
  return useful.length > 0 ? place.random.pick(useful) : (kinds[0] ?? 'null')
}

/** Kinds that the keywords speak of. */
function hinted(schema: JsonSchema, place: Place): readonly Kind[] {
  const keys = Object.keys(schema)
  const kinds = KINDS.filter((kind) => keys.some((key) => HINTS[kind]?.test(key)))
  return kinds.length > 0 && place.attempt < 10 ? kinds : place.attempt === 0 ? ['string'] : KINDS
}

const MAKERS: Record<Kind, (schema: JsonSchema, place: Place) => unknown> = {
  object: objectValue,
  array: arrayValue,
  string: stringValue,
  integer: (schema, place) => numberValue(schema, place, true),
  number: (schema, place) => numberValue(schema, place, false),
  boolean: (_, { facts, name, random, isSparse, attempt }) => {
    if (attempt > 0 || !isSpokenOf(facts, name)) return isSparse && attempt === 0 ? false : random.chance(0.5)
    return !speaksOf(facts, `no ${name}`) && !isWithout(facts.text, name)
  },
  null: () => null,
}

function isWithout(text: string, name: string): boolean {
  const word = name.split(/[_-]|(?=[A-Z])/).findLast((one) => one.length > 2) ?? name
  const at = text.toLowerCase().indexOf(word.toLowerCase())
  return /\b(?:no|not|without|don'?t|never|skip)\s(?:\w+\s)?$/i.test(text.slice(Math.max(at - 20, 0), Math.max(at, 0)))
}
