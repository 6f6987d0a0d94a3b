import type { EnumType, FieldType, MessageType, ScalarKind } from './descriptor.ts'

/** One thing that is wrong with a body, in the words of Google's JSON parser. */
export interface Violation {
  /** Path in snake_case; undefined at the root. */
  readonly field: string | undefined
  readonly description: string
}

/** A body whose field names are camelCase, and what is wrong with it. */
export interface Reading {
  readonly value: Readonly<Record<string, unknown>>
  readonly violations: readonly Violation[]
}

/** Reads a JSON body as protobuf's JSON mapping does: names in camelCase or snake_case, null as absent, one value for a list of one. */
export function readMessage(json: unknown, type: MessageType, packageName: string): Reading {
  const reader = new Reader(packageName)
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    reader.fail(undefined, 'Invalid JSON payload received. Unknown name "": Root element must be a message.')
    return { value: {}, violations: reader.violations }
  }
  return { value: reader.message(json as Json, type, ''), violations: reader.violations }
}

/** `generationConfig` as paths write it. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** `generation_config` as the messages are declared here. */
export function camelCase(name: string): string {
  return name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}

type Json = Readonly<Record<string, unknown>>

const TYPE_NAMES: Record<ScalarKind, string> = {
  string: 'TYPE_STRING',
  bytes: 'TYPE_BYTES',
  bool: 'TYPE_BOOL',
  float: 'TYPE_FLOAT',
  double: 'TYPE_DOUBLE',
  int32: 'TYPE_INT32',
  int64: 'TYPE_INT64',
  duration: 'type.googleapis.com/google.protobuf.Duration',
  timestamp: 'type.googleapis.com/google.protobuf.Timestamp',
  struct: 'type.googleapis.com/google.protobuf.Struct',
  value: 'type.googleapis.com/google.protobuf.Value',
}

class Reader {
  readonly violations: Violation[] = []
  private readonly packageName: string

  constructor(packageName: string) {
    this.packageName = packageName
  }

  fail(field: string | undefined, description: string): undefined {
    this.violations.push({ field, description })
    return undefined
  }

  message(json: Json, type: MessageType, path: string): Json {
    const entries: [string, unknown][] = []
    for (const [key, member] of Object.entries(json)) {
      const name = camelCase(key)
      const field = Object.hasOwn(type.fields, name) ? type.fields[name] : undefined
      if (!field) this.unknownName(key, path, 'Cannot find field.')
      if (!field || member === null || member === undefined) continue
      const taken = this.oneofTaken(type, name, entries)
      const place = path === '' ? snakeCase(name) : `${path}.${snakeCase(name)}`
      if (taken !== undefined) {
        this.fail(
          path || undefined,
          `Invalid value at '${path}' (oneof), oneof field '${taken}' is already set. Cannot set '${name}'`,
        )
        continue
      }
      entries.push([name, this.field(member, field, place, key, path)])
    }
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
  }

  private oneofTaken(
    type: MessageType,
    name: string,
    set: readonly (readonly [string, unknown])[],
  ): string | undefined {
    const group = Object.entries(type.oneofs ?? {}).find(([, names]) => names.includes(name))
    return group && set.some(([other]) => group[1].includes(other)) ? group[0] : undefined
  }

  private unknownName(name: string, path: string, reason: string): undefined {
    const at = path === '' ? '' : ` at '${path}'`
    return this.fail(path || undefined, `Invalid JSON payload received. Unknown name "${name}"${at}: ${reason}`)
  }

  private field(value: unknown, field: FieldType, place: string, key: string, path: string): unknown {
    if (field.map) return this.map(value, field, place)
    if (field.repeated) {
      const items = Array.isArray(value) ? value : [value]
      return items.map((item, index) => this.single(item, field, Array.isArray(value) ? `${place}[${index}]` : place))
    }
    const isList = Array.isArray(value) && field.type !== 'value'
    if (isList) return this.unknownName(key, path, 'Proto field is not repeating, cannot start list.')
    return this.single(value, field, place)
  }

  private map(value: unknown, field: FieldType, place: string): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail(place, `Invalid value at '${place}' (Map), Cannot bind ${describe(value)} to map field`)
    }
    const entries = Object.entries(value).map(([key, member], index) => [
      key,
      this.single(member, field, `${place}[${index}].value`),
    ])
    return Object.fromEntries(entries) as Json
  }

  private single(value: unknown, { type }: FieldType, place: string): unknown {
    if (typeof type === 'function') {
      const inner = type()
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return this.message(value as Json, inner, place)
      return this.invalid(value, place, `type.googleapis.com/${this.packageName}.${inner.name}`)
    }
    if (typeof type === 'object') return this.enumValue(value, type, place)
    const read = scalar(value, type)
    if (read === undefined) return this.invalid(value, place, TYPE_NAMES[type], type)
    return read
  }

  private enumValue(value: unknown, type: EnumType, place: string): unknown {
    if (typeof value === 'number') return type.values[value] ?? type.values[0]
    const name = typeof value === 'string' ? value.toUpperCase() : ''
    if (type.values.includes(name)) return name
    return this.invalid(value, place, `type.googleapis.com/${this.packageName}.${type.name}`)
  }

  private invalid(value: unknown, place: string, type: string, kind?: ScalarKind): undefined {
    const detail =
      kind === 'bytes' && typeof value === 'string' ? `Base64 decoding failed for ${describe(value)}` : describe(value)
    return this.fail(place, `Invalid value at '${place}' (${type}), ${detail}`)
  }
}

function describe(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

const DURATION = /^-?\d+(?:\.\d{1,9})?s$/
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/

/** The value as protobuf reads it; undefined where it cannot. */
function scalar(value: unknown, kind: ScalarKind): unknown {
  switch (kind) {
    case 'string':
      return typeof value === 'string' ? value : undefined
    case 'bytes':
      return typeof value === 'string' && BASE64.test(value) ? value : undefined
    case 'bool':
      return typeof value === 'boolean' ? value : undefined
    case 'float':
    case 'double':
      return numeric(value)
    case 'int32':
    case 'int64': {
      const number = numeric(value)
      return number !== undefined && Number.isInteger(number) ? number : undefined
    }
    case 'duration':
      return typeof value === 'string' && DURATION.test(value) ? value : undefined
    case 'timestamp':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined
    case 'struct':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
    case 'value':
      return value
  }
}

/** Numbers may be written as strings. */
function numeric(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : undefined
}
