import type { JsonSchema } from '../../../src/request.ts'
import type { WireSchema } from './wire.ts'

/** The JSON schema of an OpenAPI schema: types in lower case, `nullable` as a type of its own, properties in their stated order. */
export function toJsonSchema(schema: WireSchema): JsonSchema {
  const {
    type,
    nullable,
    items,
    properties,
    propertyOrdering,
    anyOf,
    example: _,
    ...rest
  } = schema as WireSchema & {
    readonly type?: string
    readonly nullable?: boolean
    readonly items?: WireSchema
    readonly properties?: Readonly<Record<string, WireSchema>>
    readonly propertyOrdering?: readonly string[]
    readonly anyOf?: readonly WireSchema[]
  }
  const name = type?.toLowerCase()
  return {
    ...rest,
    ...(name === undefined ? {} : { type: nullable === true ? [name, 'null'] : name }),
    ...(items ? { items: toJsonSchema(items) } : {}),
    ...(properties ? { properties: ordered(properties, propertyOrdering) } : {}),
    ...(anyOf ? { anyOf: anyOf.map(toJsonSchema) } : {}),
  }
}

function ordered(properties: Readonly<Record<string, WireSchema>>, order: readonly string[] = []): JsonSchema {
  const names = [...new Set([...order.filter((name) => name in properties), ...Object.keys(properties)])]
  return Object.fromEntries(names.map((name) => [name, toJsonSchema(properties[name]!)]))
}
