import type { JsonSchema } from '../request.ts'
import { stringValue, type ValueContext } from './string-value.ts'

interface Walk extends ValueContext {
  readonly root: JsonSchema
  readonly depth: number
}

type Kind = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null'

const MAX_DEPTH = 8

/** A value that the schema accepts, guided by property names and by what the prompt mentions. */
export function jsonValue(schema: JsonSchema, context: ValueContext): unknown {
  return valueOf(schema, { ...context, root: schema, depth: 0 })
}

function valueOf(schema: unknown, walk: Walk): unknown {
  if (typeof schema !== 'object' || schema === null) return {}
  const resolved = flattened(schema as JsonSchema, walk)
  if ('const' in resolved) return resolved['const']
  if (Array.isArray(resolved['enum'])) return enumValue(resolved['enum'], walk)
  const branches = resolved['anyOf'] ?? resolved['oneOf']
  if (Array.isArray(branches) && branches.length > 0) return branchValue(resolved, branches as JsonSchema[], walk)
  return MAKERS[kindOf(resolved, walk)](resolved, walk)
}

/** The schema with its `$ref` followed and its `allOf` merged in. */
function flattened(schema: JsonSchema, walk: Walk): JsonSchema {
  const { $ref, allOf, ...own } = schema
  const parts: JsonSchema[] = []
  if (typeof $ref === 'string') parts.push(flattened(resolveRef($ref, walk.root), walk))
  if (Array.isArray(allOf)) parts.push(...allOf.map((part) => flattened(part as JsonSchema, walk)))
  if (parts.length === 0) return schema
  return [...parts, own].reduce((merged, part) => ({
    ...merged,
    ...part,
    ...('properties' in merged && 'properties' in part
      ? { properties: { ...(merged['properties'] as object), ...(part['properties'] as object) } }
      : {}),
    ...('required' in merged && 'required' in part
      ? { required: [...(merged['required'] as string[]), ...(part['required'] as string[])] }
      : {}),
  }))
}

function resolveRef(ref: string, root: JsonSchema): JsonSchema {
  const steps = ref.replace(/^#\/?/, '').split('/').filter(Boolean)
  const found = steps.reduce<unknown>(
    (at, step) => (at as Record<string, unknown> | undefined)?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  )
  return typeof found === 'object' && found !== null ? (found as JsonSchema) : {}
}

function enumValue(values: readonly unknown[], walk: Walk): unknown {
  const text = walk.facts.text.toLowerCase()
  const named = values.find((value) => typeof value === 'string' && value !== '' && text.includes(value.toLowerCase()))
  return named ?? walk.random.pick(values)
}

function branchValue(schema: JsonSchema, branches: readonly JsonSchema[], walk: Walk): unknown {
  const { anyOf: _any, oneOf: _one, ...shared } = schema
  const plain = branches.filter((branch) => branch['type'] !== 'null' && (walk.depth < MAX_DEPTH || !isNested(branch)))
  const chosen =
    plain.length > 0 ? walk.random.pick(plain) : (branches.find((branch) => branch['type'] === 'null') ?? branches[0]!)
  return valueOf(
    'properties' in shared || 'type' in shared ? { allOf: [shared, chosen] } : { ...shared, ...chosen },
    walk,
  )
}

function isNested(schema: JsonSchema): boolean {
  return '$ref' in schema || schema['type'] === 'object' || schema['type'] === 'array'
}

function kindOf(schema: JsonSchema, walk: Walk): Kind {
  const stated = [schema['type']].flat().filter((type) => typeof type === 'string') as Kind[]
  const useful = stated.filter(
    (type) => type !== 'null' && (walk.depth < MAX_DEPTH || !['object', 'array'].includes(type)),
  )
  if (stated.length > 0) return useful[0] ?? (stated.includes('null') ? 'null' : stated[0]!)
  if ('properties' in schema || 'additionalProperties' in schema) return 'object'
  if ('items' in schema || 'prefixItems' in schema) return 'array'
  if ('minimum' in schema || 'maximum' in schema || 'multipleOf' in schema) return 'number'
  return 'string'
}

const MAKERS: Record<Kind, (schema: JsonSchema, walk: Walk) => unknown> = {
  object: objectValue,
  array: arrayValue,
  string: stringValue,
  integer: (schema, walk) => numberValue(schema, walk, true),
  number: (schema, walk) => numberValue(schema, walk, false),
  boolean: (_, { random }) => random.chance(0.5),
  null: () => null,
}

function objectValue(schema: JsonSchema, walk: Walk): unknown {
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>
  const required = new Set(Array.isArray(schema['required']) ? (schema['required'] as string[]) : [])
  const wanted = Object.keys(properties).filter(
    (name) => required.has(name) || (walk.depth < 3 && isMentioned(name, walk)),
  )
  const extra = [...required].filter((name) => !(name in properties))
  const entries = [...wanted, ...extra].map((name) => [
    name,
    valueOf(properties[name] ?? {}, { ...walk, name, depth: walk.depth + 1 }),
  ])
  const least = typeof schema['minProperties'] === 'number' ? schema['minProperties'] : 0
  for (let index = entries.length; index < least; index++) {
    const name = `${walk.invent.word.noun()}_${index}`
    entries.push([name, valueOf(schema['additionalProperties'] ?? {}, { ...walk, name, depth: walk.depth + 1 })])
  }
  return Object.fromEntries(entries)
}

/** Optional properties are filled when the prompt speaks of them. */
function isMentioned(name: string, { facts }: Walk): boolean {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_-]+/)
  return words.some((word) => word.length > 2 && facts.text.toLowerCase().includes(word))
}

