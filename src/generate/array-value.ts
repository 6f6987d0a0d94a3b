import type { JsonSchema } from '../request.ts'
import { identityOf } from './schema-check.ts'
import { factsFor, singular } from './string-value.ts'
import { isSmall, type Place } from './value-context.ts'

const MOST_ITEMS = 20_000

/** A list within its bounds; as long as the prompt names things for it, else of one to three items. */
export function arrayValue(schema: JsonSchema, place: Place): unknown {
  const { contains, maxContains, uniqueItems } = schema
  const prefix = Array.isArray(schema['prefixItems']) ? (schema['prefixItems'] as unknown[]) : []
  const rest = schema['items'] ?? schema['unevaluatedItems'] ?? true
  const needed = contains === undefined ? 0 : Number(schema['minContains'] ?? 1)
  const count = countOf(schema, prefix.length, needed, rest, place)
  const least = Math.max(Number(schema['minItems'] ?? 0), needed)
  const items: unknown[] = []
  const seen = new Set<string>()
  for (let index = 0; index < count; index++) {
    const base = index < prefix.length ? prefix[index] : rest
    const other = maxContains === undefined ? base : { allOf: [base, { not: contains }] }
    const wanted = contains === undefined ? base : index >= count - needed ? { allOf: [base, contains] } : other
    const item = itemOf(wanted, uniqueItems === true ? seen : undefined, place)
    if (item === undefined) return items.length >= least && needed === 0 ? items : undefined
    items.push(item)
  }
  return items
}

function countOf(schema: JsonSchema, prefix: number, needed: number, rest: unknown, place: Place): number {
  const most = Math.min(Number(schema['maxItems'] ?? MOST_ITEMS), rest === false ? prefix : MOST_ITEMS)
  const least = Math.min(Math.max(Number(schema['minItems'] ?? 0), needed), most)
  const usual = Math.max(prefix, least + (place.attempt > 0 ? place.random.integer(0, 2) : 0))
  const stop = Math.max(most, least)
  if (isSmall(place) || place.attempt > 8) return Math.min(Math.max(least, Math.min(usual, prefix)), stop)
  const mentioned = place.attempt === 0 ? factsFor(rest, { ...place, name: singular(place.name) }).length : 0
  const drawn = mentioned > 0 ? mentioned : place.random.integer(Math.max(least, 1), Math.max(least, 1) + 2)
  return Math.min(Math.max(usual, prefix > 0 ? 0 : drawn), stop)
}

/** One more item, unlike those seen where that is asked. */
function itemOf(schema: unknown, seen: Set<string> | undefined, place: Place): unknown {
  const inner = { ...place, name: singular(place.name), siblings: [], depth: place.depth + 1 }
  const attempts = seen ? 40 : 1
  for (let attempt = 0; attempt < attempts; attempt++) {
    const item = place.make(schema, { ...inner, attempt: attempt === 0 ? Math.min(place.attempt, 1) : attempt + 2 })
    if (item === undefined || !seen) return item
    const identity = identityOf(item)
    if (seen.has(identity)) continue
    seen.add(identity)
    return item
  }
  return undefined
}
