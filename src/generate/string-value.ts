import type { JsonSchema } from '../request.ts'
import { FORMATS, stretched, type Format } from './formats.ts'
import { patternText } from './pattern-text.ts'
import { hasQuantityFor } from './quantity.ts'
import { speaksOf } from './prompt-facts.ts'
import { categoryOf } from './property-names.ts'
import { accepts, isObject, typesOf } from './schema-check.ts'
import type { Place, ValueContext } from './value-context.ts'
import { ABSTRACT_NOUNS, CALM_ADJECTIVES } from './vocabulary.ts'

/** Lengths beyond this are not fulfilled: no answer is that long. */
const MOST_LENGTH = 50_000

/** A string for a schema without `enum` or `const`: by pattern, format, then the property's name; within the length bounds. */
export function stringValue(schema: JsonSchema, place: Place): string | undefined {
  const min = Math.min(Number(schema['minLength'] ?? 0), MOST_LENGTH)
  const max = Number(schema['maxLength'] ?? Number.POSITIVE_INFINITY)
  const format = formatOf(schema)
  const isFine = (text: string) => {
    const length = Array.from(text).length
    return length >= min && length <= max && (!format || format.test.test(text)) && acceptsText(schema, text, place)
  }
  const stated = place.attempt === 0 ? statedText(schema, format, place, isFine) : undefined
  if (stated !== undefined) return stated
  if (schema['pattern'] !== undefined) return patterned(schema, min, max, format, place)
  if (format) return stretched(format.make(place), String(schema['format'] ?? 'date'), min)
  return bounded(place.attempt > 3 ? unheard(place) : categoryOf(place.name).make(place), min, max, place)
}

function acceptsText(schema: JsonSchema, text: string, { scope }: Place): boolean {
  return schema['pattern'] === undefined || accepts({ pattern: schema['pattern'] }, text, scope)
}

function formatOf({ format, description }: JsonSchema): Format | undefined {
  if (typeof format === 'string') return Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  return typeof description === 'string' && /\bYYYY-MM-DD\b(?!T)|\bISO(?: 8601)? date\b(?! ?-?time)/i.test(description)
    ? FORMATS['date']
    : undefined
}

/** What the prompt offers for a property, best first; nothing of it is taken yet. */
export function factsFor(schema: unknown, context: ValueContext): readonly string[] {
  if (!isObject(schema)) return []
  const types = typesOf(schema)
  if (types.length > 0 && !types.includes('string'))
    return types.some((type) => type === 'number' || type === 'integer')
      ? context.facts.numbers.filter(({ value }, index) => !context.used.has(`number ${index} ${value}`)).map(String)
      : []
  if (Array.isArray(schema['enum']) || 'pattern' in schema || '$ref' in schema) return []
  const format = formatOf(schema)
  const stated = format ? (format.stated?.(context) ?? []) : categoryOf(context.name).facts(context)
  return [...new Set(stated)].filter((one) => !context.used.has(one))
}

/** Whether the prompt has something that is clearly meant for an optional property: its date, its address. */
export function hasFactFor(schema: unknown, context: ValueContext): boolean {
  if (!isObject(schema)) return false
  const options: readonly unknown[] = Array.isArray(schema['enum']) ? schema['enum'] : []
  if (options.some((one) => typeof one === 'string' && one !== '' && speaksOf(context.facts, one))) return true
  const types = typesOf(schema)
  if (types.length === 1 && types[0] === 'array')
    return hasFactFor(schema['items'], { ...context, name: singular(context.name) })
  if (types.includes('number') || types.includes('integer')) return hasQuantityFor(context.name, context.facts.numbers)
  if (!types.includes('string')) return false
  const isTelling = categoryOf(context.name).isTelling === true || formatOf(schema)?.stated !== undefined
  return isTelling && factsFor(schema, context).length > 0
}

/** The name of one item of a list. */
export function singular(name: string): string {
  return name.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '')
}

function statedText(
  schema: JsonSchema,
  format: Format | undefined,
  place: Place,
  isFine: (text: string) => boolean,
): string | undefined {
  const { pattern } = schema
  // Patterns that take any part of a text say too little about which word is meant.
  const isWhole = typeof pattern === 'string' && /^\^[^]*\$$/.test(pattern) && !/\\[1-9k]/.test(pattern)
  const words = isWhole
    ? [...place.facts.quoted, ...place.facts.text.slice(0, 4_000).split(/[\s,;!?()"]+|\.(?:\s|$)/)]
    : []
  const offered = pattern === undefined ? factsFor(schema, place) : words.filter((one) => one.length > 1)
  const found = offered.find((one) => !place.used.has(one) && isFine(one))
  if (found !== undefined && !(format === undefined && pattern === undefined && categoryOf(place.name).isShared))
    place.used.add(found)
  return found
}

function patterned(
  schema: JsonSchema,
  min: number,
  max: number,
  format: Format | undefined,
  place: Place,
): string | undefined {
  const sources = [schema['pattern']].flat().map(String)
  const patterns = sources.flatMap((source) => place.scope.pattern(source) ?? [])
  if (patterns.length === 0) return bounded(categoryOf(place.name).make(place), min, max, place)
  const usual = format?.make(place) ?? categoryOf(place.name).make(place)
  const length = Array.from(usual).length
  const isUsual = length >= min && length <= max && accepts({ pattern: sources }, usual, place.scope)
  if (isUsual && place.attempt < 3 && !sources.some((source) => /\\[1-9k]/.test(source))) return usual
  return patternText(patterns, min, max, place.random, (text) => !format || format.test.test(text))
}

function unheard({ random }: Place): string {
  return Array.from({ length: 8 }, () => random.integer(10, 35).toString(36)).join('')
}

/** A text within its bounds: cut, or with more words. */
function bounded(text: string, min: number, max: number, { random }: Place): string {
  const chars = Array.from(text)
  if (chars.length > max) return chars.slice(0, max).join('').trimEnd().padEnd(min, 'a')
  if (chars.length >= min) return text
  let longer = text
  while (longer.length < min) longer += ` ${random.pick(CALM_ADJECTIVES)} ${random.pick(ABSTRACT_NOUNS)}`
  return Array.from(longer).slice(0, Math.max(min, 0)).join('').replace(/\s$/, 'a')
}
