import { badField } from './errors.ts'
import type { WireSchema } from './wire.ts'

/** Refuses lists without items, required properties that are not declared, and enums of anything but text. */
export function checkSchema(schema: WireSchema, path: string): void {
  const {
    type,
    items,
    properties,
    required,
    enum: values,
    anyOf,
  } = schema as {
    readonly type?: string
    readonly items?: WireSchema
    readonly properties?: Readonly<Record<string, WireSchema>>
    readonly required?: readonly string[]
    readonly enum?: readonly string[]
    readonly anyOf?: readonly WireSchema[]
  }
  if (type === 'ARRAY' && !items) throw badField(`${path}.items`, 'missing field.')
  if (values && type !== undefined && type !== 'STRING') throw badField(`${path}.enum`, 'only allowed for STRING type')
  for (const [index, name] of (required ?? []).entries()) {
    if (properties && !(name in properties)) throw badField(`${path}.required[${index}]`, 'property is not defined')
  }
  if (items) checkSchema(items, `${path}.items`)
  for (const [name, property] of Object.entries(properties ?? {})) checkSchema(property, `${path}.properties[${name}]`)
  for (const [index, option] of (anyOf ?? []).entries()) checkSchema(option, `${path}.any_of[${index}]`)
}