function arrayValue(schema: JsonSchema, walk: Walk): unknown {
  const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : []
  const min = Math.max(typeof schema['minItems'] === 'number' ? schema['minItems'] : 0, 0)
  const max = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : Math.max(min, 3)
  const count =
    walk.depth >= MAX_DEPTH ? min : walk.random.integer(Math.min(Math.max(min, 1), max), Math.min(max, min + 2))
  const items: unknown[] = prefix
    .slice(0, Math.max(count, 0))
    .map((item) => valueOf(item, { ...walk, depth: walk.depth + 1 }))
  const texts = new Set(items.map((item) => JSON.stringify(item)))
  for (let attempt = 0; items.length < count && attempt < count * 20; attempt++) {
    const item = valueOf(schema['items'] ?? {}, { ...walk, name: walk.name.replace(/s$/, ''), depth: walk.depth + 1 })
    const text = JSON.stringify(item)
    if (schema['uniqueItems'] === true && texts.has(text)) continue
    texts.add(text)
    items.push(item)
  }
  return items
}

function numberValue(schema: JsonSchema, walk: Walk, isInteger: boolean): number {
  const step = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : isInteger ? 1 : 0.01
  const low = bound(schema['minimum'], schema['exclusiveMinimum'], step, 1)
  const high = bound(schema['maximum'], schema['exclusiveMaximum'], step, -1)
  const min = low ?? Math.min(0, (high ?? 100) - 100 * step)
  const max = high ?? Math.max(min + 100 * step, isInteger ? 10 : 100)
  const mentioned = walk.facts.numbers.find(
    (one) =>
      one >= min &&
      (high === undefined || one <= high) &&
      isMultiple(one, step) &&
      (!isInteger || Number.isInteger(one)),
  )
  if (mentioned !== undefined) return mentioned
  const first = Math.ceil(min / step)
  const last = Math.floor(max / step)
  return Number((walk.random.integer(first, Math.max(first, last)) * step).toFixed(10))
}

function bound(inclusive: unknown, exclusive: unknown, step: number, direction: 1 | -1): number | undefined {
  if (typeof exclusive === 'number') return exclusive + direction * step
  return typeof inclusive === 'number' ? inclusive : undefined
}

function isMultiple(value: number, step: number): boolean {
  return Math.abs(value / step - Math.round(value / step)) < 1e-9
}
